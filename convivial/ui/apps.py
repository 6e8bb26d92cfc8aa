from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "convivial.ui"
    label = "ui"

    def ready(self) -> None:
        from . import checks, plain  # noqa: F401 - checks registers itself

        plain.speak_plainly()
