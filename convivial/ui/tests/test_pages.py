"""The pages that ui itself has."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = [pytest.mark.urls("convivial.ui.tests.gallery"), pytest.mark.django_db]


@pytest.mark.parametrize("name", ["components", "bare"])
def test_every_component_is_drawn(client: Client, name: str) -> None:
    answer = client.get(f"/{name}/")
    assert answer.status_code == 200
    assert "{%" not in answer.content.decode()


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "405", "500", "503", "503_crowded"])
def test_each_refusal_has_a_page_that_stands_without_a_request(code: str) -> None:
    page = render_to_string(f"{code}.html")
    assert "<h1>" in page
    assert 'href="/"' in page
