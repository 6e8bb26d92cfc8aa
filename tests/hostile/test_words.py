"""P16: whatever stands in the rows, a page runs no script but ours, and every other answer keeps its shape."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convivial.demo.cast import Cast
from convivial.lib.codes import CodeField
from convivial.lib.web import connecting
from convivial.results.exporting import BEGINS_A_FORMULA
from convivial.team import inviting, telling
from convivial.team.acts import ROLES
from convivial.team.models import Invitation, User
from convivial.team.tests.postman import deliver
from convivial.today.models import Letter
from convivial.today.notices import mailing
from tests.test_walls import ADDRESSES, MISSING, looked_for

from . import dreadful, payloads
from .judging import read
from .payloads import MARK

CODES = 1  # rows of each kind that are looked at

# Addresses that change something on GET or end the visit; none of them shows words of rows.
DESK = ("/desk/", "/desk/journal/", "/desk/hosts/", "/desk/workspaces/", "/desk/mail/", "/desk/address/", "/account/")
ONE_OF_EACH = (payloads.MARKUP[1] + payloads.TEMPLATES[2], payloads.HEADERS[0], payloads.WORD)
CODE = Path(dreadful.__file__).parents[2] / "convivial"
HEADS = {
    "auto-submitted", "content-transfer-encoding", "content-type", "date", "from", "message-id", "mime-version",
    "subject", "to",
}  # fmt: skip
LEFT_OUT = {"account_logout", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"}


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Cast]:
    """Built once, in a block around those of the tests."""
    around: Any = transaction.atomic()
    around._from_testcase = True
    with django_db_blocker.unblock(), override_settings(DATA=tmp_path_factory.mktemp("house")), around:
        yield dreadful.build()
        transaction.set_rollback(True)


@pytest.fixture
def house(built: Cast, db: None) -> Cast:
    return built


def test_paper_holds_such_words(house: Cast, as_: Callable[[User], Client]) -> None:
    for name, begins in (("pdf", b"%PDF"), ("slides", b"PK")):
        answer = get(as_(house.ana), f"/w/harbour/strategy/print/{name}/")
        assert answer.status_code == 200
        assert b"".join(answer)[:4].startswith(begins)


def test_no_model_is_left_out(house: Cast) -> None:
    assert dreadful.unfilled() == []


@pytest.mark.walk
@pytest.mark.usefixtures("no_paper")
def test_no_page_shows_anything_but_words(house: Cast, as_: Callable[[User], Client]) -> None:
    User.objects.update(language="de")
    ana, wrong, pages = as_(house.ana), list[tuple[str, str]](), 0
    for address in every_address(ana):
        answer = get(ana, address)
        wrong += judged(address, answer)
        pages += answer.status_code < 400
    assert wrong == []
    assert pages > 100


@pytest.mark.walk
@pytest.mark.usefixtures("no_paper")
def test_no_role_is_shown_anything_but_words(house: Cast, as_: Callable[[User], Client]) -> None:
    ana, wrong = as_(house.ana), list[tuple[str, str]]()
    pages = list(every_address(ana))
    people = [house.ivo, *people_of_each_role(house)]
    for place, person in enumerate(people):  # each page with three of them, and its neighbours with others
        browser, theirs = as_(person), pages[place % 3 :: 3]
        wrong += [each for address in theirs for each in judged(address, get(browser, address))]
    desk = as_(house.ivo)
    wrong += [each for address in DESK for each in judged(address, get(desk, address))]
    assert wrong == []


def people_of_each_role(house: Cast) -> Iterator[User]:
    for role in ROLES:
        members = house.harbour.memberships.annotate(many=Count("roles")).filter(many=1, roles__name=role)
        yield members.order_by("-pk")[0].user


def every_address(browser: Client, codes: int = CODES) -> Iterator[str]:
    for address in ADDRESSES:
        if address.name not in LEFT_OUT:
            yield address.at("harbour")
        if MISSING in address.at("harbour"):
            with CaptureQueriesContext(connection) as asked:
                only_pressed = get(browser, address.at("harbour")).status_code == 405
            there = codes_of_each_kind(codes)
            for kind in [] if only_pressed else looked_for(asked, there):
                if get(browser, address.at("harbour", there[kind][0])).status_code != 404:
                    yield from (address.at("harbour", code) for code in there[kind])


def codes_of_each_kind(most: int) -> dict[str, list[str]]:
    """By kind of thing, codes from all over its table, so that every state is among them."""
    found = {}
    for model in apps.get_models():
        if any(isinstance(field, CodeField) for field in model._meta.fields):
            codes = list(model._base_manager.order_by("pk").values_list("code", flat=True))
            if codes:
                found[model._meta.label] = codes[:: max(1, len(codes) // most)]
    return found


def get(browser: Client, address: str) -> Any:
    with transaction.atomic():
        answer = browser.get(address)
        transaction.set_rollback(True)
    return answer


def judged(address: str, answer: Any) -> list[tuple[str, str]]:
    if answer.status_code >= 500 and address != "/healthz":
        return [(address, f"answers {answer.status_code}")]
    found = [f"header {name}: {word}" for name, word in answer.headers.items() if "\n" in word or "\r" in word]
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        reader = read(answer.content.decode())
        found += reader.wrong
    elif "json" in kind and answer.content:
        json.loads(answer.content)
    return [(address, each) for each in found]


@pytest.mark.walk
@pytest.mark.usefixtures("no_paper")
def test_what_is_pressed_with_such_words_answers_with_words(
    house: Cast, as_: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every form of every page, once for each way of filling it; what it did is taken back."""
    monkeypatch.setattr(connecting, "look_up", nowhere)
    ana, wrong, pressed = as_(house.ana), list[tuple[str, str]](), 0
    for form in forms_of(ana):
        for words in ONE_OF_EACH:
            for address, answer in answers(ana, form, words):
                wrong += judged(address, answer)
                pressed += 1
    assert wrong == []
    assert pressed > 200


