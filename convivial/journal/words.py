"""How the journal reads. Each app says its acts and names its things, when it is ready:

    say("post.approve", _("%(who)s approved %(thing)s"), icon="check")
    name_things("post", titles)  # titles({"abc…"}) -> {"abc…": ("The ferry at six", "/w/harbour/posts/abc…/")}
    name_things("media", Columns(Media, ("name",), lambda code, name: (name, None)))  # where columns are enough

Sentences are lazy translations; %(who)s and %(thing)s are filled in by the journal, %(people)s by the names of those
whose ids the line keeps as ``people``, everything else by the line's parameters, and all of it is escaped. Parameters
are keys, not words: ``spell`` turns them into words of the reader's language.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convivial.ui.speaking import apart

Named = tuple[str, str | None]  # what a thing is called, and the address of its page if it has one
Resolver = Callable[[Collection[str]], Mapping[str, Named]]
Spell = Callable[[dict[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Columns:
    """A resolver that needs no more than some columns of a table beside ``code``: all kinds that have one are asked
    for in one question. ``named`` gets the code and the columns as text, None where there is nothing. ``rows``: a
    model, or what gives some of its rows."""

    rows: Any
    columns: Sequence[str]
    named: Callable[..., Named]

    def __call__(self, codes: Collection[str]) -> Mapping[str, Named]:
        return {code: named for (_thing, code), named in _together({"": codes}, {"": self}).items()}


class About(Protocol):
    """A line, or whatever else tells of a thing."""

    thing: Any
    thing_code: Any


@dataclass(frozen=True)
class Saying:
    sentence: Any  # a lazy translation
    icon: str = "circle"
    spell: Spell | None = None


_sayings: dict[str, Saying] = {}
_resolvers: dict[str, Resolver] = {}
_people: list[Callable[[Collection[int]], Mapping[int, str]]] = []

UNSAID = Saying(gettext_lazy("%(who)s did something with %(thing)s"))


def say(act: str, sentence: Any, icon: str = "circle", spell: Spell | None = None) -> None:
    _sayings[act] = Saying(sentence, icon, spell)


def sayings() -> Mapping[str, Saying]:
    """Every act that is said, by its key."""
    return _sayings


def name_things(thing: str, resolver: Resolver) -> None:
    _resolvers[thing] = resolver


def name_people(resolver: Callable[[Collection[int]], Mapping[int, str]]) -> None:
    """The team says what the people behind the ids are called."""
    _people[:] = [resolver]


def saying(act: str) -> Saying:
    return _sayings.get(act, UNSAID)


def said() -> frozenset[str]:
    return frozenset(_sayings)


def things_called(thing: str, codes: Collection[str]) -> Mapping[str, Named]:
    resolver = _resolvers.get(thing)
    return resolver(codes) if resolver and codes else {}


def things_of(lines: Iterable[About]) -> dict[tuple[str, str], Named]:
    """What the things of these lines are called, by kind and code; one question for all that are ``Columns``, and one
    for each other kind."""
    codes: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        codes[line.thing].add(line.thing_code)
    alike = {thing: found for thing in codes if isinstance(found := _resolvers.get(thing), Columns)}
    others = [thing for thing in codes if thing not in alike]
    named = {(thing, code): told for thing in others for code, told in things_called(thing, codes[thing]).items()}
    return named | _together(codes, alike)


def _together(codes: Mapping[str, Collection[str]], alike: Mapping[str, Columns]) -> dict[tuple[str, str], Named]:
    if not alike:
        return {}
    width = max(len(each.columns) for each in alike.values())
    first, *others = (_asked(thing, codes[thing], each, width) for thing, each in alike.items())
    rows = first.union(*others, all=True) if others else first
    return {
        (thing, code): alike[thing].named(code, *told[: len(alike[thing].columns)]) for thing, code, *told in rows
    }


def _asked(thing: str, codes: Collection[str], each: Columns, width: int) -> Any:
    rows = getattr(each.rows, "objects", None) or each.rows()
    columns: list[Any] = [*map(F, each.columns), *[Value(None)] * (width - len(each.columns))]
    told = {f"t_{place}": Cast(column, TextField()) for place, column in enumerate(columns)}
    named = {"t_thing": Value(thing, output_field=CharField()), "t_code": Cast("code", TextField())}
    return rows.filter(code__in=codes).order_by().annotate(**named, **told).values_list(*named, *told)


def people_called(ids: Collection[int]) -> Mapping[int, str]:
    return _people[0](ids) if _people and ids else {}


def sentence(act: str, who: str, thing: Named | None, params: Mapping[str, Any]) -> SafeString:
    """The line as a sentence in the reader's language, safe to show."""
    chosen = saying(act)
    words: dict[str, Any] = dict(params)
    if chosen.spell:
        words |= chosen.spell(words)
    filled = _Filled({key: apart(word) for key, word in words.items()})
    filled["who"] = format_html("<b>{}</b>", apart(who))
    filled["thing"] = _shown(thing)
    return mark_safe(conditional_escape(chosen.sentence) % filled)  # noqa: S308 - every part was escaped above


def _shown(thing: Named | None) -> SafeString:
    if thing is None:
        return conditional_escape(_("something that is gone"))
    label, address = thing
    return format_html('<a href="{}">{}</a>', address, apart(label)) if address else apart(label)


class _Filled(dict[str, SafeString]):
    """What nobody wrote down is shown as a dash; it was erased, or is older than the sentence."""

    def __missing__(self, key: str) -> SafeString:
        return conditional_escape("–")
