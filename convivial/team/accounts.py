"""One's own account: what one changes there oneself."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from convivial.journal.recording import record

from .models import User


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
