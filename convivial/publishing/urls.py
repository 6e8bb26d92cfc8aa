"""The addresses of the calendar and of what the ledger holds, below ``/w/<workspace>/``."""

from .calendar_urls import urlpatterns as calendar_urls

app_name = "publishing"
urlpatterns = [*calendar_urls]
