"""A month of slots: as many as planned, on the days and at the hours allowed, each with its reasons."""

from collections import Counter
from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from convivial.strategy.judging.spreading import Outlet, Plan, Slot, Taken
from convivial.strategy.judging.spreading import propose as proposed


def propose(plan: Plan) -> tuple[Slot, ...]:
    return proposed(plan).slots


MORNING, NOON, EVENING = time(9), time(12, 30), time(18)
WORKDAYS = dict.fromkeys(range(5), (MORNING, NOON))
LINKEDIN = Outlet("linkedin", 3, WORKDAYS)
MASTODON = Outlet("mastodon", 2, dict.fromkeys(range(7), (NOON, EVENING)))
PILLARS = {"people": 40, "beans": 30, "craft": 20, "town": 10}
MONTH = Plan(
    date(2026, 6, 1), date(2026, 6, 28), (LINKEDIN, MASTODON), PILLARS, personas={"regulars": 60, "offices": 40},
    stages={"known": 50, "liked": 50},
)  # fmt: skip


def test_every_network_gets_its_rhythm() -> None:
    places = Counter(network for slot in propose(MONTH) for network in slot.networks)
    assert places == {"linkedin": 12, "mastodon": 8}


def test_networks_share_days_so_that_one_post_serves_both() -> None:
    slots = propose(MONTH)
    assert len(slots) == 12
    assert sum(len(slot.networks) == 2 for slot in slots) == 8


def test_days_are_spread_evenly_and_hours_are_those_allowed() -> None:
    slots = propose(MONTH)
    gaps = [(after.on - before.on).days for before, after in pairwise(slots)]
    assert max(gaps) <= 4
    assert all(slot.on.weekday() < 5 for slot in slots)
    assert {slot.at for slot in slots if "mastodon" in slot.networks} == {NOON}
    assert {slot.at for slot in slots if slot.networks == ("linkedin",)} == {MORNING}


def test_hours_come_in_turn() -> None:
    hours = Counter(slot.at for slot in propose(Plan(**{**vars(MONTH), "outlets": (LINKEDIN,)})))
    assert hours == {MORNING: 6, NOON: 6}


def test_networks_without_an_hour_in_common_do_not_share() -> None:
    late = Outlet("mastodon", 2, dict.fromkeys(range(7), (EVENING,)))
    slots = propose(Plan(**{**vars(MONTH), "outlets": (LINKEDIN, late)}))
    assert Counter(len(slot.networks) for slot in slots) == {1: 20}
    assert {slot.at for slot in slots if slot.networks == ("mastodon",)} == {EVENING}


def test_pillars_keep_their_quotas_and_never_come_twice_in_a_row() -> None:
    pillars = [slot.pillar for slot in propose(MONTH)]
    assert Counter(pillars) == {"people": 5, "beans": 4, "craft": 2, "town": 1}
    assert all(before != after for before, after in pairwise(pillars))


def test_personas_and_stages_keep_theirs_and_mix_with_the_pillars() -> None:
    slots = propose(MONTH)
    assert Counter(slot.persona for slot in slots) == {"regulars": 7, "offices": 5}
    assert Counter(slot.stage for slot in slots) == {"known": 6, "liked": 6}
    assert {slot.persona for slot in slots if slot.pillar == "people"} == {"regulars", "offices"}
    assert {slot.stage for slot in slots if slot.pillar == "beans"} == {"known", "liked"}


def test_a_pillar_is_only_for_its_own_personas() -> None:
    slots = propose(Plan(**{**vars(MONTH), "personas_of": {"beans": ("offices",)}}))
    assert {slot.persona for slot in slots if slot.pillar == "beans"} == {"offices"}


def test_what_is_taken_counts_towards_rhythm_and_pillars() -> None:
    taken = tuple(Taken(date(2026, 6, day), ("linkedin",), "people") for day in (2, 4, 9, 11))
    slots = propose(Plan(**{**vars(MONTH), "taken": taken, "outlets": (LINKEDIN,)}))
    assert len(slots) == 8
    assert not {slot.on for slot in slots} & {each.on for each in taken}
    assert Counter(slot.pillar for slot in slots) == {"people": 1, "beans": 4, "craft": 2, "town": 1}


def test_the_month_does_not_begin_with_the_pillar_that_ended_the_last() -> None:
    taken = (Taken(date(2026, 5, 31), ("linkedin",), "people"),)
    plan = {**vars(MONTH), "taken": taken, "pillars": {"people": 50, "beans": 50}}
    assert propose(Plan(**plan))[0].pillar == "beans"


def test_nothing_is_proposed_on_days_that_rest() -> None:
    rest = [date(2026, 6, 1) + timedelta(days=n) for n in range(14)]
    slots = propose(Plan(**{**vars(MONTH), "resting": rest}))
    assert {slot.on for slot in slots} & set(rest) == set()


def test_two_posts_on_one_day_have_two_hours() -> None:
    slots = propose(Plan(**{**vars(MONTH), "outlets": (Outlet("linkedin", 10, WORKDAYS),)}))
    each_day = Counter((slot.on, slot.at) for slot in slots)
    assert (len(slots), max(each_day.values())) == (40, 1)


