"""The web server, as a child of the supervisor."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from .children import die_with

BLOCKING_THREADS = 4
CONNECTIONS = 2048  # open at once; most of them only wait for what their person does next
HEADER_SECONDS = 10  # for the head of a request, and for the next one on the same connection
DRAIN_SECONDS = 20


def serve() -> None:
    """Serves pages until SIGTERM. A worker of the server that falls is started again by the server."""
    host, port = settings.BIND
    server = Granian(
        "convivial.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WEB_PROCESSES,
        blocking_threads=BLOCKING_THREADS,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000),
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN_SECONDS,
        websockets=False,
        log_level=LogLevels.warning,
        process_name=None,
    )
    server.serve(target_loader=_loader(os.getpid()), wrap_loader=False)


def _loader(parent: int) -> Callable[[], Any]:
    def load() -> Any:
        die_with(parent)
        from convivial.wsgi import application

        return application

    return load


def assets() -> Path:
    return Path(settings.HERE) / "ui" / "assets"
