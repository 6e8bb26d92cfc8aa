"""Asks for any noun from its own fields: a few at once, the others behind "More"."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from convivial.team.models import User

from .forms import day_input
from .forms_legible import Legible
from .forms_numbers import NumberField
from .models import NOUNS, NetworkChoice, Part, Version
from .models.fields import CodeOf, CodesOf, Member
from .showing import REASONS, Names, Row


class PartForm(Legible, forms.ModelForm):
    """``asked`` and ``more`` are the fields as they stand on the page."""

    version: Version

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in self._model.asked]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self._model.asked]

    @property
    def opens_more(self) -> bool:
        """Something behind "More" has to be mended."""
        return any(field.errors for field in self.more)

    @property
    def _model(self) -> type[Part]:
        return self._meta.model

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        order = [words.get(name) for name in ("rhythm_min", "rhythm_target", "rhythm_max")]
        known = [value for value in order if value is not None]
        if known != sorted(known):
            self.add_error("rhythm_target", _("At least, as planned, at most: these three go up."))
        if self._model is NetworkChoice and self._is_chosen(words.get("network", "")):
            self.add_error("network", _("This network is in the list already."))
        return words

    def _is_chosen(self, network: str) -> bool:
        others = NetworkChoice.objects.filter(version=self.version, network=network)
        return others.exclude(pk=self.instance.pk).exists()

    def _post_clean(self) -> None:
        """The acts write, not the form: nothing is put into the part here, only its fields are checked."""
        for name in list(self.cleaned_data):
            try:
                self._meta.model._meta.get_field(name).run_validators(self.cleaned_data[name])
            except ValidationError as error:
                self.add_error(name, error)


def part_form(noun: str, version: Version, data: Any = None, part: Part | None = None) -> PartForm:
    model = NOUNS[noun]
    return _made(model, version, [field.name for field in model.fields() if field.editable], data, part)


def small_form(part: Part, data: Any = None) -> PartForm:
    """Only what a small change may touch."""
    return _made(type(part), part.version, list(part.small), data, part)


def _made(model: type[Part], version: Version, names: list[str], data: Any, part: Part | None) -> PartForm:
    made: Any = forms.modelform_factory(
        model, form=PartForm, fields=names, formfield_callback=partial(_field, version=version)
    )
    made.version = version
    form: PartForm = made(data, instance=part) if part else made(data)
    return form


def _field(field: models.Field, version: Version, **more: Any) -> Any:
    about: dict[str, Any] = {"label": field.verbose_name, "help_text": field.help_text, "required": not field.blank}
    if isinstance(field, CodeOf):
        return forms.ChoiceField(choices=[("", "–"), *_parts(field.of, version)], **about)
    if isinstance(field, CodesOf):
        return forms.MultipleChoiceField(
            choices=_parts(field.of, version), widget=forms.CheckboxSelectMultiple, **about
        )
    if isinstance(field, Member):
        return MemberField(members(version), **about)
    if isinstance(field, models.DateField):
        return forms.DateField(widget=day_input(), **about)
    if isinstance(field, (models.PositiveIntegerField, models.PositiveSmallIntegerField)) and not field.choices:
        if field.name in REASONS:
            about["help_text"] = _("From 0, not at all, to 5, very much.")
        return NumberField(is_count=True, min_value=0, **about)
    return field.formfield(**more)


class MemberField(forms.ModelChoiceField):
    def __init__(self, queryset: Any, **more: Any) -> None:
        super().__init__(queryset, empty_label=_("nobody yet"), **more)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def members(version: Version) -> Any:
    return User.objects.filter(memberships__workspace=version.workspace_id, is_active=True).order_by("name")


def _parts(noun: str, version: Version) -> list[tuple[str, str]]:
    names = Names(version)
    return [(part.code, Row(part, names).title) for part in NOUNS[noun].objects.filter(version=version)]
