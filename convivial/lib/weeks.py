"""On which day a week begins, and the days that a page of a calendar shows.

The first day follows the place, not the language alone: English in Berlin begins on Monday, English in Chicago on
Sunday. The countries are those of Unicode CLDR's ``weekData``; a zone's country is that of the tz database.
"""

from datetime import date, timedelta
from functools import cache
from importlib import resources

MONDAY, SATURDAY, SUNDAY = 0, 5, 6

_FIRST = {
    SATURDAY: "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY",
    SUNDAY: "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP "
    "PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW",
}


def first_weekday(zone: str) -> int:
    """0 is Monday, as in ``date.weekday``. A zone of no country ("UTC") begins on Monday, as ISO 8601 says."""
    country = _countries().get(zone, "none")
    return next((day for day, countries in _FIRST.items() if country in countries.split()), MONDAY)


def week_of(on: date, first: int = MONDAY) -> list[date]:
    """The seven days of the week that holds a day."""
    begin = on - timedelta(days=(on.weekday() - first) % 7)
    return [begin + timedelta(days=n) for n in range(7)]


def month_of(on: date, first: int = MONDAY) -> list[date]:
    """The days of the whole weeks that hold a day's month: 28, 35 or 42 of them."""
    begin = week_of(on.replace(day=1), first)[0]
    end = week_of(first_of_next_month(on) - timedelta(days=1), first)[-1]
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]


def first_of_next_month(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1)


def first_of_last_month(on: date) -> date:
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)


@cache
def _countries() -> dict[str, str]:
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text()
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {row[2]: row[0] for row in rows}