async def nowhere(host: str, port: int) -> list[str]:
    """No host that stands in such words exists."""
    return []


def forms_of(browser: Client) -> list[dict[str, Any]]:
    """One form of each kind: the same address but for its codes, with the same fields."""
    found: dict[str, dict[str, Any]] = {}
    for address in every_address(browser, codes=3):
        answer = get(browser, address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            for form in read(answer.content.decode()).forms:
                form["action"] = form["action"] or address
                kind = re.sub(r"/[a-z0-9]{12}/", "/…/", form["action"])
                if not kind.endswith("sign-out/"):
                    found.setdefault(f"{kind} {sorted(form['fields'])}", form)
    return list(found.values())


def answers(browser: Client, form: dict[str, Any], words: str) -> Iterator[tuple[str, Any]]:
    """The answer to the form, and the page to which it leads, with the message on it."""
    filled = {name: _filled(field, words) for name, field in form["fields"].items()}
    press = browser.post if form["method"].lower() == "post" else browser.get
    before = transaction.savepoint()  # the test's own block is the only one in which the house may ask the world
    answer = press(form["action"], {name: word for name, word in filled.items() if word is not None})
    yield form["action"], answer
    if answer.status_code == 302 and answer.headers["Location"].startswith("/"):
        yield answer.headers["Location"], browser.get(answer.headers["Location"])
    transaction.savepoint_rollback(before)
    browser.cookies.pop("messages", None)


def _filled(field: tuple[str, str, str], words: str) -> str | None:
    """What may be chosen only is chosen as it stands there; everything else says the words."""
    tag, kind, value = field
    if tag == "textarea" or (tag == "input" and kind in ("", "text", "email", "url", "search", "password")):
        return words
    return words if tag == "select" or kind == "hidden" and not value else (None if kind == "file" else value)


@pytest.mark.walk
@pytest.mark.usefixtures("no_paper")
def test_what_stands_in_an_address_stays_words(house: Cast, as_: Callable[[User], Client]) -> None:
    ana, wrong = as_(house.ana), list[tuple[str, str]]()
    sources = "".join(path.read_text() for path in CODE.rglob("*.py"))
    names = sorted(set(re.findall(r'GET(?:\.get\(|\.getlist\(|\[)"(\w+)"', sources)))
    assert "before" in names
    for address in every_address(ana, codes=1):
        for words in (payloads.MARKUP[1], "999999999999999999999", "\x00\u0661"):
            wrong += judged(address, get(ana, f"{address}?{urlencode(dict.fromkeys(names, words))}"))
    assert wrong == []


def test_a_table_for_spreadsheets_has_no_formula_and_keeps_its_shape(
    house: Cast, as_: Callable[[User], Client]
) -> None:
    for language, delimiter in (("en", ","), ("de", ";")):
        User.objects.update(language=language)
        answer: Any = as_(house.ana).post("/w/harbour/results/export/", {"days": "90"})
        table = b"".join(answer.streaming_content).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True))
        assert len(rows) > 30
        assert {len(row) for row in rows} == {15}
        assert [cell for row in rows for cell in row if cell.startswith(BEGINS_A_FORMULA)] == []
        assert any(MARK in cell for row in rows for cell in row)


def test_mails_have_the_heads_that_we_gave_them(house: Cast, settings: Any, as_: Callable[[User], Client]) -> None:
    settings.EMAIL_HOST, settings.ADDRESS = "mail.example", "https://convivial.example"
    User.objects.filter(pk=house.omar.pk).update(email="omar@harbour.example")
    people = User.objects.filter(memberships__workspace=house.harbour, is_active=True)
    for number, words in enumerate([*payloads.HEADERS, *payloads.MARKUP[:4]]):
        User.objects.all().update(name=words[:80], language=["en", "de"][number % 2])
        house.harbour.name = words[:80]
        house.harbour.save()
        invitation = inviting.invite(house.harbour, people[0], f"x{number}@evil.example", ["viewer"], words[:80])[0]
        assert telling.mail_invitation(Invitation.objects.get(pk=invitation.pk), "https://convivial.example/x")
        for letter in Letter.objects.filter(workspace=house.harbour):
            mailing.composed(letter, list(letter.notices.all()[: 1 + number % 2])).send()
        as_(house.ivo).post(reverse("account_reset_password"), {"email": "omar@harbour.example"})
    deliver()
    assert len(mail.outbox) > 20
    for sent in mail.outbox:
        parsed = message_from_bytes(sent.message().as_bytes(), policy=default)
        assert {name.lower() for name in parsed} <= HEADS
        assert sent.bcc == sent.cc == []
        for part in parsed.walk():
            if part.get_content_type() == "text/html":
                assert read(part.get_content()).wrong == []


@pytest.mark.parametrize("words", payloads.MARKUP)
def test_the_judge_sees_each_of_them(words: str) -> None:
    """A guard that sees nothing would be worth nothing: raw markup is found where it would work."""
    if "<" in words and not words.startswith(("&lt;", '"}')):
        assert read(f"<p>{words}</p>").wrong != []
    if words.startswith(('" ', "' ")):
        assert read(f"<input value={words[0]}{words}{words[0]}>").wrong != []
    if words.startswith("javascript:"):
        assert read(f'<a href="{words}">x</a>').wrong != []
