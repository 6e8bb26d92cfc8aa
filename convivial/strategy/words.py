"""How the journal reads what happens to the strategy."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Named, name_things, say

from .chapters import OF_NOUN
from .models import Decision, Hypothesis, Version
from .nouns import NOUNS


def versions(codes: Collection[str]) -> Mapping[str, Named]:
    found = Version.objects.filter(code__in=codes).values_list("code", "number", "workspace__slug")
    return {code: _version(number, slug) for code, number, slug in found}


def decisions(codes: Collection[str]) -> Mapping[str, Named]:
    found = Decision.objects.filter(code__in=codes).values_list("code", "question", "workspace__slug")
    return {code: (_quoted(question), None) for code, question, slug in found}


def hypotheses(codes: Collection[str]) -> Mapping[str, Named]:
    found = Hypothesis.objects.filter(code__in=codes).values_list("code", "believe", "workspace__slug")
    return {code: (_quoted(believe), None) for code, believe, slug in found}


def in_words(params: dict[str, Any]) -> dict[str, str]:
    """The noun and its chapter by their names."""
    noun = params.get("noun", "")
    return {
        "noun": str(NOUNS[noun].one) if noun in NOUNS else _now("something"),
        "chapter": str(OF_NOUN[noun].title) if noun in OF_NOUN else _now("the strategy"),
    }


def _version(number: int | None, slug: str) -> Named:
    if number is None:
        return _now("the draft of the strategy"), reverse("strategy:strategy", args=[slug])
    return _now("version %(n)s of the strategy") % {"n": number}, reverse("strategy:strategy", args=[slug])


def _quoted(text: str) -> str:
    return _now("“%(text)s”") % {"text": text}


name_things("strategy", versions)
name_things("decision", decisions)
name_things("hypothesis", hypotheses)

say("strategy.start", _("%(who)s started the strategy: %(thing)s is in force"), "compass")
