from django.urls import path

from . import views_team

app_name = "team"

urlpatterns = [
    path("team/", views_team.team, name="team"),
    path("team/invite/", views_team.invite, name="invite"),
    path("team/invitations/<slug:code>/renew/", views_team.renew, name="renew"),
    path("team/invitations/<slug:code>/withdraw/", views_team.withdraw, name="withdraw"),
    path("team/leave/", views_team.leave, name="leave"),
    path("team/<slug:code>/change/", views_team.change, name="change"),
    path("team/<slug:code>/remove/", views_team.remove, name="remove"),
    path("recorded/", views_team.recorded, name="recorded"),
    path("settings/", views_team.settings, name="settings"),
]
