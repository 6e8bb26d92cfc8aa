"""What the desk says about mail."""

from smtplib import SMTPException

from django.conf import settings

MAIL_TROUBLE = (SMTPException, OSError)
TRIAL = 5  # seconds for each answer of the mail server, while somebody looks at the page


def mail_facts() -> list[tuple[str, str]]:
    """How mail is set up, without its password."""
    if not settings.EMAIL_HOST:
        return []
    lock = "TLS" if settings.EMAIL_USE_SSL else "STARTTLS" if settings.EMAIL_USE_TLS else "–"
    return [
        ("CONVIVIAL_MAIL", f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"),
        ("TLS", lock),
        ("CONVIVIAL_MAIL_FROM", settings.DEFAULT_FROM_EMAIL),
    ]
