"""One's own account: what one changes there oneself."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from convivial.journal import sealing
from convivial.journal.recording import record

from .belonging import remove
from .errors import LastInstaller
from .models import Installer, Invitation, User
from .models.user import about_address


@transaction.atomic
def change_account(person: User, words: Mapping[str, Any]) -> None:
    """Name, language, theme. The journal says that it was done, never what stood there."""
    fields = [name for name in ("name", "language", "theme") if name in words]
    for name in fields:
        setattr(person, name, words[name])
    person.save(update_fields=fields)
    record("account.change", by=person.pk, thing="member", code=person.code)


@transaction.atomic
def make_account(email: str, name: str, password: str, language: str) -> User:
    person = User.objects.create_user(email, password, name=name, language=language)
    record("account.make", by=person.pk, thing="member", code=person.code)
    return person


@transaction.atomic
def erase(person: User) -> None:
    """Forgets who somebody was. What they did stays in the journal, by nobody's name; every text about them in it
    becomes unreadable, and the chain still holds. Whoever is needed, because a workspace or the house would be left
    with nobody, is told so."""
    for membership in person.memberships.select_related("workspace"):
        remove(membership, by=person)
    if hasattr(person, "installer") and not Installer.objects.exclude(user=person).exists():
        raise LastInstaller
    Invitation.objects.filter(email=person.email).delete()
    sealing.erase(about_address(person.email))
    sealing.erase(f"user:{person.code}")
    record("account.erase", by=person.pk, thing="member", code=person.code)
    person.delete()
