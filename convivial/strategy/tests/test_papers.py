"""The strategy as a document: the same words on the page and in the PDF, nothing left out, nothing made up."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from convivial.lib.now import now
from convivial.strategy import adopting, changing, deciding, drafting, measuring, reading, whole
from convivial.strategy.models import (
    NOUNS,
    BusinessGoal,
    FollowerPlan,
    NetworkChoice,
    Objective,
    Pillar,
    Purpose,
    Version,
)
from convivial.strategy.papers import drawing_up
from convivial.strategy.standing import standing_of, standings
from convivial.team import explaining
from convivial.ui.paper import making
from convivial.ui.paper.document import Document, Facts, Items, Lines, Paces, Shares, Table, texts

from .conftest import started

pytestmark = pytest.mark.django_db


def drawn(workspace, language="en", **how) -> Document:
    with translation.override(language):
        return drawing_up.draw_up(standings(workspace)[Version.State.CURRENT], **how)


def section(document, key):
    return next(each for each in document.sections if each.key == key)


def test_every_chapter_that_says_something_is_in_it_with_how_it_goes_in_front(cast, version):
    keys = [each.key for each in drawn(cast.harbour).sections]
    assert keys[0] == "board"
    assert keys[1:9] == ["people", "objectives", "content", "visibility", "followers", "kpis", "funnel", "networks"]
    assert keys[-1] == "missing"
    assert "situation" not in keys  # nothing was said there


def test_the_words_of_a_section_are_golden(cast, version):
    confirmed(cast)
    content = section(drawn(cast.harbour), "content")
    assert (content.title, content.about) == ("Content", "What we talk about")
    shares = next(block for block in content.blocks if isinstance(block, Shares))
    pillars = list(Pillar.objects.filter(version=version))
    assert [part.name for part in shares.parts] == [pillar.name for pillar in pillars]
    assert [part.words for part in shares.parts] == [f"{pillar.share:.0f} %" for pillar in pillars]
    assert sum(width for _, _, width in shares.bands) == pytest.approx(100, abs=0.1)
    items = next(block for block in content.blocks if isinstance(block, Items))
    assert items.items[0].lines == [pillars[0].purpose]
    assert [label for label, _ in items.items[0].facts].count("For example") == 2


def test_it_speaks_the_language_of_its_reader(cast, version):
    english, german = drawn(cast.harbour), drawn(cast.harbour, "de")
    assert english.language == "en"
    assert german.language == "de"
    assert section(german, "content").about == "Wovon wir sprechen"
    assert english.line.startswith("Version 1, in force since")
    assert german.line.startswith("Fassung 1, gültig seit")


def test_it_says_who_adopted_it_what_is_the_example_and_what_is_missing(cast, version):
    document = drawn(cast.harbour)
    assert ("Adopted by", "Ana") in [(label, words.split()[0]) for label, words in document.facts]
    assert any("still the example" in note for note in document.notes)
    assert any("missing for a complete strategy" in note for note in document.notes)
    assert "still the example" in texts(document)


def test_a_past_version_says_so_and_nothing_about_how_it_goes(cast, version):
    drafting.prepare(cast.harbour, cast.ana)
    adopting.propose(reading.draft(cast.harbour), cast.ana, why="A new direction", note="Talks with guests")
    document = drawn(cast.harbour)
    assert document.line.startswith("Version 2, in force since")
    assert ("What changed, and why", "A new direction") in document.facts
    found = standing_of(cast.harbour, 1)
    assert found
    old = drawing_up.draw_up(found)
    assert "was in force from" in old.line
    assert [each.key for each in old.sections if each.is_front] == []


def paces(document):
    return next(block for block in section(document, "board").blocks if isinstance(block, Paces))


def test_the_board_reads_goal_by_goal_and_unknown_is_not_zero(cast, version):
    groups = paces(drawn(cast.harbour)).groups
    goals = list(BusinessGoal.objects.filter(version=version).values_list("text", flat=True))
    assert [group.name for group in groups][: len(goals)] == goals
    rows = [row for group in groups for row in group.rows]
    assert {row.name for row in rows} == set(
        Objective.objects.filter(version=version).values_list("statement", flat=True)
    )
    assert {(row.planned, row.actual, row.ratio) for row in rows} == {("–", "–", None)}


def test_a_typed_figure_moves_the_board(cast, version):
    objective = next(
        each for each in Objective.objects.filter(version=version) if each.baseline is not None and each.due
    )
    thing = next(each for each in measuring.things(cast.harbour) if each.code == objective.code)
    measuring.take(cast.harbour, cast.ana, [measuring.Taken(thing, now().date(), Decimal(objective.baseline))])
    row = next(
        row for group in paces(drawn(cast.harbour)).groups for row in group.rows if row.name == objective.statement
    )
    assert row.actual == f"{objective.baseline.normalize():,f}"
    assert row.word != "not measured yet"


def test_the_board_is_asked_what_is_due_and_told_what_is_new(cast, version):
    yesterday = now().date() - timedelta(days=1)
    words = {"question": "Why not video?", "choice": "Pictures first", "reason": "Time", "look_again_on": yesterday}
    deciding.decide(cast.harbour, cast.ana, words)
    draft = drafting.prepare(cast.harbour, cast.ana)
    Pillar.objects.filter(version=draft).first().delete()
    adopting.propose(draft, cast.ana, why="Fewer themes", note="Alone")
    words = texts(drawn(cast.harbour))
    assert "Look again at: Why not video? We chose: Pictures first" in words
    assert "What is new since version 1" in words
    assert any(line.startswith("Pillars: left out:") for line in words)


PAGES = ("print/", "board/", "versions/1/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["ana", "theo", "greta"])
def test_everybody_reads_the_document_and_takes_it_along(cast, as_, version, who, page, monkeypatch):
    monkeypatch.setattr(making, "_made", lambda what, document: b"%PDF-" + "\n".join(texts(document)).encode())
    browser = as_(getattr(cast, who))
    answer = browser.get(f"/w/harbour/strategy/{page}")
    assert answer.status_code == 200
    file = browser.get(f"/w/harbour/strategy/{page}pdf/")
    assert file["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="[\w.-]+\.pdf"', file["Content-Disposition"])
    assert "no-store" in file["Cache-Control"]
    shown = re.sub(r"\s+", " ", _plain(answer.content.decode()))
    for line in file.content[5:].decode().splitlines():
        assert re.sub(r"\s+", " ", line).strip() in shown, line


def _plain(page: str) -> str:
    from html import unescape

    return unescape(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_no_document(cast, as_, version, page):
    assert as_(cast.omar).get(f"/w/harbour/strategy/{page}pdf/").status_code == 404
    assert as_(cast.omar).get(f"/w/harbour/strategy/{page}").status_code == 404
    assert as_(cast.ivo).get(f"/w/harbour/strategy/{page}").status_code == 404


def test_when_no_file_is_made_the_page_says_so(cast, as_, version, monkeypatch):
    def fail(what, document):
        raise making.NotMade

    monkeypatch.setattr(making, "_made", fail)
    answer = as_(cast.ana).get("/w/harbour/strategy/print/pdf/", follow=True)
    assert answer.redirect_chain[-1][0] == "/w/harbour/strategy/print/"
    assert "The file was not made this time" in answer.content.decode()


@pytest.mark.parametrize(("page", "most"), [("print/", 60), ("board/", 26)])
def test_a_document_asks_the_database_few_times(cast, as_, version, page, most, django_assert_max_num_queries):
    browser = as_(cast.ana)
    browser.get("/w/harbour/strategy/")
    with django_assert_max_num_queries(most):
        assert browser.get(f"/w/harbour/strategy/{page}").status_code == 200


@pytest.mark.parametrize("key", ["nonprofit", "b2b", "publicbody"])
def test_a_whole_starting_set_is_a_small_pdf(cast, key):
    started(cast.museum, cast.omar, key)
    made = making.pdf(drawn(cast.museum, "de"))
    assert made.startswith(b"%PDF-")
    assert 50_000 < len(made) < 600_000


def test_the_course_of_each_objective_with_figures_stands_among_the_objectives(
    cast, as_, version, django_assert_max_num_queries
):
    objective = next(
        each for each in Objective.objects.filter(version=version) if each.baseline is not None and each.due
    )
    thing = next(each for each in measuring.things(cast.harbour) if each.code == objective.code)
    days = [now().date() - timedelta(weeks=week) for week in range(6)]
    rows = [measuring.Taken(thing, day, objective.baseline + place) for place, day in enumerate(reversed(days))]
    measuring.take(cast.harbour, cast.ana, rows)
    blocks = section(drawn(cast.harbour), "objectives").blocks
    tables = [block for block in blocks if isinstance(block, Table) and block.caption == "How it goes"]
    assert len(tables) == 1
    heading = blocks[blocks.index(tables[0]) - 2].words
    assert heading.startswith(f"{objective.statement}: ")
    assert tables[0].head == ["Day", "Planned", "Actual", "Low", "Middle", "High"]
    assert len(tables[0].rows) <= 8
    assert tables[0].rows[-1][3] != "–"
    browser = as_(cast.ana)
    browser.get("/w/harbour/strategy/")
    with django_assert_max_num_queries(12):
        assert heading in browser.get("/w/harbour/strategy/print/").content.decode()
    assert making.pdf(drawn(cast.harbour)).startswith(b"%PDF-")
    assert making.slides(drawn(cast.harbour))[:2] == b"PK"


def test_it_says_why_this_strategist_and_why_this_version(cast, version):
    explaining.explain(cast.harbour.memberships.get(user=cast.ana), cast.ana, "She knows every guest.")
    assert ("Who determines it, and why", "Ana: “She knows every guest.”") in drawn(cast.harbour).facts


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_course_of_an_objective_is_drawn_beside_its_table(cast, as_, version, language):
    today = now().date()
    Objective._base_manager.filter(version=version).update(start=today - timedelta(days=60))
    measured(cast, [16, 15, 18, 17, 19, 18], first=today - timedelta(days=35))
    found = section(drawn(cast.harbour, language), "objectives").blocks
    [lines] = [block for block in found if isinstance(block, Lines)]
    assert isinstance(found[found.index(lines) + 1], Table)
    assert lines.drawn["fan"].startswith(lines.drawn["actual"].rpartition(" ")[2])
    assert len(lines.drawn["dates"]) == len(lines.drawn["values"]) > 8
    assert re.fullmatch(r"(\d+\.\d,-?\d+\.\d ?)+", lines.drawn["planned"])
    shown = as_(cast.ana).get("/w/harbour/strategy/print/").content.decode()
    assert shown.count('<figure class="document__figure document__lines">') == 1
    assert "style=" not in shown.partition("<main")[2].partition("</main>")[0]
    assert making.pdf(drawn(cast.harbour, language)).startswith(b"%PDF-")


def measured(cast, values, first):
    known = measuring.things(cast.harbour)
    thing = next(each for each in known if each.kind == "objective")
    rows = [measuring.Taken(thing, first + timedelta(days=7 * n), Decimal(each)) for n, each in enumerate(values)]
    measuring.take(cast.harbour, cast.ana, rows)


def confirmed(cast):
    """Ana says yes to everything, and puts it in force."""
    draft = drafting.prepare(cast.harbour, cast.ana)
    for noun, model in NOUNS.items():
        parts = [part for part in whole.read(draft, [noun]).of(model) if part.has_example]
        drafting.confirm(parts, cast.ana)
    adopting.propose(draft, cast.ana, why="All of it is ours", note="Alone")


def test_what_only_the_example_said_is_left_out_of_what_is_handed_out_until_somebody_says_yes(cast, version):
    purpose, network = Purpose.objects.get(version=version), NetworkChoice.objects.filter(version=version).first()
    pillar = Pillar.objects.filter(version=version).first()
    goal = BusinessGoal.objects.filter(version=version).first()
    assert {"purpose", "budget"} <= set(purpose.begun)
    assert {"reason", "effort_share", "people_there", "rhythm_target"} <= set(network.begun)
    unsaid = [purpose.purpose, "Money a year", "Share of our time", network.reason, pillar.purpose]
    before = texts(drawn(cast.harbour))
    assert [words for words in unsaid if any(words in each for each in before)] == []
    assert purpose.for_whom in before  # that was answered
    assert [group.mark for group in paces(drawn(cast.harbour)).groups if group.name == goal.text] == [
        "still the example"
    ]
    confirmed(cast)
    document = drawn(cast.harbour)
    after = texts(document)
    assert [words for words in unsaid if not any(words in each for each in after)] == []
    assert [words for words in after if "still the example" in words] == []
    assert [note for note in document.notes if "example" in note] == []


def test_a_saved_page_says_yes_to_what_it_asks_and_not_to_what_lay_behind_more(cast, version):
    draft = drafting.prepare(cast.harbour, cast.ana)
    purpose = Purpose.objects.get(version=draft)
    drafting.change(purpose, cast.ana, {"purpose": purpose.purpose, "budget": purpose.budget})
    left = Purpose.objects.get(version=draft).begun
    assert "purpose" not in left
    assert "budget" in left
    drafting.change(Purpose.objects.get(version=draft), cast.ana, {"budget": 1_000_00})
    assert "budget" not in Purpose.objects.get(version=draft).begun


def test_a_small_change_makes_a_figure_ours_here_and_in_the_draft(cast, version):
    network = NetworkChoice.objects.filter(version=version).first()
    draft = drafting.prepare(cast.harbour, cast.ana)
    changing.change(network, cast.ana, {"rhythm_target": 9, "rhythm_max": 9}, "More to say.")
    for where in (version, draft):
        begun = NetworkChoice.objects.get(version=where, code=network.code).begun
        assert "rhythm_target" not in begun
        assert "reason" in begun


def test_what_we_never_do_is_told_in_whole_lines_and_their_order(cast, version):
    document = drawn(cast.harbour, "de")
    facts = [
        pair for block in section(document, "followers").blocks if isinstance(block, Facts) for pair in block.rows
    ]
    plans = FollowerPlan.objects.filter(version=version)
    kept = {key for plan in plans for key in plan.refused}
    with translation.override("de"):
        lines = [str(title) for key, title in FollowerPlan._meta.get_field("refused").kinds.choices if key in kept]
    assert ("Wir tun nie", " · ".join(lines)) in facts
    assert any("," in line for line in lines)


def test_it_is_handed_out_in_the_language_in_which_it_was_begun_or_in_another(cast, as_, version):
    Version.objects.filter(pk=version.pk).update(language="de")
    browser = as_(cast.ana)
    page = browser.get("/w/harbour/strategy/print/").content.decode()
    assert '<article class="document" lang="de">' in page
    assert "/w/harbour/strategy/print/pdf/?language=de" in page
    assert '<b lang="de" aria-current="true">' in page
    other = browser.get("/w/harbour/strategy/print/?language=en").content.decode()
    assert '<article class="document" lang="en">' in other
    assert (
        '<article class="document" lang="de">'
        in browser.get("/w/harbour/strategy/print/?language=xx").content.decode()
    )
    assert drafting.prepare(cast.harbour, cast.ana).language == "de"
