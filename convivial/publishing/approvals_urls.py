"""The addresses of Approvals, below ``/w/<workspace>/``."""

from django.urls import path

from .views import approvals

urlpatterns = [
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/waiting/", approvals.waiting, name="approvals_waiting"),
    path("approvals/rule/", approvals.rule, name="approvals_rule"),
    path("approvals/<slug:code>/", approvals.likeness, name="approvals_likeness"),
]
