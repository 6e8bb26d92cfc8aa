from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "convivial.today"
    label = "today"
