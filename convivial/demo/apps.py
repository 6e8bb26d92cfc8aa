from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "convivial.demo"
    label = "demo"
