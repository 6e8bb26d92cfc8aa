from django.db import models

from convivial.work.models import DueRow

from .channel import Channel


class Learning(DueRow):
    """When a channel's own server is asked next what it takes: how many characters, how many pictures."""

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="learning")
