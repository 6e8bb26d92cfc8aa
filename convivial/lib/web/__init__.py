"""The only door to the network. No other module opens a connection (a lint test and an audit hook say so).

    answer = await web.get("https://example.org/feed")               # one call
    async with web.session():                                        # many calls: connections are shared and kept
        answer = await web.post(address, json={…}, headers={…}, total=10)
    answer = web.run(web.get(address))                               # from code that is not asynchronous

Every address is judged: http or https only, ports 80 and 443, no user or password in it, every address of the host
public (embedded IPv4 unwrapped), and the connection goes to the judged address. Every hop of a redirect is judged
again, at most five; what was given for one host never follows to another. Time and size (after unpacking) are
limited. What the installer allows (``allow_from``) is let through by exact host and port; metadata services never.

* WebError              ``was_sent`` says whether anything may have reached the other side
  x NotAllowedAddress   we do not go there; ``reason`` says why
  x NoSuchHost          the name does not exist
  x NotReached          we never got through
  x BrokenCertificate   the other side could not prove who it is
  x NoAnswer            sent, but no usable answer came back
  x TooLarge            sent, and the answer was larger than asked for

Calls inside a database transaction raise ``InTransaction``: a lock would wait for a stranger's server.
"""

from .allowing import allow_from, forget_allowed
from .answers import Answer, File, Limits
from .asking import ask, get, is_allowed, post, run, session
from .beginning import begun_before
from .errors import (
    BrokenCertificate,
    InTransaction,
    NoAnswer,
    NoSuchHost,
    NotAllowedAddress,
    NotReached,
    TooLarge,
    WebError,
)
from .targets import Target, aim

__all__ = [
    "Answer", "BrokenCertificate", "File", "InTransaction", "Limits", "NoAnswer", "NoSuchHost", "NotAllowedAddress",
    "NotReached", "Target", "TooLarge", "WebError", "aim", "allow_from", "ask", "begun_before",
    "forget_allowed", "get", "is_allowed", "post", "run", "session",
]  # fmt: skip
