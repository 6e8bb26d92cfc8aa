"""What the house writes down about its own mistakes: to the console, for whoever looks after it."""

import logging
from typing import Any


class WithoutAddress(logging.Filter):
    """An error in a page is told by the pattern of its address: the address itself may carry a link's secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        request: Any = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        if match and isinstance(record.args, tuple) and len(record.args) == 2:
            record.args = (record.args[0], f"/{match.route}")
        return True


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_address": {"()": WithoutAddress}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_address"]},
    },
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
