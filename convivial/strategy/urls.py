from django.urls import path

from .views import document, start

app_name = "strategy"

urlpatterns = [
    path("strategy/", document.strategy, name="strategy"),
    path("strategy/start/", start.start, name="start"),
    path("strategy/print/", document.printed, name="print"),
    path("strategy/<slug:chapter>/", document.chapter, name="chapter"),
]
