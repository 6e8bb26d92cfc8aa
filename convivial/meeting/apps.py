from django.apps import AppConfig


class MeetingConfig(AppConfig):
    name = "convivial.meeting"
    label = "meeting"

    def ready(self) -> None:
        from . import checking, furnishing, looking, words  # noqa: F401 - words teach the journal to read our acts

        furnishing.register()
        looking.register()
        checking.register()