def test_a_second_post_on_a_day_gets_another_hour_even_when_that_was_used_more() -> None:
    hours = {0: (MORNING,), 1: (MORNING,), 2: (MORNING,), 3: (MORNING, NOON)}
    slots = propose(Plan(date(2026, 6, 1), date(2026, 6, 7), (Outlet("linkedin", 5, hours),), PILLARS))
    assert sorted(slot.at for slot in slots if slot.on.weekday() == 3) == [MORNING, NOON]


def test_every_slot_says_why() -> None:
    slot = propose(MONTH)[0]
    keys = [reason.key for reason in slot.reasons]
    assert {"rhythm", "hour", "pillar", "persona", "stage"} == set(keys)
    pillar = next(reason for reason in slot.reasons if reason.key == "pillar")
    assert pillar.params == {"pillar": "people", "nth": 1, "of": 5}


def test_without_pillars_there_is_still_a_rhythm() -> None:
    slots = propose(Plan(date(2026, 6, 1), date(2026, 6, 28), (LINKEDIN,), {}))
    assert {(slot.pillar, slot.persona, slot.stage) for slot in slots} == {("", "", "")}
    assert propose(Plan(date(2026, 6, 1), date(2026, 6, 28), (Outlet("x", 3, {}),), PILLARS)) == ()


outlets = some.lists(
    some.builds(
        Outlet,
        some.sampled_from(["linkedin", "mastodon", "bluesky"]),
        some.floats(0, 14),
        some.dictionaries(some.integers(0, 6), some.just((MORNING, EVENING)), min_size=1),
    ),
    max_size=3,
    unique_by=lambda outlet: outlet.network,
)


some_taken = some.lists(
    some.builds(
        Taken,
        some.dates(date(2026, 5, 25), date(2026, 7, 20)),
        some.sets(some.sampled_from(["linkedin", "mastodon"]), min_size=1).map(lambda each: tuple(sorted(each))),
        some.sampled_from("abcd"),
        some.sampled_from([MORNING, EVENING, NOON]),
    ),
    max_size=6,
)


@given(
    outlets, some.integers(7, 45), some.dictionaries(some.sampled_from("abcd"), some.integers(1, 9), max_size=4),
    some_taken,
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_any_plan_keeps_rhythm_days_hours_and_is_the_same_twice(
    networks: list[Outlet], days: int, pillars: dict[str, int], taken: list[Taken]
) -> None:
    first = date(2026, 6, 1)
    plan = Plan(
        first,
        first + timedelta(days=days - 1),
        tuple(networks),
        pillars,
        pillars,
        kinds={"text": 1},
        taken=tuple(taken),
    )
    found = proposed(plan)
    assert found == proposed(plan)
    for outlet, count in ((each, next(c for c in found.counts if c.network == each.network)) for each in networks):
        mine = [(slot.on, slot.at) for slot in found.slots if outlet.network in slot.networks]
        assert len(mine) == count.placed == max(0, count.wanted - count.there) - count.missing
        assert count.wanted == round(outlet.a_week * plan.weeks)
        assert all(at in outlet.hours[day.weekday()] for day, at in mine)
        stands = [(each.on, each.at) for each in taken if outlet.network in each.networks]
        assert len(set(mine)) == len(mine)
        assert not set(mine) & set(stands)
    counts = Counter(slot.pillar for slot in found.slots)
    repeats = sum(one.pillar == other.pillar for one, other in pairwise(found.slots))
    most = max(counts.values(), default=0)
    assert not pillars or repeats <= max(0, 2 * most - len(found.slots) - 1) or taken


@given(some.integers(0, 60), some.dictionaries(some.sampled_from("abcd"), some.integers(1, 90), min_size=1))
def test_every_pillar_is_within_one_of_its_quota(a_week: int, pillars: dict[str, int]) -> None:
    hours = dict.fromkeys(range(7), tuple(time(hour) for hour in range(8, 20)))
    slots = propose(Plan(date(2026, 6, 1), date(2026, 6, 28), (Outlet("mastodon", a_week, hours),), pillars))
    counts = Counter(slot.pillar for slot in slots)
    assert counts.total() == 4 * a_week
    for key, share in pillars.items():
        assert abs(counts[key] - 4 * a_week * share / sum(pillars.values())) < 1


def test_what_does_not_fit_between_the_hours_is_said() -> None:
    hours = dict.fromkeys(range(5), (MORNING,))
    found = proposed(Plan(date(2026, 6, 1), date(2026, 6, 28), (Outlet("mastodon", 7, hours),), PILLARS))
    assert (len(found.slots), found.counts[0].missing) == (20, 8)
    many = dict.fromkeys(range(7), tuple(time(hour) for hour in range(8, 20)))
    flood = proposed(
        Plan(date(2026, 6, 1), date(2026, 6, 28), (Outlet("x", 100, many), Outlet("y", 100, many)), PILLARS)
    )
    assert [count.placed for count in flood.counts] == [336, 336]
