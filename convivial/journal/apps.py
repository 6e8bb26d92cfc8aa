from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "convivial.journal"
    label = "journal"
