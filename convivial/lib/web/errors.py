"""What can happen at the door. Messages name the host at most: never a path, a query, a header or a body."""


class WebError(Exception):
    """``was_sent``: something of the request may have reached the other side. ``reason`` is a stable key."""

    was_sent = False

    def __init__(self, reason: str, host: str = "", *, was_sent: bool | None = None) -> None:
        super().__init__(f"{reason} ({host})" if host else reason)
        self.reason, self.host = reason, host
        if was_sent is not None:
            self.was_sent = was_sent


class NotAllowedAddress(WebError):
    """Reasons: unreadable, too_long, scheme, userinfo, port, name, private, metadata, ourselves, hops."""


class NoSuchHost(WebError):
    """The name service says that there is no such name."""


class NotReached(WebError):
    """Reasons: slow, not_listening, no_name_service, broken; no_way_out: nothing at all can be reached from here."""


class BrokenCertificate(WebError):
    """Reasons: expired, wrong_name, not_trusted, handshake."""


class NoAnswer(WebError):
    """Reasons: slow, hung_up, garbled, not_json."""

    was_sent = True


class TooLarge(WebError):
    was_sent = True


class InTransaction(RuntimeError):
    """A network call inside a database transaction: a mistake of ours, never of a network."""
