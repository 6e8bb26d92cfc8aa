from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "convivial.work"
    label = "work"
