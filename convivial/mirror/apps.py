from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MirrorConfig(AppConfig):
    name = "convivial.mirror"
    label = "mirror"

    def ready(self) -> None:
        from convivial.ui import places
        from convivial.work.due import Rows
        from convivial.work.kinds import register

        from . import forgetting, proposing, words  # noqa: F401 - words teach the journal to read our acts
        from .models import Drawn, Reading
        from .reading import draw, read
        from .views_part import way_in

        forgetting.register()
        proposing.register()
        register(Rows("reading", Reading, read, at_once=4))
        register(Rows("mirror", Drawn, draw, at_once=1))
        places.palette(
            places.Entry(
                _("What you have been doing"), "scan-eye", "mirror:mirror", "mirror.see", also=_("mirror past themes")
            )
        )
        places.fill("strategy_mirror", way_in)
