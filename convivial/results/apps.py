from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    name = "convivial.results"
    label = "results"

    def ready(self) -> None:
        from convivial.ui import places
        from convivial.work.due import Rows
        from convivial.work.kinds import register

        from . import checking, forgetting, words  # noqa: F401 - words teach the journal to read our acts
        from .measuring import measure
        from .models import FigureDue
        from .planning import planner
        from .views_post import post_part

        checking.register()
        forgetting.register()
        register(planner)
        register(Rows("figure", FigureDue, measure, at_once=20))
        places.add(places.Place("results", _("Results"), "chart-line", "results:results", "result.see", order=70))
        places.palette(
            places.Entry(_("See results"), "chart-line", "results:results", "result.see", also=_("figures likes"))
        )
        places.fill("post_results", post_part)
