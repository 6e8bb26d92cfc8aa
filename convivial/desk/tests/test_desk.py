"""The desk is for installers, and shows nothing of what communicators write."""

import re

import pytest
from django.core import mail
from django.test import Client

from convivial.content import links
from convivial.content.models import Post
from convivial.journal.models import Line
from convivial.journal.recording import record
from convivial.networks.models import AllowedHost, Channel
from convivial.team import hosts
from convivial.team.belonging import remove
from convivial.team.models import HandOver, Invitation, Membership, RecordedAddress, Workspace

pytestmark = pytest.mark.django_db

PAGES = ["", "address/", "mail/", "hosts/", "workspaces/", "hand-over/", "journal/"]
CANARY = "canary-of-the-harbour"


@pytest.fixture
def desk(cast, as_):
    browser = as_(cast.ivo)
    return lambda page="", **words: browser.post(f"/desk/{page}", words) if words else browser.get(f"/desk/{page}")


def acts():
    return list(Line.objects.filter(workspace_id=0).values_list("act", flat=True))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_for_installers_alone(cast, as_, page):
    assert as_(cast.ivo).get(f"/desk/{page}").status_code == 200
    for person in (cast.ana, cast.greta, cast.zoe):
        assert as_(person).get(f"/desk/{page}").status_code == 403
    assert Client().get(f"/desk/{page}").status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_the_installer_reads_no_content(cast, as_, page):
    Post.objects.create(workspace=cast.harbour, author=cast.ana, text=f"A post with {CANARY}", language="en")
    Channel.objects.create(
        workspace=cast.harbour, network="practice", remote_id="1", handle=f"{CANARY}@x", name=f"{CANARY} channel"
    )
    record("post.write", workspace=cast.harbour.pk, by=cast.ana.pk, thing="post", code="abc", title=CANARY)
    assert CANARY not in as_(cast.ivo).get(f"/desk/{page}").content.decode()


def test_the_installer_comes_into_no_workspace(cast, as_):
    for page in ("", "team/", "journal/", "calendar/", "settings/", "live/"):
        assert as_(cast.ivo).get(f"/w/harbour/{page}").status_code == 404


def test_health_says_what_it_means_and_how_to_mend_it(cast, desk):
    page = desk().content.decode()
    assert "Worker" in page
    assert "Nothing goes out" in page
    assert "./start --role worker" in page
    assert page.index(">mend it<") < page.index(">works<")


def test_a_house_without_a_way_out_is_told_until_it_has_one_again(cast, desk):
    def said():
        return "name of the internet can be looked up" in desk().content.decode()

    assert not said()
    links.store(cast.harbour.pk, {"https://harbour.example/menu": links.Look("no_way_out")})
    assert said()
    links.store(cast.harbour.pk, {"https://harbour.example/cups": links.Look("opens", 200)})
    assert not said()


def test_the_address_is_recorded_and_holds(cast, desk):
    assert desk("address/", address="https://Social.Example/").status_code == 302
    assert RecordedAddress.objects.get().address == "https://social.example"
    assert hosts.recorded_address() == "https://social.example"
    assert acts() == ["address.record"]


@pytest.mark.parametrize(
    "wrong", ["ftp://x.example", "https://a:b@x.example", "https://x.example/path", "https://", "x y"]
)
def test_a_wrong_address_is_refused(cast, desk, wrong):
    assert desk("address/", address=wrong).status_code == 422
    assert not RecordedAddress.objects.exists()


def test_a_mail_is_tried_and_its_trouble_shown(cast, desk, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example"
    assert b"took it" in desk("mail/try/", now="1").content
    assert mail.outbox[0].to == ["ivo@harbour.example"]
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError("no route")))
    assert b"no route" in desk("mail/try/", now="1").content
    assert acts() == ["mail.try", "mail.fail"]


def test_the_mail_password_is_nowhere(cast, desk, settings):
    settings.EMAIL_HOST, settings.EMAIL_HOST_PASSWORD = "mail.example", "secret-canary"
    assert b"mail.example" in desk("mail/").content
    assert b"secret-canary" not in desk("mail/").content


def test_a_host_is_let_through_and_closed_again(cast, desk):
    assert desk("hosts/", host="Mastodon.Local.", port="3000", why="our own server").status_code == 302
    desk("hosts/", host="mastodon.local", port="3000", why="twice")
    host = AllowedHost.objects.get()
    assert (host.host, host.port, host.by) == ("mastodon.local", 3000, cast.ivo)
    assert desk(f"hosts/{host.code}/close/").status_code == 405
    assert desk(f"hosts/{host.code}/close/", now="1").status_code == 302
    assert desk(f"hosts/{host.code}/close/", now="1").status_code == 404
    assert acts() == ["host.allow", "host.close"]
    assert b"let the house reach <" not in desk("journal/").content
    assert b"mastodon.local:3000" in desk("journal/").content


@pytest.mark.parametrize("wrong", ["https://x.example", "x.example/path", "*.example", "a@b", "", "x" * 300])
def test_a_host_is_exact(cast, desk, wrong):
    assert desk("hosts/", host=wrong, port="80", why="x").status_code == 422
    assert desk("hosts/", host="x.example", port="70000", why="x").status_code == 422
    assert not AllowedHost.objects.exists()


def test_workspaces_are_shown_by_name_and_owner_only(cast, desk):
    page = desk("workspaces/").content.decode()
    assert "Harbour Coffee" in page
    assert "Ana" in page
    assert not re.search(r"\bBen\b", page)


def test_a_new_workspace_goes_to_somebody_by_a_link(cast, desk):
    words = {"organisation": "Night Ferry", "name": "Nora", "email": "nora@ferry.example", "zone": "Europe/Oslo"}
    answer = desk("workspaces/", **words, language="en")
    assert answer.status_code == 201
    assert Invitation.objects.get().workspace.name == "Night Ferry"
    assert not Membership.objects.filter(user=cast.ivo).exists()
    assert Workspace.objects.get(name="Night Ferry").zone == "Europe/Oslo"


def test_the_desk_opens_no_door_into_a_workspace_that_has_an_owner(cast, desk):
    address = f"workspaces/{cast.harbour.code}/owner/"
    refused = desk(address, name="Ivo", email="ivo@harbour.example")
    assert refused.status_code == 422
    assert not Invitation.objects.exists()


def test_a_workspace_without_owner_gets_one_by_a_link(cast, desk):
    cast.harbour.memberships.get(user=cast.ana).roles.all().delete()
    remove(cast.harbour.memberships.get(user=cast.ana), by=cast.ana)
    assert desk(f"workspaces/{cast.harbour.code}/owner/", name="Nora", email="nora@x.example").status_code == 201
    assert Invitation.objects.get().roles == ["owner", "strategist", "creator"]


def test_handing_over_is_a_press_with_a_line(cast, desk):
    assert "Somebody is invited" in desk("hand-over/").content.decode()
    assert not HandOver.objects.exists()
    desk("hand-over/", now="1")
    assert HandOver.objects.get().by == cast.ivo
    assert b"Handed over by Ivo" in desk("hand-over/").content
    assert acts() == ["house.hand_over"]


def test_a_way_leads_back_to_where_one_works(cast, as_):
    assert "desk__back" not in as_(cast.ivo).get("/desk/").content.decode()
    Membership.objects.create(workspace=cast.harbour, user=cast.ivo)
    assert f'class="desk__back" href="{cast.harbour.address}"' in as_(cast.ivo).get("/desk/").content.decode()
