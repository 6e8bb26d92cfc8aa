"""The web server, as a child of the supervisor."""

import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from .children import die_with

CONNECTIONS = 2048  # open at once; most of them only wait for what their person does next
HEADER_SECONDS = 10  # for the head of a request, and for the next one on the same connection
DRAIN_SECONDS = 20


def serve() -> None:
    """Serves pages until SIGTERM. A worker of the server that falls is started again by the server."""
    host, port = settings.BIND
    _allow_files()
    server = Granian(
        "convivial.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=settings.WEB_PROCESSES,
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
    server.serve(target_loader=_loader(os.getpid(), port), wrap_loader=False)


def _allow_files() -> None:
    """Each connection is an open file; the usual limit is lower than what we are ready to keep."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    if resource.RLIM_INFINITY != now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _loader(parent: int, port: int) -> Callable[[], Any]:
    def load() -> Any:
        die_with(parent)
        from convivial.wsgi import application

        from .fronting import Front

        front = Front(application)
        front.crowd.watch(port)
        return front

    return load


def assets() -> Path:
    return Path(settings.HERE) / "ui" / "assets"
