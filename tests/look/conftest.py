from tests.journeys.conftest import browser, empty_house, harbour_house, visit  # noqa: F401 - fixtures
