from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "convivial.publishing"
    label = "publishing"

    def ready(self) -> None:
        from . import doing
        from .calendar import places as calendar
        from .composing import places as composing

        calendar.register()
        composing.register()
        doing.register_all()
