"""Who does what: the default table with the names of a workspace, what nobody does, and why this strategist."""

import pytest

from convivial.journal.feed import feed
from convivial.journal.models import Aside, Line
from convivial.team import duties
from convivial.team.acts import ROLES
from convivial.team.erasing import erase
from convivial.team.models import MemberRole, Membership

pytestmark = pytest.mark.django_db

WHY = "Ten years behind the counter: she knows what our guests ask for."


def told(cast):
    return {each.key: each for each in duties.told(cast.harbour.memberships.select_related("user"))}


def drop(cast, role):
    MemberRole.objects.filter(membership__workspace=cast.harbour, name=role).delete()


def why(cast):
    return Membership.objects.get(workspace=cast.harbour, user=cast.ana).why


def test_every_role_of_the_table_is_a_role_or_has_words():
    for duty in duties.DUTIES:
        for who in (*duty.does, *duty.decides, *duty.asked, *duty.told):
            assert who in ROLES or who in duties.BESIDE


def test_it_reads_as_sentences_with_names(cast):
    found = told(cast)
    assert found["post"].sentences == (
        "Ben does it. Cleo decides. Usually asked before: experts on the subject and legal. Told: Mina."
    )
    assert found["personas"].sentences.startswith("Ana does it and decides.")
    assert [gap for each in found.values() for gap in each.gaps] == []


@pytest.mark.parametrize(
    ("role", "key", "gap"),
    [
        ("approver", "post", "Nobody decides about posts"),
        ("analyst", "report", "Nobody looks at what came of it"),
        ("community_manager", "answers", "Nobody looks after what people write to us"),
        ("creator", "plan", "Nobody makes the posts"),
        ("strategist", "strategy", "Nobody determines the strategy"),
        ("owner", "crisis", "Nobody decides in the end"),
    ],
)
def test_what_nobody_does_is_said(cast, as_, role, key, gap):
    drop(cast, role)
    found = told(cast)[key].gaps[0]
    assert (gap in found.sentence, found.role) == (True, role)
    assert gap in as_(cast.greta).get("/w/harbour/team/").content.decode()


def test_everybody_reads_it_and_owners_alone_are_led_to_the_mend(cast, as_):
    drop(cast, "approver")
    assert "Give somebody the role" in as_(cast.ana).get("/w/harbour/team/").content.decode()
    page = as_(cast.greta).get("/w/harbour/team/").content.decode()
    assert "Who does what here" in page
    assert "Give somebody the role" not in page


def test_one_person_reads_what_is_usual_as_usual_and_is_led_to_their_roles(cast, as_):
    cast.harbour.memberships.exclude(user=cast.ana).delete()
    found = told(cast)
    assert found["house"].sentences.startswith("Usually IT does it and decides.")
    assert "Usually asked before: sales" in found["strategy"].sentences
    page = as_(cast.ana).get("/w/harbour/team/").content.decode()
    lead = page.index("Give somebody the role")
    assert f'href="/w/harbour/team/{cast.ana.code}/change/?give=creator"' in page[lead - 99 : lead]


# why this strategist


def test_a_strategist_or_an_owner_says_why_and_everybody_reads_it(cast, as_):
    browser = as_(cast.ana)
    assert browser.post(f"/w/harbour/team/{cast.ana.code}/explain/", {"why": f"  {WHY}\n"}).status_code == 302
    assert why(cast) == WHY
    assert "Undo" in browser.get("/w/harbour/team/").content.decode()
    assert WHY in as_(cast.greta).get("/w/harbour/team/").content.decode()
    line = Line.objects.get(act="strategist.explain")
    assert "counter" not in str(line.params)
    assert "Ten years behind the counter" in feed(cast.harbour).lines[0].sentence
    browser.post(f"/w/harbour/team/{cast.ana.code}/explain/", {"why": "", "undo": "1"})
    assert why(cast) == ""


@pytest.mark.parametrize("who", ["ben", "cleo", "mina", "ravi", "theo", "greta"])
def test_nobody_else_says_why(cast, as_, who):
    browser = as_(getattr(cast, who))
    assert browser.post(f"/w/harbour/team/{cast.ana.code}/explain/", {"why": WHY}).status_code == 403
    assert why(cast) == ""
    assert "Say why" not in browser.get("/w/harbour/team/").content.decode()


def test_a_stranger_finds_nothing_and_a_page_is_no_way_to_say_it(cast, as_):
    for stranger in (cast.zoe, cast.ivo, cast.omar):
        assert as_(stranger).post(f"/w/harbour/team/{cast.ana.code}/explain/", {"why": WHY}).status_code == 404
    assert as_(cast.ana).get(f"/w/harbour/team/{cast.ana.code}/explain/").status_code == 405
    assert as_(cast.ana).post(f"/w/harbour/team/{cast.ben.code}/explain/", {"why": WHY}).status_code == 404


def test_saying_it_twice_is_one_line_and_too_much_is_refused(cast, as_):
    browser = as_(cast.ana)
    for words in (WHY, WHY, "x" * 281):
        browser.post(f"/w/harbour/team/{cast.ana.code}/explain/", {"why": words})
    assert why(cast) == WHY
    assert Line.objects.filter(act="strategist.explain").count() == 1


def test_who_is_erased_takes_the_reasons_along(cast, as_):
    MemberRole.objects.create(membership=cast.harbour.memberships.get(user=cast.ben), name="owner")
    as_(cast.ana).post(f"/w/harbour/team/{cast.ana.code}/explain/", {"why": WHY})
    assert Aside.objects.exists()
    erase(cast.ana)
    assert "counter" not in "".join(line.sentence for line in feed(cast.harbour).lines)


def test_role_that_nobody_has_is_given_to_whom_one_chooses(cast, as_):
    drop(cast, "analyst")
    page = as_(cast.ana).get("/w/harbour/team/").content.decode()
    asked = page[page.index('id="give-report-analyst"') :].split("</div>")[0]
    there = f"/w/harbour/team/{cast.ben.code}/change/?give=analyst"
    assert there in asked
    assert 'value="analyst" checked' in as_(cast.ana).get(there).content.decode()
    assert "is ticked for" not in as_(cast.ana).get(there.replace("analyst", "nobody")).content.decode()
    assert not MemberRole.objects.filter(membership__workspace=cast.harbour, name="analyst").exists()
    assert 'id="give-report-analyst"' not in as_(cast.greta).get("/w/harbour/team/").content.decode()


def test_whoever_does_it_is_not_told_of_it_too(cast):
    alone = cast.harbour.memberships.filter(user=cast.ana).select_related("user")
    alone[0].roles.get_or_create(name="creator")
    for each in duties.told(alone):
        assert "Told: Ana" not in each.sentences
