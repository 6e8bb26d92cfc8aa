from django.urls import path

from . import views_cover, views_team

app_name = "team"

urlpatterns = [
    path("team/", views_team.team, name="team"),
    path("team/invite/", views_team.invite, name="invite"),
    path("team/invitations/<slug:code>/renew/", views_team.renew, name="renew"),
    path("team/invitations/<slug:code>/withdraw/", views_team.withdraw, name="withdraw"),
    path("team/leave/", views_team.leave, name="leave"),
    path("team/<slug:code>/change/", views_team.change, name="change"),
    path("team/<slug:code>/remove/", views_team.remove, name="remove"),
    path("team/<slug:code>/explain/", views_team.explain, name="explain"),
    path("team/away/", views_cover.set_cover, name="set_cover"),
    path("team/<slug:code>/away/", views_cover.set_cover, name="set_cover"),
    path("team/covers/<slug:code>/change/", views_cover.change_cover, name="change_cover"),
    path("team/covers/<slug:code>/end/", views_cover.end_cover, name="end_cover"),
    path("team/covers/<slug:code>/restore/", views_cover.restore_cover, name="restore_cover"),
    path("recorded/", views_team.recorded, name="recorded"),
    path("settings/", views_team.settings, name="settings"),
]
