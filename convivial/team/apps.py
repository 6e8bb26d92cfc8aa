from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "convivial.team"
    label = "team"
