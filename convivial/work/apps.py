from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "convivial.work"
    label = "work"

    def ready(self) -> None:
        from . import canary, checks

        checks.register_own()
        canary.register()
