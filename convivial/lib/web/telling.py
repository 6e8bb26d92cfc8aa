"""Turns the many troubles of a connection into the few that callers tell apart."""

import ssl

import aiohttp

from .connecting import ForbiddenConnect
from .errors import BrokenCertificate, NoAnswer, NotAllowedAddress, NotReached, WebError

# OpenSSL's X509_V_ERR_*: 10 expired, 9 not yet valid, 62 host name mismatch, 64 address mismatch
CERTIFICATE = {9: "expired", 10: "expired", 62: "wrong_name", 64: "wrong_name"}


def told(error: Exception, host: str, was_sent: bool) -> WebError:
    """What happened, as one of ours. Before the first byte nothing can have been made; after it anything can."""
    if was_sent:
        return NoAnswer(_after(error), host)
    if isinstance(error, aiohttp.InvalidURL):
        return NotAllowedAddress("unreadable", host)
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return BrokenCertificate(_certificate(error.certificate_error), host)
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        return BrokenCertificate("handshake", host)
    if isinstance(_cause(error), ForbiddenConnect):
        return NotAllowedAddress("private", host)
    return NotReached(_before(error), host)


def _before(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "slow"
    return "not_listening" if isinstance(_cause(error), ConnectionRefusedError) else "broken"


def _after(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "slow"
    if isinstance(error, aiohttp.ClientResponseError | ValueError):
        return "garbled"
    return "hung_up"


def _certificate(error: Exception) -> str:
    code = getattr(error, "verify_code", None)
    return CERTIFICATE.get(code, "not_trusted") if code else "not_trusted"


def _cause(error: BaseException) -> BaseException:
    return getattr(error, "os_error", error)
