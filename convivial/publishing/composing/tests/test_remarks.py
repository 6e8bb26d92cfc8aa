"""Comments on exact places: noted by an approver, sent with her "not yet", answered and ticked off by the author."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from convivial.content import approving, writing
from convivial.content.errors import NotTaken
from convivial.content.models import Edition, Post, Remark, Variant
from convivial.demo.cast import Cast
from convivial.team.models import User

from .conftest import Press, a_picture

As = Callable[[User], Client]
Acts = Callable[[], list[str]]
WORDS = "👩‍👩‍👧 taste forty cups before lunch."


@pytest.fixture
def asked(cast: Cast, as_: As, press: Press, post: Post, required: None) -> Post:
    writing.write(post, cast.ben, WORDS, 0)
    press(cast.ben, post, "add-picture", {"picture": a_picture()})
    approving.ask(post, cast.ben)
    return post


def variant(post: Post, number: int = 0) -> Variant:
    return post.variants.select_related("edition")[number]


def about(post: Post, quote: str = "", comment: str = "Is that so?", **more: Any) -> dict[str, Any]:
    """What the page sends about some words; about all of the channel without any."""
    edition: Any = variant(post).edition
    start = edition.text.index(quote)
    place = {"start": start, "end": start + len(quote), "quote": quote}
    common = {"variant": variant(post).code, "fingerprint": edition.fingerprint, "comment": comment}
    return common | place | {"back": "approvals"} | more


def no(post: Post) -> dict[str, Any]:
    """A "not yet" with nothing but what was noted."""
    return {"comment": "", "seen": [each.edition.fingerprint for each in post.variants.select_related("edition")]}


@pytest.fixture
def said(cast: Cast, press: Press, asked: Post) -> Remark:
    """One that the author has got."""
    press(cast.cleo, asked, "remark", about(asked, "forty cups"))
    press(cast.cleo, asked, "not-yet", no(asked))
    return Remark.objects.exclude(request=None).get()


def press_remark(browser: Client, remark: Remark, verb: str, data: dict[str, Any] | None = None) -> Any:
    address = f"/w/harbour/remarks/{remark.code}/{verb}/"
    return browser.post(address, data or {}, headers={"HX-Request": "true"})


def test_words_are_noted_with_their_place_and_their_quote(cast: Cast, press: Press, asked: Post, acts: Acts) -> None:
    response = press(cast.cleo, asked, "remark", about(asked, "forty cups"))
    assert response.status_code == 200
    assert '<mark class="is-said">forty cups</mark>' in response.content.decode()
    remark = Remark.objects.get()
    assert (remark.place, remark.start, remark.end, remark.quote) == ("words", 12, 22, "forty cups")
    assert remark.edition == variant(asked).edition
    assert acts()[-1] == "post.remark"


def test_a_picture_and_a_channel_can_be_remarked_on(cast: Cast, press: Press, asked: Post) -> None:
    picture = asked.pictures.get()
    writing.describe(picture, cast.ben, "Cups in a row")
    press(cast.cleo, asked, "remark", about(asked, picture=picture.media.code))
    press(cast.cleo, asked, "remark", about(asked, comment="Too stiff for this channel."))
    found = list(Remark.objects.values_list("place", "quote"))
    assert found == [("picture", "Cups in a row"), ("channel", "")]


@pytest.mark.parametrize(
    "wrong", [{"quote": "fifty"}, {"start": "x"}, {"end": "999999"}, {"comment": " "}, {"fingerprint": "0" * 64}]
)
def test_what_does_not_stand_there_is_refused(cast: Cast, press: Press, asked: Post, wrong: dict[str, str]) -> None:
    assert press(cast.cleo, asked, "remark", about(asked, "forty cups") | wrong).status_code == 422
    assert not Remark.objects.exists()


def test_words_that_changed_meanwhile_are_looked_at_again(cast: Cast, press: Press, asked: Post) -> None:
    sent = about(asked, "forty cups")
    writing.write(asked, cast.ben, "Other words.", 1)
    response = press(cast.cleo, asked, "remark", sent)
    assert response.status_code == 422
    assert "changed while you were reading" in response.content.decode()


def test_noting_is_the_approvers_alone(cast: Cast, as_: As, press: Press, asked: Post) -> None:
    sent = about(asked, "forty cups")
    assert as_(cast.cleo).get(f"/w/harbour/posts/{asked.code}/remark/").status_code == 405
    assert press(cast.omar, asked, "remark", sent).status_code == 404
    assert press(cast.ben, asked, "remark", sent).status_code == 403
    assert not Remark.objects.exists()


def test_noting_twice_notes_once(cast: Cast, press: Press, asked: Post, acts: Acts) -> None:
    for _ in range(2):
        assert press(cast.cleo, asked, "remark", about(asked, "forty cups")).status_code == 200
    assert Remark.objects.count() == 1
    assert acts().count("post.remark") == 1


def test_nobody_else_sees_what_is_not_sent(cast: Cast, as_: As, press: Press, asked: Post) -> None:
    press(cast.cleo, asked, "remark", about(asked, "forty cups", "Only for me so far"))
    remark = Remark.objects.get()
    for address in ("approvals/", f"posts/{asked.code}/", f"posts/{asked.code}/remarks/"):
        assert "Only for me so far" not in as_(cast.ben).get(f"/w/harbour/{address}").content.decode()
    assert "Only for me so far" in as_(cast.cleo).get("/w/harbour/approvals/").content.decode()
    assert press_remark(as_(cast.ben), remark, "reply", {"reply": "?"}).status_code == 404


def test_a_noted_one_can_be_dropped_by_who_noted_it(
    cast: Cast, as_: As, press: Press, asked: Post, acts: Acts
) -> None:
    press(cast.cleo, asked, "remark", about(asked, "forty cups"))
    remark = Remark.objects.get()
    assert as_(cast.cleo).get(f"/w/harbour/remarks/{remark.code}/drop/").status_code == 405
    assert press_remark(as_(cast.omar), remark, "drop").status_code == 404
    assert press_remark(as_(cast.ben), remark, "drop").status_code == 403
    assert press_remark(as_(cast.cleo), remark, "drop", {"back": "approvals"}).status_code == 200
    assert press_remark(as_(cast.cleo), remark, "drop").status_code == 404
    assert acts().count("post.drop_remark") == 1


def test_several_go_along_with_one_not_yet(cast: Cast, as_: As, press: Press, asked: Post, acts: Acts) -> None:
    for quote, comment in (("forty cups", "Is that so?"), ("lunch", "Which day?")):
        press(cast.cleo, asked, "remark", about(asked, quote, comment))
    assert press(cast.cleo, asked, "not-yet", no(asked)).status_code == 200
    shown = as_(cast.ben).get(f"/w/harbour/posts/{asked.code}/").content.decode()
    for stands in ("Cleo says: not yet", "Is that so?", "Which day?", "open comments"):
        assert stands in shown
    assert "&quot;start&quot;: 12, &quot;end&quot;: 22" in shown
    assert acts().count("post.not_yet") == 1


def test_without_a_remark_and_without_a_word_it_is_refused(cast: Cast, asked: Post) -> None:
    with pytest.raises(NotTaken):
        approving.not_yet(asked, cast.cleo, " ")


def test_words_move_with_the_text_and_say_when_they_have_changed(cast: Cast, as_: As, said: Remark) -> None:
    page = f"/w/harbour/posts/{said.post.code}/"
    writing.write(said.post, cast.ben, "Every day " + WORDS, said.post.revision)
    assert "&quot;start&quot;: 22, &quot;end&quot;: 32" in as_(cast.ben).get(page).content.decode()
    writing.write(said.post, cast.ben, "Every day fifty cups.", said.post.revision)
    shown = as_(cast.ben).get(page).content.decode()
    assert "these words have changed" in shown
    assert ">forty cups</q>" in shown
    assert 'data-marks="[]"' in shown


ANSWERS = [
    ("reply", {"reply": "She counted."}, "post.reply_remark"),
    ("settle", {}, "post.settle_remark"),
]


@pytest.mark.parametrize(("verb", "data", "line"), ANSWERS)
def test_the_author_answers_and_ticks_off(
    cast: Cast, as_: As, said: Remark, acts: Acts, verb: str, data: dict[str, str], line: str
) -> None:
    assert as_(cast.ben).get(f"/w/harbour/remarks/{said.code}/{verb}/").status_code == 405
    assert press_remark(as_(cast.omar), said, verb, data).status_code == 404
    assert press_remark(as_(cast.greta), said, verb, data).status_code == 403
    for _ in range(2):
        assert press_remark(as_(cast.ben), said, verb, data).status_code == 200
    assert acts().count(line) == 1


def test_what_was_ticked_off_can_be_opened_again(cast: Cast, as_: As, said: Remark, acts: Acts) -> None:
    press_remark(as_(cast.ben), said, "settle")
    press_remark(as_(cast.ben), said, "settle", {"settled": "no"})
    said.refresh_from_db()
    assert (said.settled_at, said.settled_by) == (None, None)
    assert acts()[-1] == "post.reopen_remark"


def test_she_sees_what_became_of_them_when_she_is_asked_again(cast: Cast, as_: As, said: Remark) -> None:
    press_remark(as_(cast.ben), said, "reply", {"reply": "She counted."})
    press_remark(as_(cast.ben), said, "settle")
    writing.write(said.post, cast.ben, "They taste them all before lunch.", said.post.revision)
    approving.ask(said.post, cast.ben)
    shown = as_(cast.cleo).get("/w/harbour/approvals/").content.decode()
    for stands in ("What was said last time", "She counted.", "remark--settled", "these words have changed"):
        assert stands in shown


def test_the_history_keeps_them_whatever_becomes_of_words_and_channels(
    cast: Cast, as_: As, press: Press, said: Remark
) -> None:
    approving.ask(said.post, cast.ben)
    approving.approve(said.post, cast.cleo)
    press(cast.ben, said.post, "drop-channel", {"variant": variant(said.post).code})
    Edition.objects.filter(pk=said.edition_id).delete()
    shown = as_(cast.greta).get(f"/w/harbour/posts/{said.post.code}/remarks/").content.decode()
    assert "Is that so?" in shown
    assert ">forty cups</q>" in shown


def test_remarked_words_lead_from_the_preview_to_the_answer(cast: Cast, as_: As, said: Remark) -> None:
    address = f"/w/harbour/posts/{said.post.code}/"
    page = as_(cast.ben).get(address).content.decode()
    assert f'<a class="is-said" href="#answer-{said.code}"' in page.split("preview__words")[1]
    assert f'id="answer-{said.code}"' in page
    assert '<span class="is-said">forty cups</span>' in as_(cast.greta).get(address).content.decode()


def test_many_questions_with_many_remarks_take_the_same_few_queries(
    cast: Cast, as_: As, press: Press, asked: Post
) -> None:
    for number in range(6):
        other = writing.start(cast.harbour, cast.ben, f"{number} {WORDS} https://harbour.example/{number}")
        for there in asked.variants.select_related("channel"):
            writing.add_channel(other, cast.ben, there.channel)
        approving.ask(other, cast.ben)
        for quote in ("forty", "cups", "lunch"):
            assert press(cast.cleo, other, "remark", about(other, quote)).status_code == 200
    browser = as_(cast.cleo)
    browser.get("/w/harbour/approvals/")
    with CaptureQueriesContext(connection) as questions:
        shown = browser.get("/w/harbour/approvals/").content.decode()
    assert shown.count('<mark class="is-said">') == 18
    assert len(questions) <= 15


@pytest.mark.parametrize("hostile", ["<b>\n\n</b>", "{{ 7 }}", "\u0939\u093f", "<del>x</del>", "&lt;"])
def test_a_quote_is_only_ever_text(cast: Cast, as_: As, press: Press, asked: Post, hostile: str) -> None:
    writing.write(asked, cast.ben, f"Before {hostile}x after", 1)
    quote = f"{hostile}x"
    assert press(cast.cleo, asked, "remark", about(asked, quote, quote)).status_code == 200
    press(cast.cleo, asked, "not-yet", no(asked))
    assert Remark.objects.get().quote == quote
    shown = as_(cast.ben).get(f"/w/harbour/posts/{asked.code}/").content.decode()
    assert "<b>" not in shown.split('class="remarks"')[1].split("</ol>")[0].replace("<b>Ben", "")


def yes(post: Post, **more: Any) -> dict[str, Any]:
    return {"seen": [each.edition.fingerprint for each in post.variants.select_related("edition")]} | more


def test_what_is_noted_goes_along_with_a_yes(cast: Cast, press: Press, as_: As, asked: Post, acts: Acts) -> None:
    press(cast.cleo, asked, "remark", about(asked, "forty cups", "Forty-one, I think."))
    assert press(cast.cleo, asked, "approve", yes(asked)).status_code == 200
    remark = Remark.objects.get()
    assert remark.request is not None
    assert remark.request.outcome == "approved"
    page = as_(cast.ben).get(f"/w/harbour/posts/{asked.code}/").content.decode()
    assert "Cleo says yes, with a comment" in page
    assert "Forty-one, I think." in page
    assert "with a comment, to" in as_(cast.ben).get("/w/harbour/").content.decode()
    press_remark(as_(cast.ben), remark, "settle", {"settled": "yes"})
    assert "with a comment" not in as_(cast.ben).get(f"/w/harbour/posts/{asked.code}/").content.decode()
    assert "yes, with a comment" in as_(cast.ben).get(f"/w/harbour/posts/{asked.code}/remarks/").content.decode()


def test_what_is_typed_and_not_noted_goes_along_with_a_yes(cast: Cast, press: Press, asked: Post) -> None:
    answer = press(cast.cleo, asked, "approve", yes(asked, comment=["", "Forty-one, I think."], back="approvals"))
    assert answer.status_code == 200
    assert list(Remark.objects.exclude(request=None).values_list("comment", flat=True)) == ["Forty-one, I think."]


def test_a_yes_for_some_channels_keeps_what_is_noted(cast: Cast, press: Press, asked: Post) -> None:
    press(cast.cleo, asked, "remark", about(asked, "forty cups"))
    press(cast.cleo, asked, "approve", yes(asked, some="yes", variant=variant(asked, 1).code))
    assert Remark.objects.get().request is None
    press(cast.cleo, asked, "approve", yes(asked))
    assert Remark.objects.get().request is not None


def test_a_remark_on_common_words_is_about_all_channels(cast: Cast, as_: As, press: Press, asked: Post) -> None:
    press(cast.cleo, asked, "remark", about(asked, comment="Too stiff."))
    shown = as_(cast.cleo).get("/w/harbour/approvals/").content.decode()
    assert "All channels" in shown.partition("Goes along with your answer")[2].partition("Too stiff.")[0]
    press(cast.cleo, asked, "not-yet", no(asked))
    writing.write_variant(variant(asked), cast.ben, "Words of its own", 0)
    place = as_(cast.ben).get(f"/w/harbour/posts/{asked.code}/").content.decode().partition("remark__place")[2][:600]
    assert "All channels" not in place
    assert "Practice" in place


def test_what_belongs_to_no_place_is_about_the_whole_post(cast: Cast, as_: As, press: Press, asked: Post) -> None:
    writing.write_variant(variant(asked), cast.ben, "Words of its own", 0)
    press(cast.cleo, asked, "approve", yes(asked, comment="Forty-one, I think."))
    assert Remark.objects.get().place == Remark.Place.POST
    shown = as_(cast.ben).get(f"/w/harbour/posts/{asked.code}/").content.decode()
    assert "All channels" in shown.partition("remark__place")[2][:300]
