from django.db import models


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
