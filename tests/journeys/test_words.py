"""P16 in a real browser: in a house full of dreadful words no script runs, nothing complains, nothing sticks out."""

from collections.abc import Iterator

import pytest

from tests.house import House

from .conftest import Visit

pytestmark = pytest.mark.journey

BUILD = """
from convivial.team.models import User
from convivial.content.models import NotYet, Post
from convivial.networks.models import Channel
from tests.hostile import dreadful
ana = dreadful.build().ana
User.objects.filter(pk=ana.pk).update(email="ana@harbour.example")
posts = Post.objects.filter(workspace__slug="harbour").order_by("-pk")
print("POSTS", *posts.values_list("code", flat=True)[:60:12])
print("POSTS", *posts.filter(pk__in=NotYet.objects.values("request__post")).values_list("code", flat=True)[:1])
print("CHANNEL", Channel.objects.get(workspace__slug="harbour", network="practice").code)
"""
PLACES = (
    "", "calendar/", "calendar/week/", "calendar/list/", "approvals/", "results/", "channels/", "team/", "journal/",
    "notices/", "house/", "settings/", "posts/new/", "strategy/",
)  # fmt: skip

# The flag, elements that are not ours, and what reaches over the edge without being clipped.
NOT_OURS = """() => {
  const found = [...document.querySelectorAll("[zzx], zzx-script")].map((one) => one.outerHTML.slice(0, 200));
  if (window.zzx) found.push("a script ran");
  if (document.documentElement.scrollWidth <= 390) return found;
  const wide = (one) => one.getBoundingClientRect().right > 391 && one.children.length === 0;
  return [...found, "sticks out", ...[...document.querySelectorAll("main *")].filter(wide).slice(0, 5)
    .map((one) => one.parentElement.outerHTML.slice(0, 300))];
}"""


@pytest.fixture(scope="module")
def dreadful_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, list[str]]]:
    house = House(tmp_path_factory.mktemp("house"))
    house.furnish()
    said = [line.split() for line in house.command("shell", "-c", BUILD).splitlines()]
    paths = [f"posts/{code}/" for line in said if line[:1] == ["POSTS"] for code in line[1:]]
    paths += [f"channels/{line[1]}/timeline/" for line in said if line[:1] == ["CHANNEL"]]
    try:
        yield house.open(), paths
    finally:
        house.close()


def test_on_a_phone_no_word_runs_complains_or_sticks_out(
    dreadful_house: tuple[House, list[str]], visit: Visit
) -> None:
    house, paths = dreadful_house
    ana = visit(house, width=390, height=844)
    asked: list[str] = []
    ana.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    ana.page.on("request", lambda request: asked.append(request.url) if "evil" in request.url else None)
    ana.sign_in("ana")
    for path in [*(f"/w/harbour/{place}" for place in (*PLACES, *paths)), "/account/"]:
        answer = ana.page.goto(house.address + path)
        assert answer is not None
        assert answer.ok, path
        ana.page.evaluate("document.fonts.ready.then(() => true)")
        assert (path, ana.page.evaluate(NOT_OURS), ana.complaints, asked) == (path, [], [], [])
