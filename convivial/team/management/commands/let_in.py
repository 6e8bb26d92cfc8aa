"""``python -m convivial let_in ana@example.org``: a link for a new password, for where no mail leaves.

Whoever may start this command owns the machine and could do anything; still it leaves a line in the journal.
"""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from convivial.journal.recording import record
from convivial.team.hosts import recorded_address
from convivial.team.models import User
from convivial.team.models.user import fold
from convivial.work.supervisor import address


class Command(BaseCommand):
    help = "Prints a link with which somebody chooses a new password; it works once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email=fold(options["email"])).first()
        if person is None:
            raise CommandError("Nobody has an account with this address.")
        record("account.let_in", thing="member", code=person.code)
        words = (user_pk_to_url_str(person), default_token_generator.make_token(person))
        self.stdout.write((recorded_address() or address()) + reverse("account_reset_password_from_key", args=words))
