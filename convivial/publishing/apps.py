from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "convivial.publishing"
    label = "publishing"
