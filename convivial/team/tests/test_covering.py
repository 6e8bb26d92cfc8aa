"""Somebody is away, and a colleague covers: by the clock alone, with the rights that each has or is lent."""

from datetime import UTC, date, datetime, timedelta

import pytest

from convivial.journal.feed import feed
from convivial.journal.models import Line
from convivial.lib.now import now
from convivial.team import belonging, covering, forgetting
from convivial.team.access import forget, may, who_may
from convivial.team.covering import Days, Wish
from convivial.team.erasing import erase
from convivial.team.errors import CannotCover
from convivial.team.models import Cover, MemberRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locked_last")]

TODAY = date(2026, 12, 7)
NOON = datetime(2026, 12, 7, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock that a test moves."""

    class Clock:
        at = NOON

        def to(self, *moment):
            self.at = datetime(*moment, tzinfo=UTC)

    here = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: here.at)
    return here


def member(cast, person):
    return cast.harbour.memberships.get(user=person)


def away(cast, person, colleague=None, begins=TODAY, ends=TODAY + timedelta(days=2), by=None, **more):
    days = Days(begins, ends, more.pop("zone", "Europe/Berlin"))
    wish = Wish(days, member(cast, colleague) if colleague else None, **more)
    return covering.set_away(member(cast, person), by or person, wish)


def said(colleague=None, **more):
    words = {"begins_on": "2026-12-07", "ends_on": "2026-12-09", "zone": "Europe/Berlin", "note": ""}
    return words | {"colleague": colleague.code if colleague else ""} | more


def allowed(person, act, thing):
    forget(person)
    return may(person, act, thing)


def acts():
    return list(Line.objects.filter(act__startswith="cover.").order_by("seq").values_list("act", flat=True))


# the chorus


def test_somebody_says_that_they_are_away_and_who_covers(cast, as_):
    browser = as_(cast.cleo)
    answer = browser.post("/w/harbour/team/away/", said(cast.mina, lends_yes="on", note="The museum calls."))
    assert answer.status_code == 302
    cover = Cover.objects.get()
    assert (cover.away.user, cover.colleague.user, cover.made_by) == (cast.cleo, cast.mina, cast.cleo)
    assert (cover.lends_yes, cover.note) == (True, "The museum calls.")
    page = browser.get("/w/harbour/team/").content.decode()
    assert "Cleo is away from 7 December to 9 December; Mina covers." in page
    assert "away until 9 December, Mina covers" in page
    assert "Mina covers for Cleo" in page
    assert "Mina may say yes in their place" in page
    assert "Undo" in page
    assert acts() == ["cover.set"]
    line = feed(cast.harbour).lines[0].sentence
    assert "is away from 7 December to 9 December; Mina covers (noted by" in line
    assert "museum" not in str(Line.objects.get(act="cover.set").params)


def test_a_year_far_away_is_a_slip_of_the_finger(cast, as_):
    browser = as_(cast.cleo)
    for day in ("0001-01-01", "9999-12-31"):
        answer = browser.post("/w/harbour/team/away/", said(cast.mina) | {"begins_on": day, "ends_on": day})
        assert answer.status_code == 422
        assert "Look at the year." in answer.content.decode()
    assert not Cover.objects.exists()


def test_an_owner_says_it_for_somebody(cast, as_):
    answer = as_(cast.ana).post(f"/w/harbour/team/{cast.ben.code}/away/", said(cast.cleo))
    assert answer.status_code == 302
    assert Cover.objects.get().made_by == cast.ana


@pytest.mark.parametrize("who", ["ben", "cleo", "mina", "ravi", "theo", "greta"])
def test_everybody_else_says_it_for_themselves_alone(cast, as_, who):
    browser = as_(getattr(cast, who))
    assert browser.get("/w/harbour/team/away/").status_code == 200
    assert browser.post(f"/w/harbour/team/{cast.ana.code}/away/", said()).status_code == 403
    cover = away(cast, cast.ana)
    for verb in ("change", "end", "restore"):
        assert browser.post(f"/w/harbour/team/covers/{cover.code}/{verb}/", said()).status_code == 403
    assert Cover.objects.get().ended_at is None


def test_a_stranger_and_an_installer_find_nothing(cast, as_):
    cover = away(cast, cast.cleo, cast.mina)
    for stranger in (cast.zoe, cast.ivo, cast.omar):
        assert as_(stranger).post("/w/harbour/team/away/", said()).status_code == 404
        for verb in ("change", "end", "restore"):
            assert as_(stranger).post(f"/w/harbour/team/covers/{cover.code}/{verb}/", said()).status_code == 404
    assert as_(cast.omar).post(f"/w/museum/team/covers/{cover.code}/end/").status_code == 404
    assert as_(cast.omar).post(f"/w/museum/team/{cast.cleo.code}/away/", said()).status_code == 404


def test_ending_and_restoring_are_posts(cast, as_):
    cover = away(cast, cast.cleo)
    for verb in ("end", "restore"):
        assert as_(cast.cleo).get(f"/w/harbour/team/covers/{cover.code}/{verb}/").status_code == 405


def test_pressing_twice_is_harmless(cast, as_):
    browser = as_(cast.cleo)
    for _ in range(2):
        browser.post("/w/harbour/team/away/", said(cast.mina))
    cover = Cover.objects.get()
    for verb in ("end", "end", "restore", "restore"):
        browser.post(f"/w/harbour/team/covers/{cover.code}/{verb}/")
    browser.post(f"/w/harbour/team/covers/{cover.code}/change/", said(cast.mina))
    assert acts() == ["cover.set", "cover.end", "cover.restore"]


def test_it_is_changed_and_changed_back(cast, as_):
    cover = away(cast, cast.cleo, cast.mina)
    browser = as_(cast.cleo)
    browser.post(f"/w/harbour/team/covers/{cover.code}/change/", said(cast.ben, ends_on="2026-12-11"))
    cover.refresh_from_db()
    assert (cover.colleague.user, cover.ends_on) == (cast.ben, date(2026, 12, 11))
    assert cover.ends_at == datetime(2026, 12, 11, 23, tzinfo=UTC)
    assert "Undo" in browser.get("/w/harbour/team/").content.decode()
    undone = browser.post(
        f"/w/harbour/team/covers/{cover.code}/change/", said(cast.mina, undo="1"), headers={"HX-Request": "true"}
    )
    assert undone.status_code == 204
    cover.refresh_from_db()
    assert (cover.colleague.user, cover.ends_on) == (cast.mina, date(2026, 12, 9))
    assert "Undo" not in browser.get("/w/harbour/team/").content.decode()


def test_it_ends_early_and_that_is_undone(cast, as_):
    cover = away(cast, cast.cleo, cast.mina, lends_yes=True)
    browser = as_(cast.cleo)
    browser.post(f"/w/harbour/team/covers/{cover.code}/end/")
    assert not covering.current(cast.harbour).exists()
    assert not allowed(cast.mina, "post.approve", cast.harbour)
    assert "Cleo is back." in browser.get("/w/harbour/team/").content.decode()
    browser.post(f"/w/harbour/team/covers/{cover.code}/restore/")
    assert covering.current(cast.harbour).get() == cover
    assert allowed(cast.mina, "post.approve", cast.harbour)


def test_what_is_refused_keeps_what_was_typed(cast, as_):
    answer = as_(cast.cleo).post("/w/harbour/team/away/", said(cast.mina, ends_on="2026-12-01", note="The museum"))
    assert answer.status_code == 422
    assert "The last day comes before the first." in answer.content.decode()
    assert "The museum" in answer.content.decode()


# the borders


def test_it_begins_and_ends_at_midnight_on_the_persons_clock(cast, clock):
    away(cast, cast.cleo, cast.mina, date(2026, 12, 8), date(2026, 12, 8), lends_yes=True)
    for moment, is_away in (
        ((2026, 12, 7, 22, 59, 59), False),
        ((2026, 12, 7, 23), True),
        ((2026, 12, 8, 22, 59, 59), True),
        ((2026, 12, 8, 23), False),
    ):
        clock.to(*moment)
        assert covering.current(cast.harbour).exists() is is_away
        assert allowed(cast.mina, "post.approve", cast.harbour) is is_away


def test_the_same_days_are_other_moments_in_another_zone(cast, clock):
    away(cast, cast.cleo, None, date(2026, 12, 8), date(2026, 12, 8), zone="Pacific/Auckland")
    clock.to(2026, 12, 7, 10, 59)
    assert not covering.current(cast.harbour).exists()
    clock.to(2026, 12, 7, 11)
    assert covering.current(cast.harbour).exists()
    clock.to(2026, 12, 8, 11)
    assert not covering.current(cast.harbour).exists()


@pytest.mark.parametrize(
    ("zone", "on", "begins", "ends"),
    [
        ("Europe/Berlin", date(2027, 3, 28), (2027, 3, 27, 23), (2027, 3, 28, 22)),  # 23 hours long
        ("Europe/Berlin", date(2027, 10, 31), (2027, 10, 30, 22), (2027, 10, 31, 23)),  # 25 hours long
        ("America/Santiago", date(2027, 9, 5), (2027, 9, 5, 4), (2027, 9, 6, 3)),  # has no midnight of its own
        ("Australia/Lord_Howe", date(2027, 4, 4), (2027, 4, 3, 13), (2027, 4, 4, 13, 30)),  # half an hour longer
    ],
)
def test_a_day_of_changing_clocks_is_as_long_as_it_is(cast, zone, on, begins, ends):
    cover = away(cast, cast.cleo, None, on, on, zone=zone)
    assert cover.begins_at == datetime(*begins, tzinfo=UTC)
    assert cover.ends_at == datetime(*ends, tzinfo=UTC)


def test_days_that_are_over_or_too_many_are_refused(cast):
    with pytest.raises(CannotCover, match="over already"):
        away(cast, cast.cleo, None, date(2026, 12, 1), date(2026, 12, 6))
    with pytest.raises(CannotCover, match="longer than a year"):
        away(cast, cast.cleo, None, date(2026, 12, 7), date(2028, 12, 7))
    assert away(cast, cast.cleo, None, date(2026, 12, 1), date(2026, 12, 7))


# who covers whom


def test_the_same_person_is_not_away_twice_at_once(cast):
    away(cast, cast.cleo, cast.mina)
    with pytest.raises(CannotCover, match="Cleo is away already from 7 December to 9 December"):
        away(cast, cast.cleo, cast.ben, date(2026, 12, 9), date(2026, 12, 10))
    assert away(cast, cast.cleo, cast.ben, date(2026, 12, 10), date(2026, 12, 11))


def test_one_colleague_covers_for_two(cast):
    away(cast, cast.cleo, cast.mina, lends_yes=True)
    away(cast, cast.ben, cast.mina)
    found = [(cover.away.user.name, cover.colleague.user.name) for cover in covering.current(cast.harbour)]
    assert found == [("Cleo", "Mina"), ("Ben", "Mina")]


def test_nobody_covers_themselves_or_somebody_while_away(cast):
    with pytest.raises(CannotCover, match="Nobody covers themselves"):
        away(cast, cast.cleo, cast.cleo)
    away(cast, cast.mina)
    with pytest.raises(CannotCover, match="Mina is away too, from 7 December to 9 December"):
        away(cast, cast.cleo, cast.mina, date(2026, 12, 9), date(2026, 12, 10))
    assert away(cast, cast.cleo, cast.mina, date(2026, 12, 10), date(2026, 12, 10))


def test_who_covers_is_not_away_before_somebody_else_covers(cast):
    cover = away(cast, cast.cleo, cast.mina)
    with pytest.raises(CannotCover, match="Cleo counts on Mina from 7 December to 9 December"):
        away(cast, cast.mina, cast.ben)
    covering.change(cover, cast.ana, Wish(covering.wish_of(cover).days, member(cast, cast.ben)))
    assert away(cast, cast.mina, cast.ana)


def test_what_came_between_forbids_the_way_back(cast, as_):
    cover = away(cast, cast.cleo, cast.mina)
    covering.end(cover, cast.cleo)
    away(cast, cast.mina)
    page = as_(cast.cleo).post(f"/w/harbour/team/covers/{cover.code}/restore/", follow=True).content.decode()
    assert "Mina is away too" in page
    assert Cover.objects.get(pk=cover.pk).ended_at is not None


def test_who_covers_leaves_and_the_gap_is_said(cast, as_):
    away(cast, cast.cleo, cast.mina, lends_yes=True)
    belonging.leave(member(cast, cast.mina))
    assert covering.current(cast.harbour).get().colleague is None
    page = as_(cast.greta).get("/w/harbour/team/").content.decode()
    assert "away until 9 December, nobody covers" in page
    assert "Nobody covers for Cleo." in page


def test_who_is_away_leaves_and_nothing_stays(cast):
    away(cast, cast.cleo, cast.mina)
    belonging.remove(member(cast, cast.cleo), cast.ana)
    assert not Cover.objects.exists()


def test_who_is_erased_is_in_no_cover(cast):
    away(cast, cast.cleo, cast.mina, note="Cleo's words", by=cast.ana)
    away(cast, cast.ben, cast.mina)
    erase(cast.cleo)
    assert list(Cover.objects.values_list("away__user", "note")) == [(cast.ben.pk, "")]


def test_it_is_forgotten_in_time(cast, clock):
    away(cast, cast.cleo, cast.mina)
    assert forgetting.forget_covers(now()) == 0
    clock.to(2027, 3, 20)
    assert forgetting.forget_covers(now() - timedelta(days=90)) == 1


# the yes


def test_nothing_is_lent_unless_it_is_said(cast):
    away(cast, cast.cleo, cast.mina)
    assert not allowed(cast.mina, "post.approve", cast.harbour)
    assert set(who_may("post.approve", cast.harbour).values_list("user", flat=True)) == {cast.cleo.pk}


def test_the_yes_is_lent_and_nothing_else(cast):
    before = {act: allowed(cast.ben, act, cast.harbour) for act in ("house.hold", "post.approve", "member.invite")}
    away(cast, cast.cleo, cast.ben, lends_yes=True)
    assert allowed(cast.ben, "post.approve", cast.harbour)
    assert set(who_may("post.approve", cast.harbour).values_list("user", flat=True)) == {cast.cleo.pk, cast.ben.pk}
    assert not allowed(cast.ben, "post.approve", cast.museum)
    assert not before["house.hold"]
    assert not allowed(cast.ben, "house.hold", cast.harbour)
    assert not allowed(cast.ben, "member.invite", cast.harbour)


@pytest.mark.parametrize("who", ["ravi", "theo", "greta"])
def test_it_is_lent_to_those_who_work_on_posts_alone(cast, as_, who):
    colleague = getattr(cast, who)
    away(cast, cast.cleo, colleague, lends_yes=True)
    assert not allowed(colleague, "post.approve", cast.harbour)
    page = as_(cast.ana).get("/w/harbour/team/").content.decode()
    assert f"Nobody covers Cleo’s yes: {colleague.name} may not say it." in page


def test_nobody_lends_what_they_do_not_have(cast, as_):
    away(cast, cast.ben, cast.mina, lends_yes=True)
    assert not allowed(cast.mina, "post.approve", cast.harbour)
    assert b"lends_yes" not in as_(cast.ben).get("/w/harbour/team/away/").content


def test_who_loses_the_role_has_nothing_to_lend_any_more(cast):
    away(cast, cast.cleo, cast.mina, lends_yes=True)
    belonging.change_roles(member(cast, cast.cleo), cast.ana, ["viewer"])
    assert not allowed(cast.mina, "post.approve", cast.harbour)


def test_where_another_approver_is_there_no_gap_is_said(cast, as_):
    MemberRole.objects.create(membership=member(cast, cast.ana), name="approver")
    away(cast, cast.cleo, cast.mina)
    assert "may not say it" not in as_(cast.ana).get("/w/harbour/team/").content.decode()


def test_the_page_costs_the_same_for_many_absences(cast, as_, django_assert_max_num_queries):
    for person in (cast.cleo, cast.ben, cast.ravi, cast.theo, cast.greta):
        away(cast, person, cast.mina)
    browser = as_(cast.ana)
    browser.get("/w/harbour/team/")
    with django_assert_max_num_queries(12):
        browser.get("/w/harbour/team/")


def test_only_who_could_do_something_is_offered_and_the_page_says_why(cast, as_):
    shown = as_(cast.ana).get("/w/harbour/team/away/").content.decode()
    choice = shown.partition('name="colleague"')[2].partition("</select>")[0]
    assert [person.code in choice for person in (cast.ben, cast.cleo, cast.mina)] == [True] * 3
    assert [person.code in choice for person in (cast.ravi, cast.theo, cast.greta)] == [False] * 3
    assert "Greta, Ravi and Theo are not offered: what waits for Ana needs" in shown
    assert as_(cast.ana).post("/w/harbour/team/away/", said(cast.greta)).status_code == 422


def test_the_form_says_what_the_colleague_cannot_do_meanwhile(cast, as_):
    shown = as_(cast.mina).get("/w/harbour/team/away/").content.decode()
    told = shown.partition(f'data-reveal-when="{cast.cleo.code}"')[2].partition("</p>")[0]
    assert "Cleo cannot do this meanwhile: schedule posts, resume what is on hold, take posts down" in told
    assert "say yes" not in told
    assert f'data-reveal-when="{cast.ana.code}"' not in shown
    asked = as_(cast.cleo).get("/w/harbour/team/away/").content.decode()
    assert f'data-reveal-when="{cast.mina.code}"' not in asked  # the yes that she lacks can be lent


def test_who_only_looks_on_is_covered_by_anybody(cast, as_):
    shown = as_(cast.greta).get("/w/harbour/team/away/").content.decode()
    assert cast.ravi.code in shown
    assert "not offered" not in shown


def test_a_colleague_who_was_chosen_before_stays_in_the_form(cast, as_):
    cover = away(cast, cast.ana, cast.greta)
    address = f"/w/harbour/team/covers/{cover.code}/change/"
    assert cast.greta.code in as_(cast.ana).get(address).content.decode()
    assert as_(cast.ana).post(address, said(cast.greta, note="The lamp")).status_code == 302
