from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "convivial.content"
    label = "content"

    def ready(self) -> None:
        from convivial.team.access import also_ask

        from . import tidying, words
        from .offering import narrow

        also_ask(narrow)
        words.register()
        tidying.register()
