"""Describes a version as a document, in the language of the moment."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from convivial.strategy.chapters import CHAPTERS, Chapter
from convivial.strategy.completing import Missing, missing
from convivial.strategy.models import NOUNS, Adoption, Version
from convivial.strategy.standing import Standing
from convivial.team import explaining
from convivial.ui.paper.document import Block, Document, Facts, Heading, Pair, Section, texts

from . import board, courses
from .confirmed import Paper
from .nouns import blocks
from .saying import day


def draw_up(standing: Standing, with_course: bool = True, is_inside: bool = True) -> Document:
    """All chapters that say something. ``with_course``: before them, how it goes, if it is the version in force;
    ``is_inside``: the reader is a member, so that what was found has its address."""
    page = Paper(standing, nouns=NOUNS, with_forecasts=with_course)
    lacks = missing(page.version, page.whole)
    is_current = page.version.state == Version.State.CURRENT
    front = [board.section(page, is_inside)] if with_course and is_current else []
    written = [section for section in (_chapter(page, chapter) for chapter in CHAPTERS) if section.blocks]
    if front:
        written = [_with_courses(page, each) if each.key == "objectives" else each for each in written]
    sections = [*front, *written, *_open(lacks)]
    return described(page, sections, notes(lacks))


def draw_up_for_board(standing: Standing) -> Document:
    """How it goes, on one page."""
    page = Paper(standing, nouns=board.NOUNS)
    return described(page, [board.section(page)], [], _("For the board"))


def described(page: Paper, sections: list[Section], said: list[str], title: str = "") -> Document:
    workspace = page.version.workspace
    document = Document(
        title=title or _("Our strategy"),
        house=workspace.name,
        initial=workspace.name.strip()[:1].upper(),
        hue=workspace.hue,
        language=(get_language() or workspace.language).partition("-")[0],
        line=which(page.version),
        facts=facts(page.version),
        sections=sections,
        words={"contents": _("Contents"), "next": _("continued")},
    )
    return replace(document, notes=[*_unconfirmed(page, document), *said])


def _unconfirmed(page: Paper, document: Document) -> Iterator[str]:
    """What is not ours yet is marked in it, or left out of it."""
    mark = _("still the example")
    if any(mark in words.splitlines() for words in texts(document)):
        yield _("Some of this is still the example and not yet confirmed; it is marked.")
    if page.version.begun:
        yield _("What nobody has confirmed yet of what was begun with an example is left out.")


def which(version: Version) -> str:
    if version.is_draft:
        return _("Draft")
    words = {"n": version.number, "day": day(version.begins_on)}
    if not version.begins_on:
        return _("Version %(n)s") % words
    if version.state == Version.State.CURRENT:
        return _("Version %(n)s, in force since %(day)s") % words
    return _("Version %(n)s, was in force from %(day)s") % words


def facts(version: Version) -> list[Pair]:
    """Who says so, and until when."""
    adoption = getattr(version, "adoption", None)
    told = [(_("Adopted by"), _adopted(adoption))] if adoption and adoption.by else []
    if told_why := _strategist(version):
        told.append((_("Who determines it, and why"), told_why))
    if version.why:
        told.append((_("What changed, and why"), version.why))
    if version.valid_until:
        told.append((_("Holds until"), day(version.valid_until)))
    return told


def _strategist(version: Version) -> str:
    """Why this person, as the Team page says it: whoever made the version, else the first of whom it is said. Of one
    that was replaced it is not told, for it may have been somebody else's."""
    who, why = explaining.in_two(getattr(version, "who_and_why", ""))
    if version.state == Version.State.PAST or not why:
        return ""
    return _("%(who)s: “%(why)s”") % {"who": who, "why": why}


def notes(lacks: Sequence[Missing]) -> list[str]:
    """What a reader has to know before."""
    found = []
    if lacks:
        count = len(lacks)
        sentence = ngettext(
            "One thing is missing for a complete strategy; it stands at the end.",
            "%(n)s things are missing for a complete strategy; they stand at the end.",
            count,
        )
        found.append(sentence % {"n": count})
    return found


def _adopted(adoption: Adoption) -> str:
    who = adoption.by.name if adoption.by else ""
    if adoption.seconded_by:
        return _("%(who)s; %(other)s looked at it too") % {"who": who, "other": adoption.seconded_by.name}
    if adoption.note:
        return _("%(who)s, alone and with this note: “%(note)s”") % {"who": who, "note": adoption.note}
    return who


def _chapter(page: Paper, chapter: Chapter) -> Section:
    """A noun after the other; a heading before each but the one that is what the chapter is about."""
    sections = {noun: page.section(noun) for noun in chapter.nouns}
    found: list[Block] = []
    for noun in chapter.nouns:
        drawn = blocks(noun, sections)
        if drawn and found:
            found.append(Heading(str(sections[noun].called.many)))
        found += drawn
    return Section(chapter.slug, str(chapter.title), str(chapter.heading), list(_without_doubles(found)))


def _with_courses(page: Paper, section: Section) -> Section:
    return replace(section, blocks=[*section.blocks, *courses.blocks(page)])


def _without_doubles(found: list[Block]) -> Iterator[Block]:
    """A heading that another one follows at once is not needed."""
    for block, after in zip(found, [*found[1:], None], strict=False):
        if not (isinstance(block, Heading) and (after is None or isinstance(after, Heading))):
            yield block


def _open(lacks: list[Missing]) -> list[Section]:
    if not lacks:
        return []
    rows = [(str(each.chapter.title), each.sentence) for each in lacks]
    return [Section("missing", _("What is still missing"), _("For a complete strategy"), [Facts(rows)])]
