"""Serves the gallery on a free port of loopback, without a database: ``python -m convivial.ui.tests.serve``.
The first line it prints is its address."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convivial.settings")

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

BELOW = ("django.", "allauth.", "convivial.ui.")  # what asks no database


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a gallery in a process of its own, for as long as it is needed."""
    command = [sys.executable, "-m", "convivial.ui.tests.serve"]
    with subprocess.Popen(
        command, env=os.environ | {"CONVIVIAL_DATA": str(data)}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def furnish() -> None:
    """The places that the product will have, so that the frame is seen full, and none that asks a database."""
    from convivial.ui import places

    for known in (places._places, places._entries, places._slots):
        known.clear()
    places.ask(lambda person, act, thing: True)

    named = [
        ("write", "Write", "pen-line"), ("today", "Today", "sun"), ("strategy", "Strategy", "compass"),
        ("ideas", "Ideas", "lightbulb"), ("calendar", "Calendar", "calendar-days"),
        ("approvals", "Approvals", "circle-check"), ("results", "Results", "chart-line"),
        ("library", "Library", "images"), ("channels", "Channels", "plug"), ("team", "Team", "users"),
    ]  # fmt: skip
    waiting = {"ideas": 14, "approvals": 1}
    for order, (name, title, icon) in enumerate(named):
        count = (lambda request, n=waiting[name]: n) if name in waiting else None
        places.add(places.Place(name, title, icon, f"{name}_page", "workspace.see", order, count))
    places.fill("role", lambda **more: "Strategist")


def main() -> None:
    settings.ROOT_URLCONF = "convivial.ui.tests.gallery"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    settings.LOGIN_URL = "/accounts/login/"
    processors = settings.TEMPLATES[0]["OPTIONS"]["context_processors"]
    processors[:] = [name for name in processors if name.startswith(BELOW)]
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name.startswith(BELOW)]
    django.setup()
    furnish()
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    server = make_server("127.0.0.1", port, get_wsgi_application(), Server, Silent)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
