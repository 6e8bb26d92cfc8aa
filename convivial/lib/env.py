"""Reads the settings of an installation from the environment, each with a type and a clear refusal.

Every name read here has its paragraph in ``docs/desk/settings.md``; a test keeps the two together.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(ValueError):
    """A setting whose value cannot be used; the message names the setting and says what it takes."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def folder(name: str, default: str) -> Path:
    return Path(text(name, default)).expanduser().resolve()


def whole(name: str, default: int, at_least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < at_least:
        raise BadSetting(f"{name} takes a whole number of at least {at_least}, not “{value}”.")
    return int(value)


def decimal(name: str, default: float) -> float:
    value = text(name, str(default))
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 < number < float("inf"):
        raise BadSetting(f"{name} takes a number above 0, not “{value}”.")
    return number


def choice(name: str, default: str, of: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in of:
        raise BadSetting(f"{name} takes one of {', '.join(of)}, not “{value}”.")
    return value


def switch(name: str, default: bool = False) -> bool:
    return choice(name, "yes" if default else "no", ("yes", "no")) == "yes"


def address(name: str, default: str) -> tuple[str, int]:
    """``host:port`` as a pair; an IPv6 host stands in brackets."""
    value = text(name, default)
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise BadSetting(f"{name} takes host:port, for example 127.0.0.1:8000, not “{value}”.")
    return host.strip("[]"), int(port)


def url(name: str) -> dict[str, str]:
    """The parts of an address such as ``postgresql://user:word@host:5432/name?option=x``; empty when unset."""
    value = text(name)
    if not value:
        return {}
    parts = urlsplit(value)
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise BadSetting(f"{name} has a port that is not a number.") from error
    return {
        "scheme": parts.scheme,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "host": parts.hostname or "",
        "port": port,
        "path": unquote(parts.path),
        **{f"?{key}": word for key, word in parse_qsl(parts.query, keep_blank_values=True)},
    }


def database(data: Path) -> dict[str, object]:
    """Django's description of the database: ``DATABASE_URL`` when set, else one SQLite file in the data folder.

    SQLite: WAL so that pages are read while the worker writes, ``FULL`` so that "about to send" is on the disk
    before anything is sent, ``IMMEDIATE`` so that two writers wait instead of failing half-way. The log is moved
    into the file by the keeper alone (see ``work.checkpointing``).
    """
    parts = url("DATABASE_URL")
    if parts and parts["scheme"] in ("postgres", "postgresql"):
        return _postgresql(parts)
    if parts and parts["scheme"] != "sqlite":
        raise BadSetting(
            "DATABASE_URL takes postgresql://… or sqlite:///path, or nothing for the file in the data folder."
        )
    file = Path(parts["path"]) if parts else data / "convivial.sqlite3"
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA journal_size_limit=27000000; PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=0;",
        },
        "TEST": {"NAME": str(file.with_name("test.sqlite3"))},
    }


def mail() -> dict[str, object]:
    """Django's settings of the mail server from ``CONVIVIAL_MAIL``: ``smtp://user:word@host:587`` speaks STARTTLS,
    ``smtps://…:465`` TLS from the first byte, ``smtp://host:25?tls=no`` neither. Nothing set: no mail leaves.

    ``CONVIVIAL_MAIL_FROM`` is the sender, such as ``Harbour Coffee <desk@harbour.example>``.
    """
    parts = url("CONVIVIAL_MAIL")
    if not parts:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "EMAIL_HOST": ""}
    if parts["scheme"] not in ("smtp", "smtps") or not parts["host"]:
        raise BadSetting("CONVIVIAL_MAIL takes smtp://user:password@host:587 or smtps://user:password@host:465.")
    sender = text("CONVIVIAL_MAIL_FROM")
    if "@" not in sender or any(ord(letter) < 32 for letter in sender):
        raise BadSetting("CONVIVIAL_MAIL_FROM takes the sender's address when CONVIVIAL_MAIL is set.")
    is_wrapped = parts["scheme"] == "smtps"
    return {
        "EMAIL_HOST": parts["host"],
        "EMAIL_PORT": int(parts["port"] or (465 if is_wrapped else 587)),
        "EMAIL_HOST_USER": parts["user"],
        "EMAIL_HOST_PASSWORD": parts["password"],
        "EMAIL_USE_SSL": is_wrapped,
        "EMAIL_USE_TLS": not is_wrapped and parts.get("?tls") != "no",
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": sender,
    }


def _postgresql(parts: dict[str, str]) -> dict[str, object]:
    """PostgreSQL is told not to compile its plans: where a page asks much in one question, that takes ten times as
    long as the answer. ``?options=`` of the address goes before it."""
    options = {"options": "-c jit=off"} | {key[1:]: word for key, word in parts.items() if key.startswith("?")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts["path"].lstrip("/"),
        "USER": parts["user"],
        "PASSWORD": parts["password"],
        "HOST": options.pop("host", parts["host"]),
        "PORT": parts["port"],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
