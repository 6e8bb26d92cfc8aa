"""A link says when those to whom it is given cannot open it."""

import pytest

from convivial.team.hosts import reach

pytestmark = pytest.mark.django_db

NEW = {"email": "Nora@Harbour.example", "name": "Nora", "roles": ["creator", "viewer"]}


@pytest.mark.parametrize(
    ("link", "how"),
    [
        ("http://127.0.0.1:8000/i/x/", "machine"),
        ("http://localhost:8000/i/x/", "machine"),
        ("https://localhost/i/x/", "machine"),
        ("http://[::1]:8000/i/x/", "machine"),
        ("http://house.localhost/i/x/", "machine"),
        ("http://192.168.1.20:8000/i/x/", "unlocked"),
        ("https://convivial.harbour.example/i/x/", ""),
    ],
)
def test_a_link_says_how_far_it_reaches(link, how):
    assert reach(link) == how


def test_a_link_that_only_this_machine_can_open_is_said_so(cast, as_):
    shown = as_(cast.ana).post("/w/harbour/team/invite/", NEW, HTTP_HOST="127.0.0.1:8000").content.decode()
    assert "Only this computer can open this link" in shown
    assert "Ask whoever keeps this house running" in shown
    assert "/desk/address/" not in shown


def test_an_installer_is_led_to_what_mends_the_link(cast, as_):
    open_workspace = {
        "organisation": "Ferry",
        "zone": "Europe/Berlin",
        "language": "en",
        "name": "Nora",
        "email": "n@x.example",
    }
    shown = as_(cast.ivo).post("/desk/workspaces/", open_workspace, HTTP_HOST="localhost:8000").content.decode()
    assert "Only this computer can open this link" in shown
    assert "/desk/address/" in shown


def test_a_link_over_https_needs_no_warning(cast, as_):
    shown = as_(cast.ana).post("/w/harbour/team/invite/", NEW, secure=True, HTTP_HOST="convivial.harbour.example")
    assert 'role="note"' not in shown.content.decode()
