"""What is true of the whole installation."""

from django.conf import settings
from django.db import models


class Opening(models.Model):
    """Somebody opened the house first and became its installer. There is one, or none."""

    only = models.BooleanField(default=True, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="the_house_opens_once")]


class RecordedAddress(models.Model):
    """Under which address people reach the house, as an installer wrote it down. The newest counts."""

    address = models.URLField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]


class HandOver(models.Model):
    """An installer finished the set-up and stepped back."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
