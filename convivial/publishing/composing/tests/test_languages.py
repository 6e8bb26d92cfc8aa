import pytest
from django.utils.translation import override

from convivial.publishing.composing import languages


@pytest.mark.parametrize(
    ("reader", "code", "name"),
    [
        ("en", "nb", "Norwegian Bokmål"),
        ("de", "nb", "Norwegisch (Bokmål)"),
        ("de", "zh-hant", "Chinesisch (Traditionell)"),
        ("en", "de", "German"),
        ("de", "xx", "xx"),
    ],
)
def test_languages_are_named_in_the_readers_own(reader: str, code: str, name: str) -> None:
    with override(reader):
        assert languages.name(code) == name


def test_every_language_that_is_offered_has_a_name_in_german() -> None:
    with override("de"):
        assert [code for code in languages.LANGUAGES if languages.name(code) == code] == []
