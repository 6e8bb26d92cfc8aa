import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convivial.lib.codes import CodeField
from convivial.lib.now import now

from .user import User, about_address, fold
from .workspace import Workspace

GOOD_FOR = timedelta(days=14)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> "InvitationQuerySet":
        return self.filter(acceptance=None)

    def opened_by(self, token: str) -> "Invitation | None":
        """The invitation that a link opens; None when it was used, renewed, withdrawn or is too old."""
        found = self.pending().filter(token=digest(token)).select_related("workspace", "invited_by").first()
        if found is None or not hmac.compare_digest(found.token, digest(token)) or found.is_expired:
            return None
        return found


class Invitation(models.Model):
    """Somebody may join a workspace with some roles. Bound to one e-mail address, good for one use. Only the SHA-256
    of the link's token is kept, so that nobody who reads the database can join. Withdrawing deletes the row."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=80, blank=True)
    roles = models.JSONField(default=list)
    token = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [models.UniqueConstraint(fields=["workspace", "email"], name="one_invitation_each")]

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= now()

    @property
    def about(self) -> str:
        """Under which word the journal seals what it says of the one invited."""
        return about_address(self.email)

    def is_for(self, person: User) -> bool:
        return fold(person.email) == self.email

    def renew_token(self) -> str:
        """A fresh token of 256 bits, good from now; the one before opens nothing any more. Not yet saved."""
        token = secrets.token_urlsafe(32)
        self.token, self.expires_at = digest(token), now() + GOOD_FOR
        return token


class Acceptance(models.Model):
    """Who used an invitation, and when. There is at most one."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="acceptance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
