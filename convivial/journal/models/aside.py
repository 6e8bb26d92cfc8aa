from collections.abc import Mapping

from django.db import models

from convivial.lib import secrets


class Aside(models.Model):
    """Personal text that belongs to a line, such as the address of somebody invited. It is sealed with the key of the
    person whom it is about, so that erasing the person makes it unreadable while the chain still holds."""

    workspace_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    about = models.CharField(max_length=40)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace_id", "seq"], name="one_aside_a_line")]
        indexes = [models.Index(fields=["about"], name="asides_about_a_person")]


class PersonKey(models.Model):
    """The key of everything personal that the journal holds about one person, itself sealed with the installation's
    sealing key. Its destruction is the erasure."""

    about = models.CharField(max_length=40, primary_key=True)
    sealed = models.TextField()

    def __str__(self) -> str:
        return "PersonKey"

    @property
    def bound_to(self) -> str:
        return f"journal:{self.about}"

    def open(self) -> dict[str, str]:
        """The key, or ``lib.secrets.CannotOpen``."""
        return secrets.unseal(self.sealed, self.bound_to)

    def keep(self, words: Mapping[str, str]) -> None:
        """Seals without saving; also when the installation's key is changed (see ``networks.rotating``)."""
        self.sealed = secrets.seal(words, self.bound_to)
