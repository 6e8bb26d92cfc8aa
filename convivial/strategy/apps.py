from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "convivial.strategy"
    label = "strategy"

    def ready(self) -> None:
        from convivial.team import access

        from . import furnishing, reporting, words  # noqa: F401

        access.also_ask(reporting.is_theirs)
