from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "convivial.today"
    label = "today"

    def ready(self) -> None:
        from . import frame
        from .notices import working

        frame.register()
        working.register()
