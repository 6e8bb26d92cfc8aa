from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.team.models import Workspace

from .channel import Channel
from .secret import Sealed


class Step(Sealed):
    """One person on the way to connect one channel, in one browser. ``channel`` is set when it is connected again."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=64)  # SHA-256 of the browser's word, in hexadecimal
    network = models.CharField(max_length=20)
    channel = models.ForeignKey(Channel, null=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Connecting(Step):
    """Gone to the network to say yes there. ``state`` is the SHA-256 of the word that must come back with them: it
    works once, for ten minutes, in the same browser, for the same workspace, network and purpose."""

    state = models.CharField(max_length=64, unique=True)

    @property
    def bound_to(self) -> str:
        return f"connecting:{self.workspace_id}:{self.code}"


class Arrival(Step):
    """Back from the network with an account, which is shown and confirmed before it becomes a channel. ``account``
    is ``messages.Account`` as a mapping: what the network says, hostile until escaped."""

    account = models.JSONField()

    @property
    def bound_to(self) -> str:
        return f"arrival:{self.workspace_id}:{self.code}"
