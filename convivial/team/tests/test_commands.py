import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from convivial.journal.models import Line
from convivial.team import acts, handbook

NEW = "the lighthouse blinks at nine"


def test_the_handbooks_page_of_roles_is_current(tmp_path):
    """If not: ``python -m convivial roles``."""
    written = tmp_path / "roles.md"
    call_command("roles", written)
    assert (settings.HERE.parent / "docs/handbook/roles.md").read_text() == written.read_text()


def test_every_act_has_its_row_and_every_role_its_column():
    page = handbook.page()
    assert all(f"| `{act}` |" in page for act in acts.ACTS)
    assert page.splitlines().count("") > 3
    rows = [line for line in page.splitlines() if line.startswith("| `") and line.count("|") > 3]
    assert {row.count("|") for row in rows} == {len(acts.ROLES) + 2}


@pytest.mark.django_db
def test_who_forgot_the_password_is_let_in_from_the_machine(cast, capsys):
    call_command("let_in", "ANA@harbour.example")
    link = capsys.readouterr().out.strip()
    assert link.startswith("http://127.0.0.1:")
    browser = Client()
    browser.post(browser.get(link, follow=True).redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert Client().post("/account/sign-in/", {"login": cast.ana.email, "password": NEW}).status_code == 302
    assert Line.objects.get(act="account.let_in").thing_code == cast.ana.code
    assert b"opens nothing any more" in Client().get(link).content
    with pytest.raises(CommandError):
        call_command("let_in", "nobody@harbour.example")
