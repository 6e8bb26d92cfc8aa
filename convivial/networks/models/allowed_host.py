from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField


class AllowedHost(models.Model):
    """A host that the installer lets us reach beside the public web, by exact name and port. Services at which
    clouds tell machines their secrets stay closed even when they stand here."""

    code = CodeField()
    host = models.CharField(max_length=255)
    port = models.PositiveIntegerField()
    why = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host", "port"], name="each_host_once")]

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"
