from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "convivial.desk"
    label = "desk"

    def ready(self) -> None:
        from . import looking, words  # noqa: F401
