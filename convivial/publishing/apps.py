from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "convivial.publishing"
    label = "publishing"

    def ready(self) -> None:
        from . import doing
        from .calendar import places as calendar
        from .checking import steps as checking
        from .composing import places as composing

        calendar.register()
        composing.register()
        checking.register()
        doing.register_all()
