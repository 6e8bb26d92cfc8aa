from django.urls import path

from . import views, views_answering, views_granting, views_timeline

app_name = "networks"

urlpatterns = [
    path("channels/", views.channels, name="channels"),
    path("channels/connect/", views.choose, name="choose"),
    path("channels/connect/<slug:network>/", views.connect, name="connect"),
    path("channels/arrivals/<str:code>/", views.arrival, name="arrival"),
    path("channels/arrivals/<str:code>/confirm/", views.confirm, name="confirm"),
    path("channels/arrivals/<str:code>/discard/", views.discard, name="discard"),
    path("channels/<str:code>/reconnect/", views.reconnect, name="reconnect"),
    path("channels/<str:code>/grant/", views_granting.grant, name="grant"),
    path("channels/<str:code>/duties/", views_answering.set_duties, name="set_duties"),
    path("team/<str:code>/channels/", views_granting.admit, name="admit"),
    path("channels/<str:code>/remove/", views.remove, name="remove"),
    path("channels/<str:code>/bring_back/", views.bring_back, name="bring_back"),
    path("channels/<str:code>/timeline/", views_timeline.timeline, name="timeline"),
    path("channels/<str:code>/timeline/pictures/<str:picture>/", views_timeline.picture, name="timeline_picture"),
]
