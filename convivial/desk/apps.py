from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "convivial.desk"
    label = "desk"
