"""Numbers in the forms of a strategy: as people type them in their language, and nothing typed is lost."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django import forms
from django.test import Client
from django.utils import translation

from convivial.demo.cast import Cast
from convivial.strategy import drafting
from convivial.strategy.forms_numbers import NumberField
from convivial.strategy.forms_parts import part_form
from convivial.strategy.models import NOUNS, Objective, Version
from convivial.strategy.tests.conftest import words
from convivial.team.models import User

As = Callable[[User], Client]


class Form(forms.Form):
    n = NumberField(required=False)


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("de", "3,5", "3.5"), ("en", "3.5", "3.5"), ("en", "3,5", "3.5"), ("de", "1.234,50", "1234.5"),
        ("en", "1,234.50", "1234.5"), ("de", "1 480", "1480"), ("en", " 12 ", "12"), ("en", "-4", "-4"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_language_writes_it(language: str, typed: str, value: str) -> None:
    with translation.override(language):
        assert NumberField(max_digits=14, decimal_places=2).clean(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["many", "NaN", "1e9", "Infinity", "12 people", "1.234", "1_0", "٣", "0.125"])
def test_what_is_not_understood_is_refused_with_a_sentence(typed: str) -> None:
    form = Form({"n": typed})
    assert not form.is_valid()
    assert form.errors["n"][0].startswith(("Write it as a number", "“1.234” can be read in two ways", "Two digits"))
    assert f'value="{typed}"' in str(form["n"])


def test_people_are_counted_whole_and_a_thousand_is_one_however_it_is_written() -> None:
    field = NumberField(is_count=True, min_value=0)
    assert [field.clean(typed) for typed in ("1.234", "1,234", "1 234", "0")] == [1234, 1234, 1234, 0]
    for typed in ("3.5", "-1", "x"):
        with pytest.raises(Exception, match=r"whole numbers|greater than|as a number"):
            field.clean(typed)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_noun_is_saved_as_it_is_shown(cast: Cast, version: Version, language: str) -> None:
    draft = drafting.prepare(cast.harbour, cast.ana)
    with translation.override(language):
        for noun, model in NOUNS.items():
            for part in model.objects.filter(version=draft):
                shown = part_form(noun, draft, part=part)
                again = part_form(noun, draft, _posted(shown), part)
                assert again.is_valid(), (noun, again.errors)
                for name, field in again.fields.items():
                    if isinstance(field, NumberField):
                        assert again.cleaned_data[name] == getattr(part, name), (noun, name)


def test_a_german_comma_is_understood_and_what_is_not_stays(cast: Cast, version: Version, as_: As) -> None:
    cast.ana.language = "de"
    cast.ana.save()
    draft = drafting.prepare(cast.harbour, cast.ana)
    objective = Objective.objects.filter(version=draft).first()
    assert objective is not None
    ana, address = as_(cast.ana), f"/w/harbour/strategy/draft/objective/{objective.code}/change/"
    about = _posted(part_form("objective", draft, part=objective))
    wrong = ana.post(address, about | {"target": "etwa 40", "baseline": "20,5"})
    assert wrong.status_code == 422
    shown = wrong.content.decode()
    assert 'value="etwa 40"' in shown
    assert 'value="20,5"' in shown
    assert 'type="number"' not in shown
    assert ana.post(address, about | {"target": "40,5", "baseline": "20,5"}).status_code == 302
    changed = Objective.objects.get(pk=objective.pk)
    assert (changed.baseline, changed.target) == (Decimal("20.5"), Decimal("40.5"))
    assert 'value="40,5"' in ana.get(address).content.decode()


def test_the_four_answers_take_a_comma_too(cast: Cast, as_: As) -> None:
    answer = as_(cast.ana).post("/w/harbour/strategy/start/", words(hours_per_week="7,5", target="viele"))
    assert answer.status_code == 422
    assert 'value="7,5"' in answer.content.decode()
    assert 'value="viele"' in answer.content.decode()
    assert as_(cast.ana).post("/w/harbour/strategy/start/", words(hours_per_week="7,5")).status_code == 302


def _posted(form: object) -> dict[str, object]:
    """What a browser posts when nothing is changed."""
    shown = {name: form[name].value() for name in form.fields}  # type: ignore[attr-defined, index]
    return {name: value for name, value in shown.items() if value is not None and value is not False}
