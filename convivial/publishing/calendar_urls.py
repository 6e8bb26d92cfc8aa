"""The calendar's addresses, below ``/w/<workspace>/``."""

from django.urls import path

from .views import calendar, moving, placing, proposing, slots

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
    path("calendar/slot/<slug:code>/", slots.dialog, name="calendar_slot"),
    path("calendar/slot-moving/<slug:code>/", slots.moving, name="calendar_slot_moving"),
    path("posts/<slug:code>/slots/", slots.offered, name="offered_slots"),
    path("slots/propose/", proposing.proposal, name="propose_slots"),
    path("slots/accept/", proposing.accept, name="accept_slots"),
    path("slots/discard/", slots.discard_all, name="discard_slots"),
    path("slots/<slug:code>/", slots.slot, name="slot"),
    path("slots/<slug:code>/move/", slots.move, name="move_slot"),
    path("slots/<slug:code>/discard/", slots.discard, name="discard_slot"),
    path("slots/<slug:code>/restore/", slots.restore, name="restore_slot"),
    path("slots/<slug:code>/take/", slots.take, name="take_slot"),
    path("slots/<slug:code>/release/", slots.release, name="release_slot"),
    path("posts/<slug:code>/move/", placing.move, name="move_post"),
    path("publications/<slug:code>/move/", moving.move, name="move_publication"),
]
