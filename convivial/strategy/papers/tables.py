"""The nouns of the strategy that read best as tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from convivial.strategy.catalogue.kpis import BY_KEY, Figure
from convivial.strategy.pages import Section
from convivial.strategy.showing import Row
from convivial.strategy.templatetags.strategy import rhythm
from convivial.ui.paper.document import Block, Facts, Item, Items, Span, Spans, Table

from .saying import NOTHING, day, known, marked, or_nothing, pairs, period

Sections = Mapping[str, Section]
Drawer = Callable[[Section, Sections], Iterable[Block]]
SCORED = ("people_there", "can_do_well", "brought")
KNOWN = tuple(f"{name}_known" for name in SCORED)


def tactics(section: Section, _sections: Sections) -> Iterable[Block]:
    rows = [
        (
            _named(row, section, row.part.what),
            row.say["peso"],
            or_nothing(row.say["owner"]),
            or_nothing(period(row.part)),
            row.say["status"],
        )
        for row in section.rows
    ]
    head = (_("What"), _("Kind"), _("Owner"), _("When"), _("Status"))
    yield Table(str(section.called.many), head, rows, (6, 1.4, 2.1, 2.7, 1.5))


def follower_plans(section: Section, _sections: Sections) -> Iterable[Block]:
    rows = [
        (
            _named(row, section, row.part.who_counts),
            or_nothing(row.say["start"]),
            or_nothing(row.say["target"]),
            or_nothing(day(row.part.due)),
        )
        for row in section.rows
    ]
    head = (_("Network, and who counts"), _("Today"), _("Then"), _("Until"))
    yield Table(str(section.called.many), head, rows, (5.5, 1.5, 1.5, 2.6), right=(1, 2))
    refused = list(dict.fromkeys(words for row in section.rows for words in row.several("refused")))
    if refused:
        yield Facts([(_("We never"), " · ".join(refused))])


def follower_tactics(section: Section, _sections: Sections) -> Iterable[Block]:
    rows = [
        (
            _named(row, section, row.part.what),
            or_nothing(row.say["network"]),
            or_nothing(row.say["owner"]),
            or_nothing(period(row.part)),
            or_nothing(row.say["expected"]),
        )
        for row in section.rows
    ]
    head = (_("What"), _("Network"), _("Owner"), _("When"), _("New followers"))
    yield Table(str(section.called.many), head, rows, (5.4, 1.8, 1.9, 2.5, 1.9), right=(4,))


def kpis(section: Section, _sections: Sections) -> Iterable[Block]:
    rows = [
        (
            _named(row, section, row.part.denominator),
            or_nothing(row.say["baseline"]),
            or_nothing(row.say["target"]),
            or_nothing(row.say["owner"]),
            or_nothing(row.say["level"]),
        )
        for row in section.rows
    ]
    head = (_("Figure, and out of what"), _("Today"), _("We want"), _("Owner"), _("What it tells"))
    yield Table(str(section.called.many), head, rows, (5.4, 1.3, 1.5, 2, 2.6), right=(1, 2))
    meanings = [(row.title, _meaning(BY_KEY[row.part.key])) for row in section.rows if row.part.key in BY_KEY]
    if meanings:
        yield Facts(meanings, is_more=True)


def _meaning(figure: Figure) -> str:
    """How it is counted, and what to be careful about."""
    return ". ".join(known(str(figure.formula), str(figure.caveat)))


def networks(section: Section, _sections: Sections) -> Iterable[Block]:
    rows = [
        (
            _named(row, section, " ".join(known(row.part.reason))),
            row.say["tier"],
            or_nothing(row.part.there_for),
            rhythm(row.part),
            or_nothing(row.say["owner"]),
        )
        for row in section.rows
    ]
    head = (_("Network, and why"), _("Tier"), _("It is there for"), _("Posts a week"), _("Owner"))
    yield Table(str(section.called.many), head, rows, (5.2, 1.9, 2.5, 1.6, 2.2), right=(3,))
    spans = [
        Span(
            row.title,
            rhythm(row.part),
            *map(_float, (row.part.rhythm_min, row.part.rhythm_target, row.part.rhythm_max)),
        )
        for row in section.rows
    ]
    if any(span.most for span in spans):
        yield Spans(_("Posts a week"), spans, (_("at least"), _("planned"), _("at most")))
    if any(getattr(row.part, name) is not None for row in section.rows for name in SCORED):
        yield _scores(section)
    used = ("tier", "there_for", "reason", "rhythm_min", "rhythm_target", "rhythm_max", "owner", *SCORED, *KNOWN)
    more = [
        Item(row.title, facts=pairs(row, used), mark=mark(row, section)) for row in section.rows if pairs(row, used)
    ]
    if more:
        yield Items(more, is_more=True)


def _scores(section: Section) -> Table:
    """The three questions about each network: 0 to 5, and how it is known."""
    model = type(section.rows[0].part)
    head = [str(section.called.one), *(str(model._meta.get_field(name).verbose_name) for name in SCORED)]
    rows = [[row.title, *(_scored(row, *names) for names in zip(SCORED, KNOWN, strict=True))] for row in section.rows]
    return Table(_("Three questions about each network, from 0 to 5"), head, rows, (2.4, 3, 3, 3), is_more=True)


def _scored(row: Row, name: str, known: str) -> str:
    if getattr(row.part, name) is None:
        return NOTHING
    return _("%(n)s of 5, %(how)s") % {"n": row.say[name], "how": row.say[known]}


def swot(section: Section, _sections: Sections) -> Iterable[Block]:
    rows = [(_named(row, section, row.part.answer), row.say["kind"]) for row in section.rows]
    yield Table(str(section.called.many), (_("In one sentence"), _("Kind")), rows, (6, 2))


def accounts(section: Section, _sections: Sections) -> Iterable[Block]:
    checks = len(section.rows[0].part.Check.choices)
    rows = [
        (
            _named(row, section, row.say["network"]),
            or_nothing(row.say["followers"]),
            or_nothing(row.say["posts_per_week"]),
            _("%(n)s of %(all)s") % {"n": len(row.part.checked or []), "all": checks},
        )
        for row in section.rows
    ]
    head = (_("Account"), _("Followers"), _("Posts a week"), _("In order"))
    yield Table(str(section.called.many), head, rows, (5, 2, 2, 2), right=(1, 2, 3))


def columns(*names: str, widths: Sequence[float]) -> Drawer:
    return lambda section, _sections: [table(section, names, widths)]


def table(section: Section, names: Sequence[str], widths: Sequence[float], is_more: bool = False) -> Table:
    model = type(section.rows[0].part)
    head = [str(model._meta.get_field(name).verbose_name) for name in names]
    rows = [[or_nothing(row.say[name]) for name in names] for row in section.rows]
    for row, words in zip(section.rows, rows, strict=True):
        words[0] = "\n".join(known(words[0], mark(row, section)))
    return Table(str(section.called.many), head, rows, widths, is_more=is_more)


def _named(row: Row, section: Section, words: str) -> str:
    """The first line is the name, then quietly what is to be said, and whether it is only the example."""
    return "\n".join(known(row.title, " ".join(words.split()), mark(row, section)))


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def mark(row: Row, section: Section) -> str:
    """Nothing where all of a noun is the example: then it is said once, above."""
    return "" if is_example(section) else marked(row)


def is_example(section: Section) -> bool:
    return all(row.part.still_example for row in section.rows)
