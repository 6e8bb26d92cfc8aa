"""The days and cards of the calendar, without a page around them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from convivial.content.models import Edition, Post, Variant
from convivial.lib import now as clock
from convivial.lib.codes import new_code
from convivial.networks.models import Channel
from convivial.publishing.calendar import cards, choosing, days, drawing
from convivial.publishing.models import Publication
from convivial.team.models import Workspace

BERLIN = "Europe/Berlin"
Plan = Callable[..., list[Publication]]


@pytest.fixture
def plan(harbour: Workspace) -> Plan:
    """Puts a post into the ledger: ``plan("Rain menu", "2026-11-26T09:00", on=2, state="failed")``."""

    def planned(text: str, wall: str, on: int = 1, state: str = "scheduled") -> list[Publication]:
        post = Post.objects.create(workspace=harbour, text=text)
        return [_publication(harbour, post, number, wall, state) for number in range(on)]

    return planned


def _publication(workspace: Workspace, post: Post, number: int, wall: str, state: str) -> Publication:
    channel, _ = Channel.objects.get_or_create(
        workspace=workspace,
        network="practice",
        remote_id=str(number),
        defaults={"handle": f"desk{number}", "name": "Desk"},
    )
    variant = Variant.objects.create(post=post, channel=channel, language=post.language)
    edition = Edition.objects.create(variant=variant, fingerprint=f"{post.pk}", text=post.text, language="en")
    due = clock.instant(datetime.fromisoformat(wall), workspace.zone)
    return Publication.objects.create(
        workspace=workspace, channel=channel, variant=variant, edition=edition, state=state, due_at=due, try_at=due,
        wall_time=wall, zone=workspace.zone, key=f"{post.code}{number}",
    )  # fmt: skip


def test_publications_of_a_post_at_one_time_are_one_card(harbour: Workspace, plan: Plan) -> None:
    plan("Rain menu", "2026-11-26T09:00", on=3)
    plan("Grind finer?", "2026-11-26T09:00")
    chosen = choosing.chosen(harbour, choosing.Choice())
    found = cards.cards_by_day(chosen, [date(2026, 11, 26)], BERLIN)[date(2026, 11, 26)]
    cards.read(chosen, found)
    assert [len(card.rows) for card in found] == [3, 1]


def test_only_the_publications_of_cards_that_are_drawn_are_read(harbour: Workspace, plan: Plan) -> None:
    for number in range(3):
        plan(f"Post {number}", f"2026-11-26T0{number + 7}:00", on=2)
    every = harbour.publications.all()
    first, *others = cards.cards_by_day(every, [date(2026, 11, 26)], BERLIN)[date(2026, 11, 26)]
    cards.read(every, [first])
    assert [row.text for row in first.rows] == ["Post 0", "Post 0"]
    assert [card.rows for card in others] == [[], []]


def test_of_one_post_at_two_times_each_card_has_its_own(harbour: Workspace, plan: Plan) -> None:
    early = plan("Twice", "2026-11-26T07:00")[0]
    late = Publication.objects.get(pk=early.pk)
    late.pk, late.code, late.key, late.due_at = None, new_code(), "later", early.due_at + timedelta(hours=3)
    late.save()
    every = harbour.publications.all()
    found = cards.cards_by_day(every, [date(2026, 11, 26)], BERLIN)[date(2026, 11, 26)]
    cards.read(every, found)
    assert [[row.code for row in card.rows] for card in found] == [[early.code], [late.code]]


def test_card_shows_its_loudest_state(harbour: Workspace, plan: Plan) -> None:
    plan("Rain menu", "2026-11-26T09:00", on=2, state="published")
    first = Publication.objects.get(channel__remote_id="0")
    first.state = "failed"
    first.save()
    every = harbour.publications.all()
    card = cards.cards_by_day(every, [date(2026, 11, 26)], BERLIN)[date(2026, 11, 26)][0]
    cards.read(every, [card])
    assert card.word == "failed"
    assert card.mover == ""


def test_card_lies_on_its_day_in_the_zone_of_the_workspace(harbour: Workspace, plan: Plan) -> None:
    plan("Late", "2026-11-26T23:30")
    plan("Early", "2026-11-27T00:30")
    found = cards.cards_by_day(harbour.publications.all(), [date(2026, 11, 26), date(2026, 11, 27)], BERLIN)
    assert [str(card.wall) for day in found.values() for card in day] == [
        "2026-11-26 23:30:00",
        "2026-11-27 00:30:00",
    ]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-26", 24)])
def test_day_is_as_long_as_clocks_make_it(day: str, hours: int) -> None:
    begin, end = days.span("week", date.fromisoformat(day), date.fromisoformat(day), BERLIN).bounds(BERLIN)
    assert end - begin == timedelta(days=6, hours=hours)


def test_hour_that_comes_twice_stays_in_its_day_and_order(harbour: Workspace, plan: Plan) -> None:
    plan("Twice", "2026-10-25T02:30")
    plan("After", "2026-10-25T03:00")
    found = cards.cards_by_day(harbour.publications.all(), [date(2026, 10, 25)], BERLIN)
    assert [f"{card.wall:%H:%M}" for card in found[date(2026, 10, 25)]] == ["02:30", "03:00"]


@pytest.mark.parametrize("words", ["", "soon", "2026-02-31", "1e9", "-1", "0000-00-00", "x" * 9000])
def test_what_is_no_day_is_today(words: str) -> None:
    assert days.day_in(words, date(2026, 11, 21)) == date(2026, 11, 21)


def test_days_lie_within_what_a_calendar_is_for() -> None:
    today = date(2026, 11, 21)
    assert days.day_in("9999-12-31", today) == date(2031, 12, 31)
    assert days.day_in("0001-01-01", today) == date(2006, 1, 1)
    assert days.span("month", days.day_in("9999-12-31", today), today, BERLIN).after == date(2032, 1, 1)


def test_a_span_that_is_too_full_is_read_day_by_day(
    harbour: Workspace, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan("Rain menu", "2026-11-26T09:00", on=3)
    plan("Late", "2026-11-27T09:00")
    plan("Grind finer?", "2026-11-26T10:00")
    monkeypatch.setattr(cards, "READ_AT_ONCE", 2)
    monkeypatch.setattr(cards, "PER_DAY", 1)
    times = list(cards.times_of(harbour.publications.all(), [date(2026, 11, 26), date(2026, 11, 27)], BERLIN))
    assert [at.day for _post, at in times] == [26, 27]


def test_choice_stands_in_the_address_and_nothing_else_does() -> None:
    choice = choosing.choice_in({"channel": "abc", "state": "nonsense", "language": "de", "on": "2026-11-01"})
    assert choice.query == "&channel=abc&language=de"
    assert choice.count == 2


def test_what_was_cancelled_shows_only_when_asked_for(harbour: Workspace, plan: Plan) -> None:
    plan("Rain menu", "2026-11-26T09:00", state="cancelled")
    assert not choosing.chosen(harbour, choosing.Choice()).exists()
    assert choosing.chosen(harbour, choosing.Choice(state="cancelled")).exists()


def test_marks_that_have_no_room_are_counted() -> None:
    assert drawing._rest(1) == ""
    assert [drawing._rest(count).count("+") for count in (2, 3, 4)] == [1, 1, 2]
    assert ">+3<" in drawing._rest(4)
    assert ">+1<" in drawing._rest(4)
