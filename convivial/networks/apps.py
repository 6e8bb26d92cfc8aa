from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "convivial.networks"
    label = "networks"

    def ready(self) -> None:
        from convivial.team import access
        from convivial.team.models.workspace import opened
        from convivial.ui import places
        from convivial.work.forgetting import forgets

        from . import allowing, connecting, furnishing, granting, learning, practising, words  # noqa: F401

        forgets("connecting", connecting.LASTS, connecting.forget_unfinished)
        access.also_ask(granting.may_touch)
        access.also_read("shut", granting.shut())
        learning.register()
        from .views_granting import member_part

        places.fill("member", member_part)
        opened.connect(practising.furnish, dispatch_uid="networks.practising")
