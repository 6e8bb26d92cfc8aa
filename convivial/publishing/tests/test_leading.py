"""Where posts lead: whether they say where to go, and whether the links open."""

from convivial.content.links import Look, store
from convivial.content.models import Post, Tie
from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.publishing.checking import leading
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import Stage
from convivial.strategy.told import in_words

from .conftest import Out, asked

FERRY, MENU = "https://harbour.example/ferry", "https://harbour.example/menu"


def acting(planned: Cast) -> Stage:
    stages = Stage.objects.filter(version__workspace=planned.harbour, version__state="current")
    return next(each for each in stages if "invite" in each.intents)


def tied(post: Post, stage: Stage) -> Post:
    Tie.objects.create(post=post, stage=stage.code)
    return post


def invitations(planned: Cast) -> list[Finding]:
    return list(leading.inviting(asked(planned)))


def landings(planned: Cast) -> list[Finding]:
    return list(leading.opening(asked(planned)))


def test_posts_that_should_bring_somebody_to_act_are_counted_without_a_link(planned: Cast, out: Out) -> None:
    stage = acting(planned)
    for words in (f"Come: {MENU}", "Write to ana@harbour.example", "Come by on Thursday", "See you"):
        tied(out(words), stage)
    assert invitations(planned) == [], "four posts are too few"
    without = tied(out("We are open"), stage)
    (found,) = invitations(planned)
    assert (found.message, found.weight, found.certainty) == ("cta.none", "watch", "early")
    assert (found.params["count"], found.params["total"], found.params["stages"]) == (3, 5, [stage.name])
    assert f"post:{without.code}" in found.evidence


def test_posts_at_other_stages_need_no_link(planned: Cast, out: Out) -> None:
    stages = Stage.objects.filter(version__workspace=planned.harbour, version__state="current")
    other = next(each for each in stages if not leading._is_acting(each))
    for number in range(6):
        tied(out(f"Morning {number}"), other)
    assert invitations(planned) == []


def test_an_invitation_with_a_link_on_one_network_is_one(planned: Cast, out: Out) -> None:
    for number in range(5):
        post = tied(out(f"Come {number}", days=2), acting(planned))
        out(f"Come {number}: {MENU}", network="bluesky", post=post)
    (found,) = invitations(planned)
    assert (found.message, found.weight) == ("cta.all", "good")


def test_a_link_whose_page_is_gone_leads_to_its_post(planned: Cast, out: Out) -> None:
    older, newer = out(f"Come: {FERRY}", days=9), out(f"Come again: {FERRY}", days=2)
    out(f"Eat: {MENU}", days=3)
    assert landings(planned) == [], "nobody looked"
    store(planned.harbour.pk, {FERRY: Look("not_found", 404), MENU: Look("refused", 403)})
    (found,) = landings(planned)
    assert (found.message, found.weight, found.params["count"]) == ("landing.not_found", "watch", 2)
    assert found.params["address"] == "harbour.example/ferry"
    assert found.next_step is not None
    assert found.next_step.params == {"code": newer.code}
    assert found.evidence == (f"post:{newer.code}", f"post:{older.code}")
    assert in_words(found.params)["looked_on"]


def test_links_that_open_are_one_line_with_the_day_of_the_look(planned: Cast, out: Out) -> None:
    out(f"Come: {FERRY} {MENU}")
    store(planned.harbour.pk, {FERRY: Look("opens", 200)})
    (found,) = landings(planned)
    assert (found.message, found.weight) == ("landing.fine", "good")
    assert (found.params["looked"], found.params["total"]) == (1, 2)
    assert found.params["looked_on"] == now().date().isoformat()


def test_links_from_longer_ago_are_not_told(planned: Cast, out: Out) -> None:
    out(f"Come: {FERRY}", days=40)
    store(planned.harbour.pk, {FERRY: Look("gone", 410)})
    assert landings(planned) == []
