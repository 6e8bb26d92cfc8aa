from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "convivial.strategy"
    label = "strategy"

    def ready(self) -> None:
        from convivial.team import access

        from . import checks, furnishing, noticing, reporting, words  # noqa: F401
        from .checking import levels, objectives, others, places, steps, way

        access.also_ask(reporting.is_theirs)
        for some in (objectives, others, levels, places, way):
            checks.register(*some.CHECKS)
        checks.steps(steps.STEPS)
        noticing.register()
