"""The addresses of Approvals, and of the page for whoever covers, below ``/w/<workspace>/``."""

from django.urls import path

from .views import approvals, briefing

urlpatterns = [
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/waiting/", approvals.waiting, name="approvals_waiting"),
    path("approvals/rule/", approvals.rule, name="approvals_rule"),
    path("team/covers/<slug:code>/brief/", briefing.brief, name="brief"),
    path("approvals/<slug:code>/", approvals.likeness, name="approvals_likeness"),
]
