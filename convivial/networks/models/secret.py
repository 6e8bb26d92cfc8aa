from collections.abc import Mapping

from django.db import models

from convivial.lib import secrets

from .channel import Channel


class Sealed(models.Model):
    """A row that holds secrets, sealed for this row alone. Nothing that prints a row shows them."""

    sealed = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return type(self).__name__

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.pk}>"

    @property
    def bound_to(self) -> str:
        """What the secrets are sealed for: a word that is different for every row, and never changes."""
        raise TypeError(f"{type(self).__name__} does not say what it is bound to.")

    def open(self) -> dict[str, str]:
        """The secrets; ``lib.secrets.CannotOpen`` when our keys do not open them here."""
        return secrets.unseal(self.sealed, self.bound_to)

    def keep(self, words: Mapping[str, str]) -> None:
        """Seals without saving; see ``lib.secrets.seal`` for when to call it."""
        self.sealed = secrets.seal(words, self.bound_to)


class Secret(Sealed):
    """What opens a channel. ``renewals`` counts how often it changed; ``renewing_until`` is the lease of the one who
    is asking the network for new words right now, and ``renewing_by`` is whose it is."""

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, primary_key=True, related_name="secret")
    renewals = models.PositiveIntegerField(default=0)
    renewing_until = models.DateTimeField(null=True)
    renewing_by = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    @property
    def bound_to(self) -> str:
        return f"channel:{self.channel.workspace_id}:{self.channel_id}"


class AppKey(Sealed):
    """Our app's registration with one server of a network: each server gives its own."""

    network = models.CharField(max_length=20)
    server = models.CharField(max_length=255)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "server"], name="one_app_key_a_server")]

    @property
    def bound_to(self) -> str:
        return f"app:{self.network}:{self.server}"
