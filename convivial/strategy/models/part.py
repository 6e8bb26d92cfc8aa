from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from convivial.lib.codes import LENGTH, new_code
from convivial.strategy.errors import Unchangeable

from .version import Version

BESIDES = ("id", "version", "code", "position", "still_example")  # what every part has and nobody reads
NOTHING: tuple[Any, ...] = (None, "", [])


class Parts(models.QuerySet[Any]):
    """Parts in bulk; what is not a draft is written in no other way than ``Part.adjust``."""

    def update(self, **values: Any) -> int:
        if self.exclude(version__state=Version.State.DRAFT).exists():
            raise Unchangeable
        return super().update(**values)

    def delete(self) -> Any:
        if self.exclude(version__state=Version.State.DRAFT).exists():
            raise Unchangeable
        return super().delete()


class Part(models.Model):
    """A noun of the strategy: one row a thing and version. ``code`` stays through the versions, so that two can be
    compared field by field; a field's ``verbose_name`` is what people read. ``asked``: the fields that are asked for
    at once, the others stand behind "More"; ``small``: those that a small change may touch; ``is_single``: a version
    has one at most; ``title``: the field by which people know it."""

    asked: ClassVar[tuple[str, ...]] = ()
    small: ClassVar[tuple[str, ...]] = ()
    is_single: ClassVar[bool] = False
    title: ClassVar[str] = "name"

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="%(class)ss")
    code = models.CharField(max_length=LENGTH, default=new_code, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    still_example = models.BooleanField(_("Still the example"), default=False)

    objects: ClassVar[Any] = Parts.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="each_%(class)s_once")]

    def __str__(self) -> str:
        return str(getattr(self, self.title))

    def save(self, *args: Any, **more: Any) -> None:
        self._refuse_unless_draft()
        super().save(*args, **more)

    def delete(self, *args: Any, **more: Any) -> Any:
        self._refuse_unless_draft()
        return super().delete(*args, **more)

    @classmethod
    def noun(cls) -> str:
        return str(cls._meta.model_name)

    @classmethod
    def fields(cls) -> list[Any]:
        """Those that people fill in, in the order in which they are asked."""
        own = {field.name: field for field in cls._meta.concrete_fields if field.name not in BESIDES}
        return [own[name] for name in cls.asked] + [own[name] for name in own if name not in cls.asked]

    def adjust(self, fields: list[str]) -> None:
        """The one way in which a version that is no draft changes; ``changing`` writes down who and why."""
        if self.version.state != Version.State.CURRENT or not fields or set(fields) - set(self.small):
            raise Unchangeable
        super().save(update_fields=fields)

    @property
    def begun(self) -> list[str]:
        """The fields that only the starting set has said, of a part that is ours otherwise."""
        return [] if self.still_example else self.version.begun.get(self.code, [])

    @property
    def has_example(self) -> bool:
        """Whether somebody has to say yes yet, to all of it or to some of its fields."""
        return self.still_example or bool(self.begun)

    def says(self, besides: Iterable[str] = ()) -> list[str]:
        """The fields that say something beside its name, but for those ``besides``."""
        out = {self.title, *besides}
        fields = [field for field in self.fields() if field.editable and field.name not in out]
        return [field.name for field in fields if getattr(self, field.attname) not in (*NOTHING, field.get_default())]

    @property
    def workspace(self) -> Any:
        return self.version.workspace

    def _refuse_unless_draft(self) -> None:
        if not self.version.is_draft:
            raise Unchangeable
