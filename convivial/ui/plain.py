"""What a field says that was left empty or not understood: what a friend would say, instead of what Django says."""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

FIELDS: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.Field, {"required": _("Please fill this in.")}),
    (forms.ChoiceField, {"required": _("Please choose one."), "invalid_choice": _("Please choose one of these.")}),
    (forms.MultipleChoiceField, {"required": _("Please choose at least one.")}),
)


def lead_to_first_wrong(form: forms.Form) -> None:
    """The cursor stands in the first field that is not right yet."""
    wrong = next((name for name in form.fields if name in form.errors), None)
    for name, field in form.fields.items():
        field.widget.attrs.pop("autofocus", None)
        if name == wrong:
            field.widget.attrs["autofocus"] = True


def speak_plainly() -> None:
    """Called once when the house opens; a field that has words of its own keeps them."""
    for field, words in FIELDS:
        field.default_error_messages = {**field.default_error_messages, **words}
    validators.validate_email.message = _("This does not look like an e-mail address. Is a letter missing?")
    validators.MaxLengthValidator.message = ngettext_lazy(
        "That is too long: %(limit_value)d character at most, and these are %(show_value)d.",
        "That is too long: %(limit_value)d characters at most, and these are %(show_value)d.",
        "limit_value",
    )
