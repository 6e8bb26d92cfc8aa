from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "convivial.results"
    label = "results"
