"""Nobody fills the house: what is sent is refused by what it announces."""

import pytest
from django.test import Client

from convivial.team.models import User
from convivial.work import bodies

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


def answered(client: Client, **said: str) -> int:
    return client.post(SIGN_IN, {}, **said).status_code  # type: ignore[arg-type]


def test_a_form_of_a_stranger_is_taken() -> None:
    assert answered(Client(), CONTENT_LENGTH="100") < 400


@pytest.mark.parametrize("length", [str(bodies.STRANGERS + 1), "9" * 5000, "²", "-1", "many"])
def test_much_from_a_stranger_is_refused(length: str) -> None:
    assert answered(Client(), CONTENT_LENGTH=length) == 413


def test_who_is_signed_in_may_send_pictures_and_no_more() -> None:
    client = Client()
    client.force_login(User.objects.create(email="ana@harbour.example"))
    address = "/w/harbour/posts/start/"
    assert client.post(address, CONTENT_LENGTH=str(bodies.STRANGERS + 1)).status_code != 413
    assert client.post(address, CONTENT_LENGTH=str(bodies.LARGEST + 1)).status_code == 413


def test_what_does_not_say_its_length_is_refused() -> None:
    answer = Client().post(SIGN_IN, {}, HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411
    assert answer["Connection"] == "close"


def test_the_refusal_is_a_plain_sentence() -> None:
    answer = Client().post(SIGN_IN, {}, CONTENT_LENGTH="99999999")
    assert "nothing was changed" in answer.content.decode()
