from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "convivial.ui"
    label = "ui"
