"""Zones are places, named in the reader's language."""

import time
from zoneinfo import available_timezones

import pytest
from django.utils.translation import override

from convivial.ui.speaking import zone_name
from convivial.ui.zones import ZoneSelect, city, known, places

GERMAN = {
    "Europe/Berlin": "Zeit in Berlin", "Europe/Vienna": "Zeit in Wien", "Europe/Zurich": "Zeit in Zürich",
    "Europe/Rome": "Zeit in Rom", "Europe/Prague": "Zeit in Prag", "Europe/Warsaw": "Zeit in Warschau",
    "America/New_York": "Zeit in New York", "Europe/Kyiv": "Zeit in Kiew", "Europe/Kiev": "Zeit in Kiew",
}  # fmt: skip


@pytest.mark.parametrize(("key", "name"), GERMAN.items())
def test_zone_has_the_name_of_its_city_in_german(key: str, name: str) -> None:
    with override("de"):
        assert zone_name(key) == name


def test_zone_has_the_name_of_its_city_in_english() -> None:
    with override("en"):
        assert [city(key) for key in ("Europe/Vienna", "Asia/Calcutta", "America/Argentina/Buenos_Aires")] == [
            "Vienna", "Kolkata", "Buenos Aires",
        ]  # fmt: skip


def test_zone_without_a_name_is_called_after_its_key() -> None:
    with override("de"):
        assert city("Somewhere/Far_Away") == "Far Away"


def test_places_stand_in_the_order_of_their_names_with_their_countries() -> None:
    with override("de"):
        names = [name for _, name in places()]
    assert "Wien, Österreich" in names
    assert names.index("São Paulo, Brasilien") < names.index("Sarajevo, Bosnien und Herzegowina")
    assert {"Europe/Kyiv", "Asia/Kolkata", "UTC"} <= {key for key, _ in places()} <= available_timezones()


def test_old_key_of_a_place_is_hidden_unless_it_is_chosen() -> None:
    field = ZoneSelect(choices=places())
    assert '<option value="Asia/Calcutta" hidden>' in field.render("zone", "Europe/Berlin")
    assert '<option value="Asia/Calcutta" selected>' in field.render("zone", "Asia/Calcutta")


def test_only_keys_of_zones_are_known() -> None:
    assert known("Europe/Vienna")
    assert not known("../Vienna")


def test_places_are_listed_at_once() -> None:
    begin = time.process_time()
    with override("de"):
        places()
        places()
    assert time.process_time() - begin < 1
