"""The journal's addresses. Its pages live here, for the journal itself lies below the team and knows no roles."""

from django.urls import path

from . import views_journal

app_name = "journal"

urlpatterns = [
    path("journal/", views_journal.journal, name="feed"),
    path("journal/more/", views_journal.more, name="more"),
    path("journal/of/<slug:thing>/<slug:code>/", views_journal.of, name="of"),
    path("live/", views_journal.live, name="live"),
]
