"""The addresses of posts, approvals, the calendar and what the ledger holds, below ``/w/<workspace>/``."""

from .approvals_urls import urlpatterns as approvals_urls
from .calendar_urls import urlpatterns as calendar_urls
from .composer_urls import urlpatterns as composer_urls

app_name = "publishing"
urlpatterns = [*composer_urls, *approvals_urls, *calendar_urls]
