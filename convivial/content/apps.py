from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "convivial.content"
    label = "content"
