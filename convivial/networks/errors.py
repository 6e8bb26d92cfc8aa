"""The expected troubles of speaking to a network.

* NetworkError
  x Refused          the network said no before anything was made; says which part of the content, where it can
  x TryLater         busy, over quota, or we never got through; carries ``retry_after``
  x Disconnected     access was withdrawn; an owner must connect the channel again
  x NotAllowed       a scope, a review or a role is missing; says which
  x Unsupported      this network cannot carry that, and it would be lost silently
  x Retired          the interface's version or our app was withdrawn: a line for the installer
  x OutcomeUnknown   the request left us and no usable answer came back

Every error but OutcomeUnknown promises that nothing was made at the network. An adapter may raise one of them for
an answer only where the network is known to refuse before it creates; any other answer is OutcomeUnknown.
"""

from datetime import timedelta


class NetworkError(Exception):
    """``reason`` is a stable key that pages turn into a sentence (see ``networks.words``); ``detail`` is the
    network's own short text, hostile until escaped, already scrubbed of secrets and cut to 500 characters."""

    def __init__(self, reason: str, detail: str = "", *, part: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail, self.part = reason, detail[:500], part


class Refused(NetworkError): ...


class TryLater(NetworkError):
    def __init__(self, reason: str, detail: str = "", *, retry_after: timedelta | None = None) -> None:
        super().__init__(reason, detail)
        self.retry_after = retry_after


class Disconnected(NetworkError): ...


class NotAllowed(NetworkError): ...


class Unsupported(NetworkError): ...


class Retired(NetworkError): ...


class OutcomeUnknown(NetworkError): ...
