"""People come by invitation, have roles, and go; a workspace always has an owner."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from convivial.journal.feed import feed
from convivial.journal.models import Aside, Line
from convivial.journal.verifying import verify
from convivial.lib.now import now
from convivial.team.access import may, role_names
from convivial.team.erasing import erase
from convivial.team.errors import Closed, LastOwner
from convivial.team.inviting import accept, invite
from convivial.team.models import Acceptance, Invitation, Membership, User

from .postman import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locked_last")]

NEW = {"email": "Nora@Harbour.example", "name": "Nora", "roles": ["creator", "viewer"]}
PASSWORD = "the ferry leaves at seven"


def link_of(answer):
    return answer.context["link"]


def acts(workspace):
    return list(Line.objects.filter(workspace_id=workspace.pk).order_by("seq").values_list("act", flat=True))


def test_everybody_sees_who_does_what_and_no_figure_about_anybody(cast, as_):
    page = as_(cast.greta).get("/w/harbour/team/").content.decode()
    for name in ("Ana", "Ben", "Cleo", "Mina", "Ravi", "Theo", "Greta"):
        assert name in page
    assert "Omar" not in page
    assert "Connects the channels" in page
    assert "Make the link" not in page


def test_the_page_costs_the_same_for_many(cast, as_, django_assert_max_num_queries):
    browser = as_(cast.ana)
    browser.get("/w/harbour/team/")
    with django_assert_max_num_queries(12):
        browser.get("/w/harbour/team/")


# invite


def test_an_owner_invites_and_the_link_is_shown_once(cast, as_):
    answer = as_(cast.ana).post("/w/harbour/team/invite/", NEW)
    assert answer.status_code == 201
    invitation = Invitation.objects.get()
    assert invitation.email == "nora@harbour.example"
    assert invitation.roles == ["creator", "viewer"]
    assert invitation.expires_at <= now() + timedelta(days=30)
    token = link_of(answer).rstrip("/").rpartition("/")[2]
    assert len(token) >= 43
    assert token not in str(Invitation.objects.values().get())
    assert token.encode() not in as_(cast.ana).get("/w/harbour/team/").content
    assert acts(cast.harbour) == ["member.invite"]


def test_the_address_of_somebody_invited_is_in_no_journal_line_but_sealed_beside(cast, as_):
    as_(cast.ana).post("/w/harbour/team/invite/", NEW | {"name": ""})
    line = Line.objects.get(act="member.invite")
    assert "nora" not in str(line.params).lower()
    assert b"nora" not in bytes(Aside.objects.get().sealed)
    assert "nora@harbour.example" in feed(cast.harbour).lines[0].sentence
    assert "Creator, Viewer" in feed(cast.harbour).lines[0].sentence


@pytest.mark.parametrize("who", ["ben", "cleo", "mina", "ravi", "theo", "greta"])
def test_inviting_needs_an_owner(cast, as_, who):
    assert as_(getattr(cast, who)).post("/w/harbour/team/invite/", NEW).status_code == 403
    assert not Invitation.objects.exists()


def test_inviting_is_a_post_and_a_stranger_finds_nothing(cast, as_):
    assert as_(cast.ana).get("/w/harbour/team/invite/").status_code == 405
    for stranger in (cast.zoe, cast.omar, cast.ivo):
        assert as_(stranger).post("/w/harbour/team/invite/", NEW).status_code == 404
    assert not Invitation.objects.exists()


def test_inviting_twice_makes_one_invitation_and_the_newer_link_opens(cast, as_):
    first, second = (link_of(as_(cast.ana).post("/w/harbour/team/invite/", NEW)) for _ in range(2))
    assert Invitation.objects.count() == 1
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


@pytest.mark.parametrize("wrong", [{"email": "nobody"}, {"roles": []}, {"roles": ["installer"]}, {"roles": ["god"]}])
def test_a_wrong_invitation_is_refused_with_words_and_keeps_what_was_typed(cast, as_, wrong):
    answer = as_(cast.ana).post("/w/harbour/team/invite/", NEW | wrong)
    assert answer.status_code == 422
    assert b"Nora" in answer.content
    assert not Invitation.objects.exists()


def test_who_is_there_already_is_not_invited(cast, as_):
    answer = as_(cast.ana).post("/w/harbour/team/invite/", NEW | {"email": "BEN@harbour.example"})
    assert answer.status_code == 422
    assert b"already" in answer.content


def test_a_mail_leaves_when_mail_is_set_up_and_no_head_can_be_slipped_in(cast, as_, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr("convivial.team.sign_in.recorded_address", lambda: "http://testserver")
    cast.harbour.name = "Harbour\r\nBcc: all@harbour.example"
    cast.harbour.save()
    answer = as_(cast.ana).post("/w/harbour/team/invite/", NEW)
    assert deliver() == 1
    (sent,) = mail.outbox
    assert sent.to == ["nora@harbour.example"]
    assert "\n" not in sent.subject
    assert "Bcc" not in sent.message()
    assert link_of(answer) in sent.body
    assert b"on its way" in answer.content


# the link


def test_looking_at_an_invitation_changes_nothing(cast):
    _, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"])
    for ask in (Client().get, Client().head):
        assert ask(f"/invitation/{token}/").status_code == 200
    assert not Acceptance.objects.exists()


def test_invitation_keeps_its_link_to_itself_and_lets_a_browser_answer(cast):
    _, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"])
    # Under "no-referrer" browsers post "Origin: null", which the protection against foreign forms refuses.
    assert Client().get(f"/invitation/{token}/").headers["Referrer-Policy"] == "same-origin"


def test_somebody_new_joins_with_a_name_and_a_password(cast):
    _, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"], "Nora")
    browser = Client()
    answer = browser.post(f"/invitation/{token}/", {"name": "Nora", "password": PASSWORD})
    assert answer.headers["Location"] == "/w/harbour/"
    nora = User.objects.get(email="nora@harbour.example")
    assert role_names(nora.memberships.get()) == {"creator"}
    assert browser.get("/w/harbour/team/").status_code == 200
    assert acts(cast.harbour) == ["member.invite", "member.join"]


def test_a_link_works_once(cast):
    _, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"])
    Client().post(f"/invitation/{token}/", {"name": "Nora", "password": PASSWORD})
    assert Client().get(f"/invitation/{token}/").status_code == 404
    assert Client().post(f"/invitation/{token}/", {"name": "Zed", "password": PASSWORD}).status_code == 404
    with pytest.raises(Closed):
        accept(token, cast.zoe)
    assert User.objects.filter(email="nora@harbour.example").count() == 1


def test_a_weak_password_makes_no_account(cast):
    _, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"])
    answer = Client().post(f"/invitation/{token}/", {"name": "Nora", "password": "password1234"})
    assert answer.status_code == 422
    assert not User.objects.filter(email="nora@harbour.example").exists()
    assert Client().get(f"/invitation/{token}/").status_code == 200


def test_who_has_an_account_signs_in_first_and_is_brought_back(cast):
    _, token = invite(cast.museum, cast.omar, "ben@harbour.example", ["viewer"])
    address = f"/invitation/{token}/"
    page = Client().get(address).content.decode()
    assert "Sign in" in page
    assert "password" not in page.lower().split("<main")[1].split("</main")[0].replace("account_login", "")
    assert Client().post(address, {"name": "Ben", "password": PASSWORD}).status_code == 422
    assert not cast.ben.memberships.filter(workspace=cast.museum).exists()


def test_who_is_signed_in_joins_with_one_press(cast, as_):
    _, token = invite(cast.museum, cast.omar, "ben@harbour.example", ["viewer"])
    assert as_(cast.ben).post(f"/invitation/{token}/").headers["Location"] == "/w/museum/"
    assert may(User.objects.get(pk=cast.ben.pk), "post.see", cast.museum)
    assert not may(User.objects.get(pk=cast.ben.pk), "post.write", cast.museum)


def test_a_forwarded_link_lets_nobody_else_in(cast, as_):
    _, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["owner"])
    answer = as_(cast.zoe).post(f"/invitation/{token}/")
    assert answer.status_code == 409
    assert b"another e-mail address" in answer.content
    assert not cast.zoe.memberships.exists()
    assert not Acceptance.objects.exists()


def altered(token):
    yield token[:-1]
    yield token[:-1] + ("A" if token[-1] != "A" else "B")
    yield token.swapcase()
    yield token + ";"
    yield token + "%20"
    yield "x" * 5000


def test_an_altered_old_or_withdrawn_link_is_answered_the_same(cast):
    invitation, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"])
    answers = {Client().get(f"/invitation/{each}/").status_code for each in altered(token)}
    assert answers == {404}
    Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    old = Client().get(f"/invitation/{token}/")
    invitation.delete()
    gone = Client().get(f"/invitation/{token}/")
    assert old.status_code == gone.status_code == 404
    assert b"Harbour Coffee" not in old.content


def test_renewing_ends_the_old_link(cast, as_):
    invitation, old = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"])
    new = link_of(as_(cast.ana).post(f"/w/harbour/team/invitations/{invitation.code}/renew/"))
    assert Client().get(f"/invitation/{old}/").status_code == 404
    assert Client().get(new).status_code == 200
    assert acts(cast.harbour)[-1] == "member.renew"


def test_withdrawing_ends_the_link_and_twice_is_harmless(cast, as_):
    invitation, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"])
    address = f"/w/harbour/team/invitations/{invitation.code}/withdraw/"
    assert as_(cast.ana).get(address).status_code == 405
    assert as_(cast.ben).post(address).status_code == 403
    assert as_(cast.zoe).post(address).status_code == 404
    assert as_(cast.ana).post(address).status_code == 302
    assert as_(cast.ana).post(address).status_code == 404
    assert Client().get(f"/invitation/{token}/").status_code == 404
    assert acts(cast.harbour).count("member.withdraw") == 1


def test_an_invitation_of_another_workspace_is_as_good_as_missing(cast, as_):
    invitation, _ = invite(cast.museum, cast.omar, "nora@harbour.example", ["creator"])
    for verb in ("renew", "withdraw"):
        assert as_(cast.ana).post(f"/w/harbour/team/invitations/{invitation.code}/{verb}/").status_code == 404
    assert Invitation.objects.count() == 1


# roles


def test_an_owner_changes_roles_and_they_hold_from_the_next_request(cast, as_):
    ben = as_(cast.ben)
    assert ben.get("/w/harbour/settings/").status_code == 403
    answer = as_(cast.ana).post(f"/w/harbour/team/{cast.ben.code}/change/", {"roles": ["owner", "creator"]})
    assert answer.status_code == 302
    assert ben.get("/w/harbour/settings/").status_code == 200
    assert Line.objects.get(act="member.change").params == {"before": ["creator"], "roles": ["creator", "owner"]}


def test_changing_to_the_same_roles_writes_no_line(cast, as_):
    as_(cast.ana).post(f"/w/harbour/team/{cast.ben.code}/change/", {"roles": ["creator"]})
    assert acts(cast.harbour) == []


@pytest.mark.parametrize("who", ["ben", "cleo", "greta"])
def test_changing_roles_needs_an_owner(cast, as_, who):
    browser = as_(getattr(cast, who))
    assert browser.get(f"/w/harbour/team/{cast.ben.code}/change/").status_code == 403
    assert browser.post(f"/w/harbour/team/{cast.ben.code}/change/", {"roles": ["owner"]}).status_code == 403


def test_the_last_owner_stays_owner(cast, as_):
    browser = as_(cast.ana)
    refused = browser.post(f"/w/harbour/team/{cast.ana.code}/change/", {"roles": ["creator"]})
    assert refused.status_code == 422
    assert b"needs an owner" in refused.content
    browser.post(f"/w/harbour/team/{cast.ana.code}/remove/")
    browser.post("/w/harbour/team/leave/")
    assert role_names(cast.harbour.memberships.get(user=cast.ana)) == {"owner", "strategist"}
    assert acts(cast.harbour) == []


def test_two_owners_who_leave_at_once_leave_one_behind(cast):
    from convivial.team.belonging import change_roles, leave

    ben = cast.harbour.memberships.get(user=cast.ben)
    change_roles(ben, cast.ana, ["owner"])
    leave(cast.harbour.memberships.get(user=cast.ana))
    with pytest.raises(LastOwner):
        leave(cast.harbour.memberships.get(user=cast.ben))


def test_losing_the_last_strategist_warns(cast, as_):
    answer = as_(cast.ana).post(f"/w/harbour/team/{cast.ana.code}/change/", {"roles": ["owner"]}, follow=True)
    assert "Nobody determines the strategy" in " ".join(str(each) for each in answer.context["messages"])


def test_removing_ends_it_at_once_and_keeps_the_account(cast, as_):
    ben = as_(cast.ben)
    address = f"/w/harbour/team/{cast.ben.code}/remove/"
    assert as_(cast.ana).get(address).status_code == 405
    assert as_(cast.mina).post(address).status_code == 403
    assert as_(cast.omar).post(address).status_code == 404
    assert as_(cast.ana).post(address).status_code == 302
    assert ben.get("/w/harbour/team/").status_code == 404
    assert User.objects.filter(pk=cast.ben.pk).exists()
    assert as_(cast.ana).post(address).status_code == 404
    assert acts(cast.harbour) == ["member.remove"]


def test_a_member_of_another_workspace_is_as_good_as_missing(cast, as_):
    for verb in ("change", "remove"):
        assert as_(cast.ana).post(f"/w/harbour/team/{cast.omar.code}/{verb}/").status_code == 404
    assert Membership.objects.filter(user=cast.omar).count() == 1


def test_leaving_is_for_everybody(cast, as_):
    assert as_(cast.greta).get("/w/harbour/team/leave/").status_code == 405
    assert as_(cast.greta).post("/w/harbour/team/leave/").headers["Location"] == "/"
    assert not cast.harbour.memberships.filter(user=cast.greta).exists()
    assert acts(cast.harbour) == ["workspace.leave"]


# the workspace


def test_an_owner_changes_the_settings_and_addresses_stay(cast, as_):
    words = {"name": "Harbour & Sons", "zone": "Europe/London", "language": "de", "hue": "250"}
    assert as_(cast.ben).post("/w/harbour/settings/", words).status_code == 403
    assert as_(cast.ana).post("/w/harbour/settings/", words | {"zone": "Moon/Base"}).status_code == 422
    assert as_(cast.ana).post("/w/harbour/settings/", words | {"slug": "museum", "code": "x"}).status_code == 302
    cast.harbour.refresh_from_db()
    assert (cast.harbour.name, cast.harbour.zone, cast.harbour.hue) == ("Harbour & Sons", "Europe/London", 250)
    assert cast.harbour.slug == "harbour"
    assert acts(cast.harbour) == ["workspace.change"]


def test_the_list_shows_ones_own_workspaces_only(cast, as_):
    page = as_(cast.ana).get("/workspaces/").content.decode()
    assert "Harbour Coffee" in page
    assert "Lighthouse Museum" not in page
    assert "no workspace yet" in as_(cast.zoe).get("/workspaces/").content.decode()


def test_the_first_page_leads_to_the_last_workspace(cast, as_):
    browser = as_(cast.ana)
    invite_ana = invite(cast.museum, cast.omar, cast.ana.email, ["viewer"])[1]
    browser.post(f"/invitation/{invite_ana}/")
    browser.get("/w/museum/team/")
    assert browser.get("/").headers["Location"] == "/w/museum/"
    assert as_(cast.ivo).get("/").headers["Location"] == "/desk/"
    assert as_(cast.zoe).get("/").headers["Location"] == "/workspaces/"


def test_erasing_somebody_leaves_the_journal_whole_and_nameless(cast, as_):
    as_(cast.ana).post("/w/harbour/team/invite/", NEW)
    token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["creator"], "Nora Canary")[1]
    Client().post(f"/invitation/{token}/", {"name": "Nora Canary", "password": PASSWORD})
    erase(User.objects.get(email="nora@harbour.example"))
    told = " ".join(line.sentence for line in feed(cast.harbour).lines)
    assert "Canary" not in told
    assert "Nora" not in told
    assert "Somebody who has left" in told
    assert verify(cast.harbour.pk).is_whole


def test_leaving_is_asked_first_and_says_who_remains(cast, as_):
    page = as_(cast.ben).get("/w/harbour/team/").content.decode()
    assert "Leave Harbour Coffee?" in page
    assert "Ana, Cleo, Greta, Mina and 2 more will still be here." in page
    assert "A workspace needs an owner" in as_(cast.ana).get("/w/harbour/team/").content.decode()
