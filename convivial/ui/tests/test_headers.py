"""What every answer says to the browser."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from convivial.ui import assets
from convivial.ui.headers import SecurityHeaders

pytestmark = [pytest.mark.urls("convivial.ui.tests.gallery"), pytest.mark.django_db]


@pytest.fixture
def policy(client: Client) -> dict[str, str]:
    said = client.get("/bare/")["Content-Security-Policy"]
    return dict(part.split(" ", 1) for part in said.split("; "))


def test_nothing_is_allowed_that_is_not_named(policy: dict[str, str]) -> None:
    assert policy["default-src"] == "'none'"
    named = ("script-src", "style-src", "font-src", "connect-src", "form-action")
    assert {policy[name] for name in named} == {"'self'"}
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in " ".join(policy.values())


def test_html_is_made_by_one_sanitising_policy(policy: dict[str, str]) -> None:
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "default dompurify"


def test_a_page_is_nobody_elses_to_keep(client: Client) -> None:
    answer = client.get("/bare/")
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_only_https_promises_https() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    factory = RequestFactory()
    assert "Strict-Transport-Security" not in SecurityHeaders(view)(factory.get("/")).headers
    safe = SecurityHeaders(view)(factory.get("/", secure=True))
    assert safe.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_an_answer_with_a_policy_of_its_own_keeps_it() -> None:
    def media(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox", "Cache-Control": "private, max-age=60"})

    answer = SecurityHeaders(media)(RequestFactory().get("/"))
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Cache-Control"] == "private, max-age=60"


def test_built_files_may_be_kept_for_ever_and_nothing_else_is_found(client: Client) -> None:
    answer = client.get(assets.address("main.css"))
    assert answer["Content-Type"] == "text/css"
    assert "immutable" in answer["Cache-Control"]
    for name in ("manifest.json", "..%2Fviews.py", "main.css.br", "nothing.css"):
        assert client.get(f"/assets/{name}").status_code == 404


def test_a_phone_can_put_the_app_on_its_home_screen(client: Client) -> None:
    described = client.get("/app.webmanifest").json()
    assert described["display"] == "standalone"
    assert {icon["sizes"] for icon in described["icons"]} == {"192x192", "512x512"}
    assert all(client.get(icon["src"]).status_code == 200 for icon in described["icons"])
