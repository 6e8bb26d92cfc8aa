"""The calendar's addresses, below ``/w/<workspace>/``."""

from django.urls import path

from .views import calendar, moving, placing

urlpatterns = [
    path("calendar/", calendar.month, name="calendar"),
    path("calendar/week/", calendar.week, name="calendar_week"),
    path("calendar/list/", calendar.listed, name="calendar_list"),
    path("calendar/grid/", calendar.grid, name="calendar_grid"),
    path("calendar/day/", calendar.day, name="calendar_day"),
    path("calendar/more/", calendar.more, name="calendar_more"),
    path("calendar/choose/", calendar.choose, name="calendar_choose"),
    path("calendar/mix/", calendar.mix, name="calendar_mix"),
    path("calendar/drafts/", calendar.waiting, name="calendar_drafts"),
    path("calendar/moving/<slug:code>/", moving.dialog, name="calendar_moving"),
    path("calendar/planning/<slug:code>/", placing.dialog, name="calendar_planning"),
    path("posts/<slug:code>/move/", placing.move, name="move_post"),
    path("publications/<slug:code>/move/", moving.move, name="move_publication"),
]
