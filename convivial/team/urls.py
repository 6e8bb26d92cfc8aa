from django.urls import include, path

from . import views_house

urlpatterns = [
    path("", views_house.home, name="home"),
    path("welcome/", views_house.welcome, name="welcome"),
    path("welcome/who/", views_house.who, name="who"),
    path("invitation/<str:token>/", views_house.invitation, name="invitation"),
    path("workspaces/", views_house.workspaces, name="workspaces"),
    path("account/", include("convivial.team.account_urls")),
]
