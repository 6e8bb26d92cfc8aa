import io
import logging
from types import SimpleNamespace

from convivial.lib.logs import WithoutAddress


def test_error_of_a_page_is_written_down_without_its_address() -> None:
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.addFilter(WithoutAddress())
    logger = logging.Logger("django.request")
    logger.addHandler(handler)
    request = SimpleNamespace(resolver_match=SimpleNamespace(route="invitation/<str:token>/"))
    logger.error("%s: %s", "Internal Server Error", "/invitation/secret/", extra={"request": request})
    assert told.getvalue() == "Internal Server Error: /invitation/<str:token>/\n"


def test_error_of_a_page_reaches_the_console() -> None:
    request = logging.getLogger("django.request")
    assert request.isEnabledFor(logging.ERROR)
    assert request.propagate
    assert any(isinstance(found, WithoutAddress) for each in logging.getLogger().handlers for found in each.filters)
