"""The pages of the mirror: who may, what is shown, and what happens to a press."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib.now import now
from convivial.mirror import importing
from convivial.mirror.models import Drawn, PastPost, Reading
from convivial.mirror.showing import shown
from convivial.networks.models import Channel
from convivial.team.models import User, Workspace

from .conftest import Posted

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
TABLE = "Date;Text\n2026-11-20;Words of the harbour"


def at(name: str, workspace: Workspace) -> str:
    return reverse(f"mirror:{name}", args=[workspace.slug])


def drawn(workspace: Workspace) -> Drawn:
    return Drawn.objects.create(workspace=workspace, shown=shown(workspace), drawn_at=now())


def acts(workspace: Workspace) -> list[str]:
    return list(
        Line.objects.filter(workspace_id=workspace.pk, act__startswith="mirror.").values_list("act", flat=True)
    )


def test_empty_page_offers_to_look_back(cast: Cast, as_: As, mastodon: Channel) -> None:
    page = as_(cast.ana).get(at("mirror", cast.harbour)).content.decode()
    assert "Look back 90 days" in page
    assert at("read", cast.harbour) in page


def test_empty_page_leads_on_where_nothing_can_be_looked_back_on(cast: Cast, as_: As) -> None:
    strategy = reverse("strategy:strategy", args=[cast.harbour.slug])
    connect = reverse("networks:choose", args=[cast.harbour.slug])
    assert f'action" href="{connect}"' in as_(cast.ana).get(at("mirror", cast.harbour)).content.decode()
    assert "past__way" in as_(cast.ana).get(strategy).content.decode()
    viewer = as_(cast.greta)
    assert "past__way" not in viewer.get(strategy).content.decode()
    page = viewer.get(at("mirror", cast.harbour)).content.decode()
    assert "An owner or a strategist begins it." in page
    assert f'action" href="{connect}"' not in page


def test_who_may_not_read_sees_no_button(cast: Cast, as_: As, mastodon: Channel) -> None:
    page = as_(cast.theo).get(at("mirror", cast.harbour)).content.decode()
    assert "Look back first" in page
    assert at("read", cast.harbour) not in page


def test_page_shows_rhythm_themes_and_what_moved_people(cast: Cast, as_: As, posted: Posted) -> None:
    others = ("Closed today", "New cups", "Rain menu", "Oat or soy", "Latte art", "Sixty beans", "A red umbrella")
    for n, words in enumerate([*others, *["The ferry brings guests"] * 4], 1):
        posted(f"{words} {n}", days=n, likes=2)
    posted("The ferry and its guests, at last", days=3, likes=40, shares=2)
    drawn(cast.harbour)
    page = as_(cast.theo).get(at("mirror", cast.harbour)).content.decode()
    assert "12 posts went out on one channel" in page
    assert "42 likes, shares, replies and quotes; usually 2" in page
    assert "Ferry" in page


def test_hostile_words_of_past_posts_are_words(cast: Cast, as_: As, posted: Posted) -> None:
    for _ in range(3):
        posted("<script>alert(1)</script> ferry ferry guests")
    drawn(cast.harbour)
    assert "<script>alert" not in as_(cast.ana).get(at("mirror", cast.harbour)).content.decode()


def test_page_asks_few_questions_whatever_the_volume(
    cast: Cast, as_: As, posted: Posted, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(200):
        posted(f"The ferry brings guests {n % 17}", days=n % 89, likes=n % 7)
    drawn(cast.harbour)
    client = as_(cast.ana)
    client.get(at("mirror", cast.harbour))
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get(at("mirror", cast.harbour))


@pytest.mark.parametrize(("name", "key"), [("read", "mirror.read"), ("forget", "mirror.forget")])
def test_acts_stand_in_the_journal_and_twice_is_harmless(
    cast: Cast, as_: As, mastodon: Channel, posted: Posted, name: str, key: str
) -> None:
    posted("Words")
    client = as_(cast.ana)
    assert [client.post(at(name, cast.harbour)).status_code for _ in range(2)] == [302, 302]
    assert acts(cast.harbour) == [key]


@pytest.mark.parametrize("name", ["read", "import", "forget"])
def test_strangers_find_nothing_and_smaller_roles_are_refused(cast: Cast, as_: As, name: str) -> None:
    assert as_(cast.omar).post(at(name, cast.harbour)).status_code == 404
    assert as_(cast.ben).post(at(name, cast.harbour), {"text": TABLE, "take": "yes"}).status_code == 403
    assert not PastPost.objects.exists()


@pytest.mark.parametrize("name", ["read", "forget"])
def test_acts_are_no_pages(cast: Cast, as_: As, name: str) -> None:
    assert as_(cast.ana).get(at(name, cast.harbour)).status_code == 405


def test_table_is_shown_first_and_taken_when_it_is_said_again(cast: Cast, as_: As) -> None:
    client, address = as_(cast.ana), at("import", cast.harbour)
    page = client.post(address, {"text": TABLE, "network": "linkedin"}).content.decode()
    assert "One post" in page or "1 post would be taken" in page
    assert not PastPost.objects.exists()
    client.post(address, {"text": TABLE, "network": "linkedin", "take": "yes"})
    assert PastPost.objects.get().network == "linkedin"
    assert acts(cast.harbour) == ["mirror.import"]


def test_file_of_an_old_spreadsheet_is_read(cast: Cast, as_: As) -> None:
    file = SimpleUploadedFile("posts.csv", "Datum;Text\n20.11.2026;Käffchen".encode("cp1252"))
    page = as_(cast.ana).post(at("import", cast.harbour), {"file": file, "network": "x"}).content.decode()
    assert "Käffchen" in page


class Ended(Exception):
    """Two acts waited for each other, as PostgreSQL says it."""

    sqlstate = "40P01"


@pytest.mark.django_db(transaction=True)
def test_a_file_is_read_again_when_the_database_undid_the_act(
    cast: Cast, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, ended = importing.take, [Ended()]

    def undone(*args: Any) -> int:
        if ended:
            raise OperationalError("deadlock detected") from ended.pop()
        return take(*args)

    monkeypatch.setattr(importing, "take", undone)
    about = {"file": SimpleUploadedFile("posts.csv", TABLE.encode()), "network": "linkedin", "take": "yes"}
    assert as_(cast.ana).post(at("import", cast.harbour), about).status_code == 302
    assert PastPost.objects.get().text == "Words of the harbour"


def test_wrong_table_keeps_what_was_typed(cast: Cast, as_: As) -> None:
    answer = as_(cast.ana).post(at("import", cast.harbour), {"text": "Only words", "network": "x"})
    assert answer.status_code == 422
    assert "Only words" in answer.content.decode()


def test_forgetting_takes_all_of_it(cast: Cast, as_: As, mastodon: Channel, posted: Posted) -> None:
    posted("Words")
    drawn(cast.harbour)
    as_(cast.ana).post(at("read", cast.harbour))
    as_(cast.ana).post(at("forget", cast.harbour))
    assert not PastPost.objects.exists()
    assert not Reading.objects.exists()
    assert not Drawn.objects.exists()


def test_strategy_begins_with_what_was_done(cast: Cast, as_: As, posted: Posted) -> None:
    for n in range(1, 4):
        posted(f"The ferry brings guests {n}", days=n)
    drawn(cast.harbour)
    page = as_(cast.ana).get(reverse("strategy:start", args=[cast.harbour.slug]) + "?from=mirror").content.decode()
    assert '<option value="mastodon" selected>' in page
    assert 'name="pillar_1" value="' in page
    assert "what you have been doing" in page
