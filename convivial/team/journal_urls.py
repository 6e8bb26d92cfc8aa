"""The journal's addresses. Its pages live here, for the journal itself lies below the team and knows no roles."""

from django.urls import path

from . import journal_views

app_name = "journal"

urlpatterns = [
    path("journal/", journal_views.journal, name="feed"),
    path("journal/more/", journal_views.more, name="more"),
    path("journal/of/<slug:thing>/<slug:code>/", journal_views.of, name="of"),
    path("live/", journal_views.live, name="live"),
]
