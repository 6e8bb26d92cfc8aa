"""A mail server on loopback: aiosmtpd, the community's own, with STARTTLS, a password, and moods.

It greets and takes mail as any server does; ``mood`` says where in the conversation it stops being kind.
"""

import asyncio
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.live.servers.processes import free_port

USER, WORD = "harbour", "a-ferry-at-seven"
HANGS = 60  # seconds


@dataclass
class MailServer:
    """``mood``: "kind", "later" (450 to every recipient), "unknown" (550), "hangs" (never answers the greeting) or
    "hangs up" (takes a mail and ends without a word). ``taken`` are the mails it has, ``asked`` how often it was."""

    folder: Path
    port: int = field(default_factory=free_port)
    mood: str = "kind"
    taken: list[EmailMessage] = field(default_factory=list)
    sessions: list[tuple[bool, bool]] = field(default_factory=list)  # with TLS, with the password
    asked: int = 0
    _controller: Controller | None = None

    @property
    def setting(self) -> str:
        return f"smtp://{USER}:{WORD}@127.0.0.1:{self.port}"

    @property
    def authority(self) -> Path:
        return self.folder / "authority.pem"

    def open(self) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.authority, self.folder / "key.pem")
        self._controller = Controller(
            _Manners(self), hostname="127.0.0.1", port=self.port, tls_context=context, require_starttls=True,
            authenticator=_right_word, auth_required=True,
        )  # fmt: skip
        self._controller.start()

    def close(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.taken if mail["To"] == address]


def _right_word(server: SMTP, session: Session, envelope: Envelope, mechanism: str, said: Any) -> AuthResult:
    return AuthResult(success=(said.login, said.password) == (USER.encode(), WORD.encode()))


class _Manners:
    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_EHLO(  # noqa: N802 - the library's names
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.server.asked += 1
        if self.server.mood == "hangs":
            await asyncio.sleep(HANGS)
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusals = {"later": "450 4.2.1 Come back later", "unknown": "550 5.1.1 No such person here"}
        if self.server.mood in refusals:
            return refusals[self.server.mood]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.server.taken.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        self.server.sessions.append((session.ssl is not None, bool(session.authenticated)))
        if self.server.mood == "hangs up" and server.transport is not None:
            server.transport.abort()
        return "250 OK"


@contextmanager
def mail_server(folder: Path) -> Iterator[MailServer]:
    server = MailServer(folder)
    _make_certificate(folder)
    server.open()
    try:
        yield server
    finally:
        server.close()


def _make_certificate(folder: Path) -> None:
    """One that names 127.0.0.1 and signs itself; whoever is to believe it is told so by ``SSL_CERT_FILE``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(
        subject_name=name, issuer_name=name, public_key=key.public_key(), serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(days=2), not_valid_after=now + timedelta(days=2),
    )  # fmt: skip
    made = made.add_extension(here, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    signed = made.sign(key, hashes.SHA256())
    (folder / "authority.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
