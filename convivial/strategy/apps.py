from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "convivial.strategy"
    label = "strategy"

    def ready(self) -> None:
        from convivial.team import access

        from . import checks, furnishing, noticing, reporting, words  # noqa: F401
        from .checking import objectives, others, steps

        access.also_ask(reporting.is_theirs)
        checks.register(*objectives.CHECKS, *others.CHECKS)
        checks.steps(steps.STEPS)
        noticing.register()
