"""Takes a picture of every page at three widths in both themes, for people to look at: ``./test look``.

The test itself asserts what a picture shows at a glance: the page answers, nothing sticks out sideways, and the
console has nothing to complain about.
"""

import os
from pathlib import Path

import pytest

from convivial.meeting.review.parts import BY_SLUG
from tests.house import House
from tests.journeys.conftest import Visit, Visitor

pytestmark = pytest.mark.look

PICTURES = Path(os.environ.get("PICTURES") or "pictures")
WIDTHS = (1440, 768, 390)
THEMES = ("light", "dark")

# name, who looks ("" for nobody), address; what stands in braces is a code that the house is asked for
PAGES = [
    ("sign-in", "", "/account/sign-in/"),
    ("today", "ana", "/w/harbour/"),
    ("today-viewer", "greta", "/w/harbour/"),
    ("today-empty", "omar", "/w/museum/"),
    ("calendar-month", "ben", "/w/harbour/calendar/"),
    ("calendar-week", "ben", "/w/harbour/calendar/week/"),
    ("calendar-list", "ben", "/w/harbour/calendar/list/"),
    ("calendar-propose", "ana", "/w/harbour/slots/propose/"),
    ("calendar-empty", "omar", "/w/museum/calendar/list/"),
    ("composer-new", "ben", "/w/harbour/posts/new/"),
    ("approvals", "cleo", "/w/harbour/approvals/"),
    ("approvals-empty", "omar", "/w/museum/approvals/"),
    ("strategy", "ana", "/w/harbour/strategy/"),
    ("strategy-people", "ana", "/w/harbour/strategy/people/"),
    ("strategy-objectives", "ana", "/w/harbour/strategy/objectives/"),
    ("strategy-content", "ana", "/w/harbour/strategy/content/"),
    ("strategy-visibility", "ana", "/w/harbour/strategy/visibility/"),
    ("strategy-followers", "ana", "/w/harbour/strategy/followers/"),
    ("strategy-kpis", "ana", "/w/harbour/strategy/kpis/"),
    ("strategy-funnel", "ana", "/w/harbour/strategy/funnel/"),
    ("strategy-networks", "ana", "/w/harbour/strategy/networks/"),
    ("strategy-findings", "ana", "/w/harbour/strategy/findings/"),
    ("strategy-decisions", "ana", "/w/harbour/strategy/decisions/"),
    ("strategy-versions", "ana", "/w/harbour/strategy/versions/"),
    ("strategy-print", "ana", "/w/harbour/strategy/print/"),
    ("strategy-empty", "omar", "/w/museum/strategy/"),
    ("monday", "ana", "/w/harbour/monday/"),
    ("review", "ana", "/w/harbour/review/"),
    *((f"review-{part}", "ana", f"/w/harbour/review/{{review}}/{part}/") for part in BY_SLUG),
    ("review-protocol", "ana", "/w/harbour/review/{review}/protocol/"),
    ("strategy-course", "ana", "/w/harbour/strategy/findings/{course}/"),
    ("slot", "ana", "/w/harbour/slots/{slot}/"),
    ("cover-brief", "mina", "/w/harbour/team/covers/{cover}/brief/"),
    ("mirror", "ana", "/w/harbour/mirror/"),
    ("mirror-empty", "omar", "/w/museum/mirror/"),
    ("strategy-numbers", "ana", "/w/harbour/strategy/funnel/ask/"),
    ("monday-viewer", "greta", "/w/harbour/monday/"),
    ("monday-close", "ana", "/w/harbour/monday/close/"),
    ("cover", "ben", "/w/harbour/team/away/"),
    ("results", "ravi", "/w/harbour/results/"),
    ("channels", "ana", "/w/harbour/channels/"),
    ("channels-connect", "ana", "/w/harbour/channels/connect/"),
    ("team", "ana", "/w/harbour/team/"),
    ("journal", "ana", "/w/harbour/journal/"),
    ("notices", "ana", "/w/harbour/notices/"),
    ("recorded", "ana", "/w/harbour/recorded/"),
    ("account", "ben", "/account/"),
    ("desk", "ivo", "/desk/"),
]


CODES = """
from datetime import timedelta
from convivial.lib import now as clock
from convivial.meeting.models import Meeting
from convivial.publishing.models import Slot
from convivial.publishing.slots import accepting, proposing
from convivial.publishing.slots.wishing import Wish
from convivial.strategy.models import Finding
from convivial.team.models import Cover, User, Workspace

harbour = Workspace.objects.get(slug="harbour")
if not Slot.objects.exists():
    first = clock.day(clock.now(), harbour.zone) + timedelta(days=7)
    wish = Wish(first, first + timedelta(days=27))
    key = next(iter(proposing.propose(harbour, wish).by_key))
    accepting.accept(harbour, User.objects.get(name="Ana"), wish, [key])
courses = Finding.objects.filter(check_key="E4.pace", workspace=harbour).exclude(said__startswith="pace.none")
codes = {
    "review": Meeting.objects.filter(kind=Meeting.Kind.REVIEW).earliest("pk"), "slot": Slot.objects.earliest("pk"),
    "cover": Cover.objects.earliest("pk"), "course": courses.earliest("pk"),
}
print("CODES", *(f"{name}={row.code}" for name, row in codes.items()))
"""
EVERYBODY_SPEAKS = "from convivial.team.models import User; User.objects.update(language='{language}')"


@pytest.fixture(scope="module", params=["en", "de"])
def language(request: pytest.FixtureRequest, harbour_house: House) -> str:
    """All people of the house speak it, and so does their browser."""
    harbour_house.command("shell", "-c", EVERYBODY_SPEAKS.format(language=request.param))
    return str(request.param)


@pytest.fixture(scope="module")
def codes(harbour_house: House) -> dict[str, str]:
    """Of what has a page of its own under a code."""
    said = next(line for line in harbour_house.command("shell", "-c", CODES).splitlines() if line[:5] == "CODES")
    found = dict(word.split("=") for word in said.split()[1:])
    assert len(found) == 4
    return found


@pytest.mark.parametrize(("name", "person", "address"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_looks_right(
    harbour_house: House, visit: Visit, name: str, person: str, address: str, language: str, codes: dict[str, str]
) -> None:
    locale = {"en": "en-GB", "de": "de-DE"}[language]
    for theme in THEMES if language == "en" else ("light",):
        visitor = visit(harbour_house, locale=locale, color_scheme=theme, reduced_motion="reduce")
        if person:
            visitor.sign_in(person)
        for width in WIDTHS:
            _photograph(visitor, address.format(**codes), width, f"{name}-{language}-{theme}-{width}")
        assert visitor.complaints == []


def _photograph(visitor: Visitor, address: str, width: int, title: str) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(visitor.house.address + address)
    assert answer is not None
    assert answer.ok, f"{address} answers {answer.status}"
    page.wait_for_load_state("networkidle")
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{title}.png", full_page=True, caret="initial")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{title} sticks out sideways"
