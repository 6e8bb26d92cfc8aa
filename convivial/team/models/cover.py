from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from convivial.lib.codes import CodeField
from convivial.team.acts import LENT, LENT_TO, roles_that

from .membership import MemberRole, Membership
from .workspace import Workspace


class CoverQuerySet(models.QuerySet["Cover"]):
    def current(self, at: datetime) -> "CoverQuerySet":
        """Whoever is away at this moment. Nothing begins or ends a cover but the clock."""
        return self.open(at).filter(begins_at__lte=at)

    def open(self, at: datetime) -> "CoverQuerySet":
        """Those that last or are still to come."""
        return self.filter(ends_at__gt=at, ended_at=None)

    def overlapping(self, begins_at: datetime, ends_at: datetime) -> "CoverQuerySet":
        return self.filter(begins_at__lt=ends_at, ends_at__gt=begins_at, ended_at=None)

    def lending(self, at: datetime) -> "CoverQuerySet":
        """Those in which the colleague may say yes in the absent person's place: it was lent, the absent person has
        it to lend, and the colleague works on posts. Asked of the roles as they are now."""
        has = MemberRole.objects.filter(membership=OuterRef("away"), name__in=roles_that(LENT))
        works = MemberRole.objects.filter(membership=OuterRef("colleague"), name__in=LENT_TO)
        both = self.current(at).filter(lends_yes=True, away__user__is_active=True, colleague__user__is_active=True)
        return both.filter(Exists(has), Exists(works))

    def told(self) -> "CoverQuerySet":
        """With the names, the nearest first."""
        return self.select_related("away__user", "colleague__user", "made_by").order_by("begins_at", "id")


class Cover(models.Model):
    """Somebody is away on whole days, and a colleague covers; without a colleague nobody does, which the Team page
    says. ``begins_on`` and ``ends_on`` (both included) are days of ``zone``; ``begins_at`` and ``ends_at`` the
    moments that they mean. ``lends_yes``: for this time the colleague may say yes in the absent person's place."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="covers")
    away = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="covers")
    colleague = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="covering")
    begins_on = models.DateField()
    ends_on = models.DateField()
    zone = models.CharField(max_length=64)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    lends_yes = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar["models.Manager[Cover]"] = CoverQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="away_for_some_time")]
        indexes = [models.Index(fields=["workspace", "ends_at"], name="covers_of_a_workspace")]
