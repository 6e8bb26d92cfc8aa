"""Each act of the composer: it works, leaves its line, is refused to a GET, a stranger and too small a role."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from convivial.content import approving, links, writing
from convivial.content.models import PastWords, Post
from convivial.demo.cast import Cast
from convivial.lib.now import now, wall
from convivial.networks.models import Channel
from convivial.publishing.models import Plan, Publication
from convivial.team.models import User

from .conftest import Press, a_picture, new_channel

As = Callable[[User], Client]
Acts = Callable[[], list[str]]


def tomorrow() -> str:
    return (wall(now(), "Europe/Berlin") + timedelta(days=1)).strftime("%Y-%m-%dT09:00")


# verb → what the page sends, and the line that the journal has afterwards
CHORUS: dict[str, tuple[dict[str, Any], str]] = {
    "write": ({"text": "Forty-one cups.", "revision": "0"}, "post.write"),
    "speak": ({"language": "de"}, "post.set_language"),
    "plan": ({"when": "tomorrow 9"}, "post.plan"),
    "publish": ({}, "post.schedule"),
    "again": ({}, "post.start"),
    "delete": ({}, "post.delete"),
    "change": ({"on": "first"}, "post.write"),
    "drop-channel": ({"variant": "first"}, "post.drop_channel"),
    "promise": ({"address": "https://harbour.example/x", "when": "tomorrow 9"}, "post.promise"),
}


def filled(post: Post, data: dict[str, Any]) -> dict[str, Any]:
    first = post.variants.first()
    assert first is not None
    return {name: first.code if value == "first" else value for name, value in data.items()}


@pytest.mark.parametrize("verb", CHORUS)
def test_act_works_and_leaves_its_line(cast: Cast, press: Press, post: Post, acts: Acts, verb: str) -> None:
    data, line = CHORUS[verb]
    before = acts()
    assert press(cast.ben, post, verb, filled(post, data)).status_code in (200, 204)
    assert line in acts()[len(before) :]


@pytest.mark.parametrize("verb", CHORUS)
def test_act_is_refused_to_a_get(cast: Cast, as_: As, post: Post, acts: Acts, verb: str) -> None:
    before = acts()
    assert as_(cast.ben).get(f"/w/harbour/posts/{post.code}/{verb}/").status_code == 405
    assert acts() == before


@pytest.mark.parametrize("verb", CHORUS)
def test_act_is_not_there_for_a_stranger(cast: Cast, press: Press, post: Post, acts: Acts, verb: str) -> None:
    before = acts()
    assert press(cast.omar, post, verb, filled(post, CHORUS[verb][0])).status_code == 404
    assert acts() == before


@pytest.mark.parametrize("verb", CHORUS)
def test_act_is_refused_to_a_viewer(cast: Cast, press: Press, post: Post, acts: Acts, verb: str) -> None:
    before = acts()
    assert press(cast.greta, post, verb, filled(post, CHORUS[verb][0])).status_code == 403
    assert acts() == before


@pytest.mark.parametrize("verb", CHORUS)
def test_pressing_twice_does_no_harm(cast: Cast, press: Press, post: Post, verb: str) -> None:
    data = filled(post, CHORUS[verb][0])
    press(cast.ben, post, verb, data)
    assert press(cast.ben, post, verb, data).status_code in (200, 204, 404, 422)
    assert Publication.objects.count() in (0, 2)
    assert Post.everything.count() <= (3 if verb == "again" else 1)


@pytest.mark.parametrize("verb", ["publish", "schedule"])
def test_who_presses_when_all_of_it_went_out_is_told_so(cast: Cast, press: Press, post: Post, verb: str) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "publish", {})
    Publication.objects.update(state=Publication.State.PUBLISHED, published_at=now())
    answer = press(cast.ben, post, verb, {})
    assert answer.status_code == 422
    assert "scheduled already" in answer.content.decode()
    assert Publication.objects.count() == 2


def test_write_button_begins_one_post_however_often_it_is_pressed(cast: Cast, as_: As, harbour: Any) -> None:
    browser = as_(cast.ben)
    addresses = {browser.post("/w/harbour/posts/start/").headers["Location"] for _ in range(3)}
    assert len(addresses) == 1
    assert Post.objects.count() == 1


def test_empty_post_on_the_channels_used_last_is_taken_up_again_too(cast: Cast, as_: As, practice: Channel) -> None:
    browser = as_(cast.ben)
    addresses = {browser.post("/w/harbour/posts/start/").headers["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert Post.objects.get().variants.count() == 1


def test_words_typed_before_the_post_is_there_come_along(cast: Cast, as_: As, harbour: Any) -> None:
    as_(cast.ben).post("/w/harbour/posts/start/", {"text": "The ferry at six."})
    assert Post.objects.get().text == "The ferry at six."


def test_field_that_saves_itself_is_told_the_new_revision(cast: Cast, as_: As, post: Post) -> None:
    data = {"text": "Forty-one cups.", "revision": "0", "on": ""}
    address = f"/w/harbour/posts/{post.code}/write/"
    response = as_(cast.ben).post(address, data, headers={"Accept": "application/json"})
    assert response.json() == {"revision": 1}
    assert as_(cast.ben).post(address, data, headers={"Accept": "application/json"}).json() == {"revision": 1}


def test_second_writer_sees_the_others_words_and_keeps_the_own(cast: Cast, as_: As, post: Post) -> None:
    writing.write(post, cast.mina, "Fifty cups.", 0)
    data = {"text": "Forty-one cups.", "revision": "0", "on": ""}
    address = f"/w/harbour/posts/{post.code}/write/"
    response = as_(cast.ben).post(address, data, headers={"Accept": "application/json"})
    assert response.status_code == 409
    assert response.json() == {"revision": 1, "text": "Fifty cups."}
    assert PastWords.objects.filter(text="Forty-one cups.", is_overtaken=True).exists()
    post.refresh_from_db()
    assert post.text == "Fifty cups."


def test_last_words_typed_are_saved_before_they_go_out(cast: Cast, press: Press, post: Post) -> None:
    assert press(cast.ben, post, "publish", {"text": "Forty-one cups.", "revision": "0"}).status_code == 200
    assert {p.edition.text for p in Publication.objects.select_related("edition")} == {"Forty-one cups."}


def test_nothing_goes_out_when_somebody_wrote_meanwhile(cast: Cast, press: Press, post: Post) -> None:
    writing.write(post, cast.mina, "Fifty cups.", 0)
    response = press(cast.ben, post, "publish", {"text": "Forty-one cups.", "revision": "0"})
    assert response.status_code == 422
    assert "Fifty cups." in response.content.decode()
    assert not Publication.objects.exists()


def test_time_in_words_is_planned_and_then_scheduled(cast: Cast, press: Press, post: Post) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    assert Plan.objects.get().wall_time == tomorrow()
    shown = press(cast.ben, post, "schedule").content.decode()
    assert {p.wall_time for p in Publication.objects.all()} == {tomorrow()}
    assert "Where it stands" in shown


def test_time_that_nobody_understands_is_asked_again(cast: Cast, press: Press, post: Post) -> None:
    response = press(cast.ben, post, "plan", {"when": "soon"})
    assert response.status_code == 422
    assert "tomorrow 9" in response.content.decode()
    assert press(cast.ben, post, "plan", {"when": "2020-01-01 9:00"}).status_code == 422
    assert not Plan.objects.exists()


def test_new_time_moves_what_is_scheduled(cast: Cast, press: Press, post: Post) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "schedule")
    press(cast.ben, post, "plan", {"exactly": tomorrow().replace("09:00", "17:30")})
    assert {p.wall_time[-5:] for p in Publication.objects.all()} == {"17:30"}
    assert Publication.objects.count() == 2


def test_enter_takes_the_time_that_was_typed(cast: Cast, as_: As, post: Post) -> None:
    as_(cast.ben).post(f"/w/harbour/posts/{post.code}/plan/", {"when": "2030-01-01 9:00"})
    shown = as_(cast.ben).get(f"/w/harbour/posts/{post.code}/").content.decode()
    dialog = shown[shown.index("plan-title") :]
    assert dialog.index("Take this time") < dialog.index('name="forget"')  # browsers press a form's first button


def test_time_can_be_forgotten(cast: Cast, press: Press, post: Post) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    press(cast.ben, post, "plan", {"when": "2030-01-01 9:00", "forget": "yes"})
    assert not Plan.objects.exists()


def test_channel_with_words_of_its_own_can_take_the_common_ones_again(cast: Cast, press: Press, post: Post) -> None:
    variant = post.variants.first()
    assert variant is not None
    press(cast.ben, post, "change", {"on": variant.code})
    press(cast.ben, post, "write", {"on": variant.code, "text": "Only here.", "revision": "1"})
    variant.refresh_from_db()
    assert variant.text == "Only here."
    press(cast.ben, post, "follow", {"on": variant.code})
    variant.refresh_from_db()
    assert variant.text is None
    assert PastWords.objects.filter(variant=variant, text="Only here.").exists()


def test_second_language_gets_the_same_channels_and_one_text_for_all(cast: Cast, press: Press, post: Post) -> None:
    codes = [variant.channel.code for variant in post.variants.select_related("channel")]
    press(cast.ben, post, "add-channel", {"channel": codes, "language": "de"})
    german = list(post.variants.filter(language="de"))
    assert len(german) == 2
    press(cast.ben, post, "change", {"on": german[0].code})
    press(cast.ben, post, "write", {"on": german[0].code, "text": "Vierzig Tassen.", "revision": "1"})
    press(cast.ben, post, "spread", {"on": german[0].code})
    assert set(post.variants.filter(language="de").values_list("text", flat=True)) == {"Vierzig Tassen."}
    assert set(post.variants.filter(language="en").values_list("text", flat=True)) == {None}


def test_channel_of_another_workspace_cannot_be_added(cast: Cast, press: Press, post: Post) -> None:
    foreign = new_channel(cast.museum, "practice", remote_id="museum")
    assert press(cast.ben, post, "add-channel", {"channel": foreign.code}).status_code == 404
    assert not post.variants.filter(channel=foreign).exists()


def test_pictures_are_added_described_put_in_order_and_dropped(cast: Cast, press: Press, post: Post) -> None:
    pictures = {"picture": [a_picture(), a_picture("sacks.jpg", "olive")]}
    assert press(cast.ben, post, "add-picture", pictures).status_code == 200
    first, second = post.pictures.all()
    shown = press(cast.ben, first, "describe", {"alt": "Nadia tastes."}).content.decode()
    assert "Alt ✓" in shown.replace("Alt</span>", "Alt")
    press(cast.ben, second, "move", {"position": "0"})
    assert [picture.pk for picture in post.pictures.all()] == [second.pk, first.pk]
    press(cast.ben, second, "drop")
    assert [picture.alt for picture in post.pictures.all()] == ["Nadia tastes."]


def test_description_saves_itself_while_it_is_typed(cast: Cast, as_: As, press: Press, post: Post) -> None:
    press(cast.ben, post, "add-picture", {"picture": [a_picture()]})
    picture = post.pictures.get()
    address = f"/w/harbour/pictures/{picture.code}/describe/"
    answer = as_(cast.ben).post(address, {"alt": "Nadia tas"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (200, {})
    assert post.pictures.get().alt == "Nadia tas"


def test_file_that_is_no_picture_is_refused_in_words(cast: Cast, press: Press, post: Post) -> None:
    upload = a_picture()
    upload.file.seek(0)
    upload.file.write(b"no picture at all")
    response = press(cast.ben, post, "add-picture", {"picture": [upload]})
    assert response.status_code == 422
    assert "picture" in response.content.decode()
    assert not post.pictures.exists()


@pytest.mark.parametrize("verb", ["describe", "move", "drop"])
def test_picture_is_out_of_reach_for_strangers_and_viewers(cast: Cast, press: Press, post: Post, verb: str) -> None:
    press(cast.ben, post, "add-picture", {"picture": [a_picture()]})
    picture = post.pictures.get()
    assert press(cast.omar, picture, verb, {"alt": "x", "position": "0"}).status_code == 404
    assert press(cast.greta, picture, verb, {"alt": "x", "position": "0"}).status_code == 403
    assert post.pictures.get().alt == ""


def test_deleted_post_can_be_brought_back(cast: Cast, press: Press, as_: As, post: Post) -> None:
    assert press(cast.ben, post, "delete").headers["HX-Redirect"] == "/w/harbour/posts/new/"
    assert not Post.objects.exists()
    press(cast.ben, post, "bring-back")
    assert Post.objects.get() == post


def test_same_post_again_has_everything_but_its_past(cast: Cast, press: Press, post: Post) -> None:
    press(cast.ben, post, "add-picture", {"picture": [a_picture()]})
    press(cast.ben, post.pictures.get(), "describe", {"alt": "Nadia tastes."})
    press(cast.ben, post, "publish")
    press(cast.ben, post, "again")
    copy = Post.objects.exclude(pk=post.pk).get()
    assert copy.text == post.text
    assert [picture.alt for picture in copy.pictures.all()] == ["Nadia tastes."]
    assert {v.channel_id for v in copy.variants.all()} == {v.channel_id for v in post.variants.all()}
    assert not Publication.objects.filter(variant__post=copy).exists()


def test_earlier_words_are_put_back(cast: Cast, press: Press, post: Post) -> None:
    writing.write(post, cast.mina, "Fifty cups.", 0)
    past = PastWords.objects.get(text="Nadia tastes forty cups before lunch.")
    press(cast.ben, post, "restore", {"past": past.code})
    post.refresh_from_db()
    assert post.text == "Nadia tastes forty cups before lunch."
    assert PastWords.objects.filter(text="Fifty cups.").exists()


def test_two_people_in_one_post_see_each_other(cast: Cast, press: Press, post: Post) -> None:
    press(cast.mina, post, "here")
    shown = press(cast.ben, post, "here", {"revision": "0"}).content.decode()
    assert "Mina is here" in shown
    assert "Ben is here" not in shown
    writing.write(post, cast.mina, "Fifty cups.", 0)
    assert "New words" in press(cast.ben, post, "here", {"revision": "0"}).content.decode()


def test_contributors_draft_passes_a_creator(cast: Cast, press: Press, as_: As, practice: Channel) -> None:
    draft = writing.start(cast.harbour, cast.theo, "An idea from the counter.")
    writing.add_channel(draft, cast.theo, practice)
    assert "Give it to the creators" in as_(cast.theo).get(f"/w/harbour/posts/{draft.code}/").content.decode()
    assert press(cast.theo, draft, "publish").status_code == 403
    assert "The creators have it" in press(cast.theo, draft, "offer").content.decode()
    assert press(cast.ben, draft, "publish").status_code == 403
    assert "Take it on" in as_(cast.ben).get(f"/w/harbour/posts/{draft.code}/").content.decode()
    press(cast.ben, draft, "take")
    assert press(cast.ben, draft, "publish").status_code == 200
    assert Publication.objects.count() == 1


def test_offered_draft_can_be_given_back_with_words(cast: Cast, press: Press, as_: As, practice: Channel) -> None:
    draft = writing.start(cast.harbour, cast.theo, "An idea from the counter.")
    press(cast.theo, draft, "offer")
    assert press(cast.ben, draft, "give-back", {"comment": ""}).status_code == 422
    press(cast.ben, draft, "give-back", {"comment": "Which day?"})
    assert "Which day?" in as_(cast.theo).get(f"/w/harbour/posts/{draft.code}/").content.decode()


def test_asking_for_a_yes_puts_the_planned_time_into_the_calendar(
    cast: Cast, press: Press, as_: As, post: Post, required: None
) -> None:
    press(cast.ben, post, "plan", {"when": "tomorrow 9"})
    assert "Ask Cleo for a yes" in as_(cast.ben).get(f"/w/harbour/posts/{post.code}/").content.decode()
    assert "Waits for a yes" in press(cast.ben, post, "submit").content.decode()
    assert {p.wall_time for p in Publication.objects.all()} == {tomorrow()}
    assert approving.cleared(Publication.objects.values_list("edition", flat=True)) == set()


def test_nothing_unapproved_can_be_published(cast: Cast, press: Press, post: Post, required: None) -> None:
    assert press(cast.ben, post, "publish").status_code == 422
    assert not Publication.objects.exists()


def test_pictures_that_have_no_place_are_told_and_the_others_kept(cast: Cast, press: Press, post: Post) -> None:
    pictures = [a_picture(colour=f"hsl({number * 16}, 90%, 50%)") for number in range(22)]
    notes = SimpleUploadedFile("notes.txt", b"forty cups", "text/plain")
    response = press(cast.ben, post, "add-picture", {"picture": [*pictures[:3], notes, *pictures[3:]]})
    assert response.status_code == 200
    assert post.pictures.count() == 20
    shown = response.content.decode()
    assert "so 2 were left out" in shown
    assert "“notes.txt”: This is no picture" in shown
    assert press(cast.ben, post, "add-picture", {"picture": a_picture()}).status_code == 422


def test_when_a_page_opens_is_not_answered_for_the_person(cast: Cast, as_: As, press: Press, post: Post) -> None:
    writing.write(post, cast.ben, "Tickets: https://harbour.example/tickets", 0)
    links.store(cast.harbour.pk, {"https://harbour.example/tickets": links.Look("not_found", 404)})
    page = f"/w/harbour/posts/{post.code}/"
    asked = as_(cast.ben).get(page).content.decode().split("When does this page open?")[1].split("</dialog>")[0]
    assert 'name="when" required maxlength="60" autocomplete="off" placeholder' in asked
    assert "When the post goes out" not in asked
    press(cast.ben, post, "plan", {"when": "2030-11-26 09:00", "zone": "Asia/Tokyo"})
    asked = as_(cast.ben).get(page).content.decode().split("When does this page open?")[1].split("</dialog>")[0]
    assert 'name="exactly" value="2030-11-26T01:00" formnovalidate' in asked
    given = {"address": "https://harbour.example/tickets", "when": "", "exactly": "2030-11-26T01:00"}
    assert press(cast.ben, post, "promise", given).status_code == 200
    assert post.link_promises.get().opens_at.isoformat() == "2030-11-26T00:00:00+00:00"


def test_what_is_not_understood_keeps_the_dialog_with_what_was_typed(cast: Cast, press: Press, post: Post) -> None:
    typed = {"when": "half <past> soon", "zone": "Asia/Tokyo", "text": "New words", "revision": post.revision}
    response = press(cast.ben, post, "plan", typed)
    assert response.status_code == 422
    assert (response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == ("#plan-form", "outerHTML")
    form = response.content.decode().partition("</form>")[0]
    assert 'value="half &lt;past&gt; soon"' in form
    assert '<option value="Asia/Tokyo" selected>' in form
    assert "Not sure" in form.partition('role="alert"')[2]
    assert Post.objects.get().text == "New words"
