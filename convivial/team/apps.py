from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "convivial.team"
    label = "team"

    def ready(self) -> None:
        from . import furnishing, words  # noqa: F401
