"""The list of channels, taking them away, who may use them, and the practice timeline."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib.now import now
from convivial.networks import removing
from convivial.networks.models import Channel, Secret
from convivial.networks.opening import withdraw
from convivial.networks.practising import open_practice
from convivial.team.models.workspace import opened

from .conftest import new_channel

As = Callable[[Any], Client]


class TestList:
    def test_it_shows_each_channel_with_its_state(
        self, cast: Cast, as_: As, channel: Channel, practice: Channel
    ) -> None:
        page = as_(cast.ben).get("/w/harbour/channels/").content.decode()
        assert "@harbour@mastodon.example" in page
        assert "connected" in page
        assert "Practice" in page

    def test_a_withdrawn_channel_says_why_and_offers_the_fix(self, cast: Cast, as_: As, channel: Channel) -> None:
        withdraw(channel, "token_refused")
        page = as_(cast.ana).get("/w/harbour/channels/").content.decode()
        assert "Mastodon no longer lets us in." in page
        assert f"/w/harbour/channels/{channel.code}/reconnect/" in page

    def test_whoever_may_not_connect_is_offered_no_button(self, cast: Cast, as_: As, channel: Channel) -> None:
        withdraw(channel, "token_refused")
        page = as_(cast.greta).get("/w/harbour/channels/").content.decode()
        assert "reconnect" not in page
        assert "/channels/connect/" not in page

    def test_many_channels_cost_no_more_queries_than_one(
        self, cast: Cast, as_: As, channel: Channel, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(12):
            withdraw(new_channel(cast, f"more{number}"), "busy")
        browser = as_(cast.ana)
        browser.get("/w/harbour/channels/")
        with django_assert_max_num_queries(12):
            browser.get("/w/harbour/channels/")

    def test_names_from_outside_are_escaped(self, cast: Cast, as_: As, channel: Channel) -> None:
        Channel.objects.update(name="<script>alert(1)</script>", handle="<b>@x</b>")
        page = as_(cast.ana).get("/w/harbour/channels/").content.decode()
        assert "<script>alert" not in page
        assert "<b>@x" not in page


class TestRemove:
    def post(self, browser: Client, channel: Channel, verb: str = "remove") -> int:
        return browser.post(f"/w/harbour/channels/{channel.code}/{verb}/").status_code

    def test_it_takes_the_channel_away(self, cast: Cast, as_: As, channel: Channel) -> None:
        assert self.post(as_(cast.ana), channel) == 302
        channel.refresh_from_db()
        assert channel.access == Channel.Access.REMOVED
        assert Line.objects.filter(act="channel.remove", thing_code=channel.code, actor_id=cast.ana.pk).count() == 1

    def test_get_is_refused(self, cast: Cast, as_: As, channel: Channel) -> None:
        assert as_(cast.ana).get(f"/w/harbour/channels/{channel.code}/remove/").status_code == 405

    def test_a_stranger_finds_nothing(self, cast: Cast, as_: As, channel: Channel) -> None:
        assert self.post(as_(cast.zoe), channel) == 404
        assert as_(cast.omar).post(f"/w/museum/channels/{channel.code}/remove/").status_code == 404

    def test_too_small_a_role_may_not(self, cast: Cast, as_: As, channel: Channel) -> None:
        assert self.post(as_(cast.ben), channel) == 403
        channel.refresh_from_db()
        assert channel.is_usable

    def test_pressing_twice_is_harmless(self, cast: Cast, as_: As, channel: Channel) -> None:
        self.post(as_(cast.ana), channel)
        assert self.post(as_(cast.ana), channel) == 302
        assert Line.objects.filter(act="channel.remove").count() == 1

    def test_it_can_be_brought_back(self, cast: Cast, as_: As, channel: Channel) -> None:
        self.post(as_(cast.ana), channel)
        assert "Bring back" in as_(cast.ana).get("/w/harbour/channels/").content.decode()
        assert self.post(as_(cast.ana), channel, "bring_back") == 302
        channel.refresh_from_db()
        assert channel.is_usable
        assert Line.objects.filter(act="channel.bring_back").count() == 1

    def test_after_a_day_its_secrets_are_gone_and_it_must_be_connected_again(
        self, cast: Cast, channel: Channel
    ) -> None:
        removing.remove(channel, cast.ana)
        with time_machine.travel(now() + timedelta(days=1, minutes=1)):
            removing.bring_back(channel, cast.ana)
        channel.refresh_from_db()
        assert (channel.access, channel.access_reason) == ("withdrawn", "no_secret")
        assert not Secret.objects.exists()


class TestPractice:
    def test_every_new_workspace_has_one(self, cast: Cast) -> None:
        opened.send(sender=type(cast.museum), workspace=cast.museum, by=cast.omar)
        channel = cast.museum.channels.get()
        assert channel.is_practice
        assert channel.is_usable

    def test_opening_it_twice_is_harmless(self, cast: Cast, practice: Channel) -> None:
        assert open_practice(cast.harbour, cast.ana).pk == practice.pk
        assert Line.objects.filter(act="channel.connect", thing_code=practice.code).count() == 1

    def test_it_counts_among_no_real_channels(self, cast: Cast, practice: Channel, channel: Channel) -> None:
        assert list(cast.harbour.channels.real()) == [channel]
        assert list(cast.harbour.channels.in_order()) == [channel, practice]

    def test_a_stranger_sees_no_timeline(self, cast: Cast, as_: As, practice: Channel) -> None:
        assert as_(cast.zoe).get(f"/w/harbour/channels/{practice.code}/timeline/").status_code == 404
        assert as_(cast.omar).get(f"/w/museum/channels/{practice.code}/timeline/").status_code == 404
        assert as_(cast.greta).get(f"/w/harbour/channels/{practice.code}/timeline/").status_code == 200

    def test_a_real_channel_has_no_timeline(self, cast: Cast, as_: As, channel: Channel) -> None:
        assert as_(cast.ana).get(f"/w/harbour/channels/{channel.code}/timeline/").status_code == 404


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hello\n\nthere\nyou", "<p>Hello</p><p>there<br>you</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("#HarbourCoffee!", '<p><span class="timeline__tag">#HarbourCoffee</span>!</p>'),
        ("mail me@harbour.example", "<p>mail me@harbour.example</p>"),
        ("see javascript:alert(1)", "<p>see javascript:alert(1)</p>"),
    ],
)
def test_words_on_the_timeline_are_escaped_and_dressed(text: str, shown: str) -> None:
    from convivial.networks.templatetags.timeline import as_post

    assert as_post(text) == shown


def test_a_link_on_the_timeline_leads_out_safely() -> None:
    from convivial.networks.templatetags.timeline import as_post

    shown = as_post('Look: https://www.harbour.example/"onmouseover=x?a=1&b=2.')
    assert 'href="https://www.harbour.example/"' in shown
    assert "onmouseover=x" in shown
    assert 'noopener noreferrer nofollow" target="_blank">harbour.example/</a>' in shown
