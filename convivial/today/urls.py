"""The first page of a workspace, its notices, and the switch that puts everything on hold."""

from django.urls import path

from .views import house, notices, today

app_name = "today"
urlpatterns = [
    path("", today.today, name="today"),
    path("now/", today.now, name="now"),
    path("steps/put-away/", today.put_away, name="put_away_steps"),
    path("steps/bring-back/", today.bring_back, name="bring_back_steps"),
    path("house/", house.house, name="house"),
    path("house/hold/", house.hold, name="hold"),
    path("house/explain/", house.explain, name="explain_hold"),
    path("house/resume/", house.resume, name="resume"),
    path("notices/", notices.notices, name="notices"),
    path("notices/more/", notices.more, name="more_notices"),
    path("notices/bell/", notices.bell, name="bell"),
    path("notices/read/", notices.read, name="read_notices"),
    path("notices/wishes/", notices.wishes, name="wishes"),
    path("notices/wishes/wish/", notices.wish, name="wish"),
    path("notices/<slug:code>/read/", notices.read, name="read_notice"),
]
