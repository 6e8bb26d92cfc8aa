from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "convivial.networks"
    label = "networks"
