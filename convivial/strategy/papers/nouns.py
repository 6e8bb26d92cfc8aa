"""Every noun of the strategy as blocks of a document, in words. What is not filled is not there."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from convivial.strategy.pages import Section
from convivial.strategy.showing import Row
from convivial.ui.paper.document import (
    Block,
    Facts,
    Heading,
    Item,
    Items,
    Part,
    Shares,
    Text,
)

from . import tables
from .saying import NOTHING, aim, joined, known, pairs
from .tables import Drawer, Sections, is_example, mark


def blocks(noun: str, sections: Sections) -> list[Block]:
    """``sections``: those of the same chapter, for some nouns say what belongs to another one."""
    section = sections[noun]
    if not section.rows:
        return []
    drawn = list(DRAWN[noun](section, sections)) if noun in DRAWN else _plain(section)
    return [Text(_("still the example"), "mark"), *drawn] if drawn and is_example(section) else drawn


def _plain(section: Section) -> list[Block]:
    return [Items([_any(row, section) for row in section.rows])]


def _any(row: Row, section: Section) -> Item:
    return Item(row.title, facts=pairs(row), mark=mark(row, section))


def _purpose(section: Section, _sections: Sections) -> Iterable[Block]:
    row = section.rows[0]
    if row.part.for_whom:
        yield Text(row.part.for_whom, "lead")
    if row.part.purpose:
        yield Text(row.part.purpose)
    rest = pairs(row, ("purpose", "currency", "budget"))
    if row.part.budget is not None:
        rest.append(
            (str(row.part._meta.get_field("budget").verbose_name), f"{row.say['budget']} {row.part.currency}")
        )
    if rest:
        yield Facts(rest)


def _personas(section: Section, _sections: Sections) -> Iterable[Block]:
    used = ("who", "role", "priority", "share_of_focus")
    yield Items(
        [
            Item(
                row.title,
                " · ".join(known(row.say["role"], row.say["share_of_focus"])),
                known(row.part.who),
                pairs(row, used),
                mark=mark(row, section),
            )
            for row in section.rows
        ]
    )


def _persona_networks(section: Section, _sections: Sections) -> Iterable[Block]:
    yield tables.table(section, ("persona", "network", "share", "evidence"), (3, 2, 2, 3), is_more=True)


def _voice(section: Section, _sections: Sections) -> Iterable[Block]:
    row = section.rows[0]
    yield Facts([(str(fact.label), joined(fact)) for fact in row.all if fact.name != "samples"])
    if row.part.samples:
        yield Text(row.part.samples, "quote")


def _goals(section: Section, _sections: Sections) -> Iterable[Block]:
    yield Items(
        [
            Item(
                row.title,
                row.say["owner"],
                known(row.part.why),
                pairs(row, ("why", "owner")),
                mark=mark(row, section),
            )
            for row in section.rows
        ],
        is_numbered=True,
    )


HORIZONS = ("short", "medium", "long", "")


def _objectives(section: Section, _sections: Sections) -> Iterable[Block]:
    """Short and long term stand apart."""
    titles = {
        "short": _("Within three months"), "medium": _("This year"), "long": _("In the long run"),
        "": _("Without a day yet"),
    }  # fmt: skip
    used = ("verb", "baseline", "target", "unit", "due", "owner", "curve", "is_primary")
    for horizon in HORIZONS:
        rows = [row for row in section.rows if row.part.horizon == horizon]
        if rows:
            yield Heading(titles[horizon])
            yield Items(
                [
                    Item(row.title, row.say["owner"], [aim(row.part)], pairs(row, used), mark=mark(row, section))
                    for row in rows
                ]
            )


def _pillars(section: Section, sections: Sections) -> Iterable[Block]:
    rows = section.rows
    if any(row.part.share for row in rows):
        shares = [
            Part(row.title, row.say["share"] or NOTHING, float(row.part.share or 0), row.part.hue) for row in rows
        ]
        yield Shares(_("Planned shares of the posts"), shares)
    examples: dict[str, list[str]] = {}
    for row in sections["pillarexample"].rows if "pillarexample" in sections else ():
        examples.setdefault(row.part.pillar, []).append(row.title)
    used = ("purpose", "share", "tolerance")
    yield Items(
        [
            Item(
                row.title,
                row.say["share"],
                known(row.part.purpose),
                [*pairs(row, used), *((_("For example"), words) for words in examples.get(row.part.code, ()))],
                row.part.hue,
                mark(row, section),
            )
            for row in rows
        ]
    )


def _funnel(section: Section, _sections: Sections) -> Iterable[Block]:
    row = section.rows[0]
    if not row.part.is_on:
        yield Text(_("There is no such way at our house; this chapter is switched off."), "soft")
        return
    if row.part.name:
        yield Text(row.part.name, "lead")
    if row.part.note:
        yield Text(row.part.note)


def _stages(section: Section, _sections: Sections) -> Iterable[Block]:
    used = ("definition", "our_job", "share", "conversion", "days", "owner")
    rows = [
        Item(
            row.title,
            row.say["owner"],
            known(row.part.definition),
            [
                *((_("What our posts do here"), words) for words in known(row.part.our_job)),
                *((_("Share of the posts"), words) for words in known(row.say["share"])),
                *((_("Go on to the next"), words) for words in known(row.say["conversion"])),
                *((_("Days until then"), words) for words in known(row.say["days"])),
                *pairs(row, used),
            ],
            mark=mark(row, section),
        )
        for row in section.rows
    ]
    yield Items(rows, is_numbered=True)


DRAWN: dict[str, Drawer] = {
    "purpose": _purpose,
    "persona": _personas,
    "personanetwork": _persona_networks,
    "voice": _voice,
    "businessgoal": _goals,
    "objective": _objectives,
    "milestone": tables.columns("objective", "on", "value", widths=(5, 2, 2)),
    "pillar": _pillars,
    "pillarexample": lambda section, _sections: [],
    "contenttype": tables.columns("kind", "share", "minutes", widths=(5, 2, 2)),
    "mixshare": tables.columns("kind", "key", "share", widths=(2, 5, 2)),
    "integration": tables.columns("text", "kind", "per_year", widths=(6, 2.4, 1.6)),
    "tactic": tables.tactics,
    "paidplan": tables.columns("network", "month", "budget", "objective", widths=(2, 2, 2, 5)),
    "followerplan": tables.follower_plans,
    "followertactic": tables.follower_tactics,
    "kpi": tables.kpis,
    "reportplan": tables.columns("audience", "every", "what", widths=(2, 2, 5)),
    "funnel": _funnel,
    "stage": _stages,
    "networkchoice": tables.networks,
    "ownaccount": tables.accounts,
    "swotitem": tables.swot,
}
