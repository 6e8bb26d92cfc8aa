"""Approvals: the exact words, what changed, one tap, and nothing else than what was seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from convivial.content import approving, offering, writing
from convivial.content.models import Approval, ApprovalRequest, Post
from convivial.demo.cast import Cast
from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.team.models import MemberRole, User

from .conftest import Press

As = Callable[[User], Client]
QUERIES = 20


@pytest.fixture
def asked(cast: Cast, post: Post, required: None) -> Post:
    approving.ask(post, cast.ben, "Before Thursday, please")
    return post


def seen(post: Post) -> list[str]:
    return [v.edition.fingerprint for v in post.variants.select_related("edition") if v.edition]


def queue(browser: Client) -> str:
    response: HttpResponse = browser.get("/w/harbour/approvals/")
    assert response.status_code == 200
    return response.content.decode()


def test_approver_reads_the_exact_words_and_who_asks(cast: Cast, as_: As, asked: Post) -> None:
    shown = queue(as_(cast.cleo))
    assert "Nadia tastes forty cups before lunch." in shown
    assert "Ben asks for a yes" in shown
    assert "Before Thursday, please" in shown
    assert "Yes, for all 2 channels" in shown


def test_one_tap_is_a_yes_to_what_was_seen(cast: Cast, press: Press, asked: Post) -> None:
    shown = press(cast.cleo, asked, "approve", {"seen": seen(asked), "back": "approvals"}).content.decode()
    assert "Nothing waits for a yes" in shown
    assert Approval.objects.filter(by=cast.cleo).count() == 2


def test_yes_to_words_that_changed_meanwhile_is_refused(cast: Cast, press: Press, asked: Post) -> None:
    before = seen(asked)
    writing.write(asked, cast.ben, "Nadia tastes fifty cups before lunch.", 0)
    response = press(cast.cleo, asked, "approve", {"seen": before, "back": "approvals"})
    assert response.status_code == 422
    assert "changed while you were reading" in response.content.decode()
    assert "fifty" in response.content.decode()
    assert not Approval.objects.exists()


def test_after_an_edit_only_the_difference_is_new(cast: Cast, press: Press, as_: As, asked: Post) -> None:
    press(cast.cleo, asked, "approve", {"seen": seen(asked)})
    writing.write(asked, cast.ben, "Nadia tastes fifty cups before lunch.", 0)
    shown = queue(as_(cast.cleo))
    assert "<ins>fifty</ins>" in shown
    assert "<del>forty</del>" in shown
    assert "changed it and asks again" in shown


def test_yes_can_be_for_some_channels(cast: Cast, press: Press, asked: Post) -> None:
    first = asked.variants.first()
    assert first is not None
    data = {"seen": seen(asked), "some": "yes", "variant": [first.code], "back": "approvals"}
    shown = press(cast.cleo, asked, "approve", data).content.decode()
    assert {yes.edition.variant_id for yes in Approval.objects.select_related("edition")} == {first.pk}
    assert "Harbour Coffee" in shown
    assert press(cast.cleo, asked, "approve", {"seen": seen(asked), "some": "yes"}).status_code == 422


def test_approved_channels_alone_can_be_published(cast: Cast, press: Press, asked: Post) -> None:
    first = asked.variants.first()
    assert first is not None
    press(cast.cleo, asked, "approve", {"seen": seen(asked), "some": "yes", "variant": [first.code]})
    assert press(cast.ben, asked, "publish").status_code == 200
    assert [p.variant_id for p in Publication.objects.all()] == [first.pk]


def test_not_yet_needs_a_word_and_reaches_the_author(cast: Cast, press: Press, as_: As, asked: Post) -> None:
    assert press(cast.cleo, asked, "not-yet", {"seen": seen(asked), "comment": " "}).status_code == 422
    press(cast.cleo, asked, "not-yet", {"seen": seen(asked), "comment": "Which Thursday?"})
    shown = as_(cast.ben).get(f"/w/harbour/posts/{asked.code}/").content.decode()
    assert "Which Thursday?" in shown
    assert "Ask Cleo for a yes" in shown


def test_author_cannot_answer_the_own_question(cast: Cast, press: Press, as_: As, asked: Post) -> None:
    MemberRole.objects.create(membership=cast.ben.memberships.get(), name="approver")
    assert press(cast.ben, asked, "approve", {"seen": seen(asked)}).status_code == 422
    assert not Approval.objects.exists()
    assert "Cleo answers this one." in queue(as_(cast.ben))


def test_question_can_be_taken_back(cast: Cast, press: Press, asked: Post) -> None:
    press(cast.ben, asked, "withdraw")
    assert not ApprovalRequest.objects.filter(closed_at=None).exists()
    assert press(cast.cleo, asked, "approve", {"seen": seen(asked)}).status_code == 422


@pytest.mark.parametrize("verb", ["approve", "not-yet"])
def test_answering_is_for_approvers(cast: Cast, press: Press, as_: As, asked: Post, verb: str) -> None:
    data: dict[str, Any] = {"seen": seen(asked), "comment": "No."}
    assert press(cast.ben, asked, verb, data).status_code == 403
    assert press(cast.omar, asked, verb, data).status_code == 404
    assert as_(cast.cleo).get(f"/w/harbour/posts/{asked.code}/{verb}/").status_code == 405
    assert not Approval.objects.exists()


def test_second_tap_changes_nothing_and_is_told(cast: Cast, press: Press, asked: Post) -> None:
    data = {"seen": seen(asked), "back": "approvals"}
    press(cast.cleo, asked, "approve", data)
    assert press(cast.cleo, asked, "approve", data).status_code == 200
    assert press(cast.cleo, asked, "not-yet", data | {"comment": "Wait"}).status_code == 422
    assert Approval.objects.count() == 2


def test_number_in_the_rail_is_what_waits_for_this_person(cast: Cast, as_: As, asked: Post) -> None:
    def number(person: User) -> bool:
        return '<span class="rail__count">1' in as_(person).get("/w/harbour/approvals/").content.decode()

    assert number(cast.cleo)
    assert not number(cast.greta)


def test_rule_is_set_by_owner_or_strategist_alone(cast: Cast, as_: As, harbour: Any) -> None:
    assert as_(cast.ben).post("/w/harbour/approvals/rule/", {"needed": "yes"}).status_code == 403
    assert as_(cast.omar).post("/w/harbour/approvals/rule/", {"needed": "yes"}).status_code == 404
    assert not approving.is_required(harbour)
    as_(cast.ana).post("/w/harbour/approvals/rule/", {"needed": "yes"})
    assert approving.is_required(harbour)
    as_(cast.ana).post("/w/harbour/approvals/rule/", {"needed": "no"})
    assert not approving.is_required(harbour)


def test_creators_see_what_contributors_offer(cast: Cast, as_: As, harbour: Any) -> None:
    draft = writing.start(harbour, cast.theo, "An idea from the counter.")
    offering.offer(draft, cast.theo)
    assert "An idea from the counter." in queue(as_(cast.ben))
    assert "An idea from the counter." not in queue(as_(cast.greta))


def test_empty_page_teaches(cast: Cast, as_: As, harbour: Any) -> None:
    assert "Four eyes, if you like" in queue(as_(cast.ana))


def test_long_queue_takes_no_more_questions(
    cast: Cast, as_: As, practice: Channel, mastodon: Channel, required: None
) -> None:
    for number in range(12):
        draft = writing.start(cast.harbour, cast.ben, f"Post {number} https://harbour.example/{number}")
        for channel in (practice, mastodon):
            writing.add_channel(draft, cast.ben, channel)
        approving.ask(draft, cast.ben)
    browser = as_(cast.cleo)
    queue(browser)
    with CaptureQueriesContext(connection) as asked:
        shown = queue(browser)
    assert shown.count("asked__words") == 12
    assert len(asked) <= QUERIES


def test_the_rule_stands_among_the_settings_too(cast: Cast, as_: As, harbour: Any) -> None:
    ana = as_(cast.ana)
    before = ana.get("/w/harbour/settings/").content.decode()
    assert "Posts go out without a yes." in before
    assert 'action="/w/harbour/approvals/rule/"' in before
    ana.post("/w/harbour/approvals/rule/", {"needed": "yes"})
    assert "Let posts go out without a yes" in ana.get("/w/harbour/settings/").content.decode()


def test_changing_the_rule_says_so_and_can_be_undone(cast: Cast, as_: As) -> None:
    ana = as_(cast.ana)
    page = ana.post("/w/harbour/approvals/rule/", {"needed": "yes"}, follow=True).content.decode()
    assert "Posts need a yes from now on." in page
    assert 'hx-post="/w/harbour/approvals/rule/"' in page


def test_a_rule_that_nobody_can_keep_is_told_with_its_mend(cast: Cast, as_: As, harbour: Any) -> None:
    approving.set_rule(harbour, cast.ana, is_required=True)
    assert "Nobody here can say yes yet" not in as_(cast.ana).get("/w/harbour/approvals/").content.decode()
    harbour.memberships.get(user=cast.cleo).roles.all().delete()
    assert "Nobody here can say yes yet" in as_(cast.ana).get("/w/harbour/approvals/").content.decode()


def test_change_that_cost_a_yes_is_said_beside_the_words(cast: Cast, as_: As, asked: Post) -> None:
    said = "You changed words that had a yes: it waits for a new one"
    approving.approve(asked, cast.cleo)
    address = f"/w/harbour/posts/{asked.code}/"
    assert said not in as_(cast.ben).get(address).content.decode()
    asked.refresh_from_db()
    writing.write(asked, cast.ben, asked.text.replace("forty", "fifty"), asked.revision)
    beside = as_(cast.ben).get(f"{address}beside/").content.decode()
    assert said in beside
    assert "<del>forty</del><ins>fifty</ins>" in beside
    assert "Ben changed words that had a yes" in as_(cast.cleo).get(address).content.decode()


def test_without_the_rule_nobody_is_promised_a_question(cast: Cast, as_: As, post: Post) -> None:
    shown = queue(as_(cast.ben))
    assert "Posts go out without a yes." in shown
    assert "still be asked" not in shown


def test_empty_page_without_the_rule_offers_it_where_it_is_explained(cast: Cast, as_: As) -> None:
    page = as_(cast.omar).get("/w/museum/approvals/").content.decode()
    assert page.count('value="yes">Posts need a yes from now on') == 1
    assert page.index("Four eyes, if you like") < page.index("Posts need a yes from now on")
    as_(cast.omar).post("/w/museum/approvals/rule/", {"needed": "yes"})
    page = as_(cast.omar).get("/w/museum/approvals/").content.decode()
    assert page.index("Let posts go out without a yes") < page.index("Nothing waits for a yes")


def test_team_page_says_that_approvers_are_not_asked(cast: Cast, as_: As) -> None:
    approving.set_rule(cast.harbour, cast.ana, False)
    said = "Cleo could say yes to posts, but nobody is asked"
    page = as_(cast.ana).get("/w/harbour/team/").content.decode()
    assert (said in page, "Posts need a yes from now on" in page) == (True, True)
    page = as_(cast.ben).get("/w/harbour/team/").content.decode()
    assert (said in page, "Posts need a yes from now on" in page) == (True, False)
    approving.set_rule(cast.harbour, cast.ana, True)
    assert said not in as_(cast.ana).get("/w/harbour/team/").content.decode()
