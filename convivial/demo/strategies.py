"""What Harbour Coffee wants, in two versions, and the working strategy of the Lighthouse Museum: made through the acts
that people themselves use."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from convivial.lib import now as clock
from convivial.strategy import adopting, changing, deciding, drafting, reporting, starting, starting_sets, whole
from convivial.strategy.models import (
    NOUNS,
    FollowerTactic,
    Kpi,
    NetworkChoice,
    Objective,
    Part,
    Persona,
    Pillar,
    Stage,
    Tactic,
    Version,
)  # fmt: skip
from convivial.team.models import User, Workspace

from .cast import Cast


def plan(cast: Cast) -> None:
    _start(cast.museum, cast.omar, "nonprofit", {"persona": "Families on a rainy day", "unit": "visitors a month"})
    _start(
        cast.harbour, cast.ana, "shop", {"networks": ("instagram", "linkedin", "mastodon", "bluesky", "threads", "x")}
    )
    second = _second_version(cast)
    _since_then(cast, second)


def _start(workspace: Workspace, by: User, key: str, other: dict[str, Any]) -> Version:
    content = starting_sets.starting_set(key, workspace.language).content
    objective = content["objective"][0]
    active = [each["network"] for each in content["networkchoice"] if each["tier"] != "parked"]
    words = {
        "for_whom": content["purpose"]["for_whom"], "persona": content["persona"][0]["name"],
        "statement": objective["statement"], "baseline": Decimal(objective["baseline"]),
        "target": Decimal(objective["target"]), "unit": objective["unit"], "due": _in_days(workspace, 90),
        "pillars": [each["name"] for each in content["pillar"]], "networks": active,
        "hours_per_week": Decimal(10), "starting_set": key,
    }  # fmt: skip
    return starting.start(workspace, by, starting.Answers(**(words | other)))


NETWORKS: dict[str, tuple[Any, ...]] = {
    # network: tier, what for, least, planned, most, who, who covers, why
    "instagram": ("primary", "The neighbourhood", 4, "4.5", 5, "ben", "mina", "People look here before they decide where to go; our pictures are our best argument."),
    "linkedin": ("primary", "Offices that order", 2, "2.5", 3, "ana", "ben", "Who orders coffee for an office reads here in the morning."),
    "mastodon": ("secondary", "Conversation", 3, "3.5", 4, "mina", "ben", "Curious people with good questions; half of our ideas come from here."),
    "bluesky": ("secondary", "Press and food people", 3, "3.5", 4, "mina", "ben", "Three people who write about food found us here."),
    "threads": ("presence", "Answer, repeat the best", 1, "1", 1, "ben", "mina", "It costs little next to Instagram; we see whether anybody comes."),
    "x": ("parked", "Answer only", 0, "0.25", "0.5", "mina", "ben", "Our people have left; whoever asks still gets an answer."),
}  # fmt: skip


def _second_version(cast: Cast) -> Version:
    draft = drafting.prepare(cast.harbour, cast.ana)
    _networks(cast, draft)
    for noun in NOUNS:
        drafting.confirm([part for part in whole.read(draft, [noun]).of(NOUNS[noun]) if part.has_example], cast.ana)
    _pillars(cast, draft)
    _owners(cast, draft)
    drafting.add(draft, cast.ana, "ownaccount", {
        "network": "instagram", "handle": "harbourcoffee", "followers": 848, "posts_per_week": Decimal("4.1"),
        "checked": ["name", "picture", "description", "link", "imprint", "pinned"], "admins": "Ana, Ben",
    })  # fmt: skip
    drafting.add(draft, cast.ana, "ownaccount", {"network": "bluesky", "handle": "harbour.example", "admins": "Mina"})
    drafting.add(draft, cast.ana, "competitor", {
        "name": "The bakery at the ferry", "themes": "Offers and opening hours", "gap": "They never show who bakes.",
    })  # fmt: skip
    adopting.propose(
        draft, cast.ana, "Offices order more than we thought, so LinkedIn comes second and Facebook goes. The roastery gets "
        "a pillar of its own weight.", note="I went through it with Ben and Mina over two lunches.",
    )  # fmt: skip
    return draft


def _networks(cast: Cast, draft: Version) -> None:
    for choice in NetworkChoice.objects.filter(version=draft):
        tier, there_for, least, planned, most, who, covers, reason = NETWORKS[choice.network]
        rhythm = {"rhythm_min": least, "rhythm_target": Decimal(planned), "rhythm_max": Decimal(most)}
        words = {"tier": tier, "there_for": there_for, "reason": reason, "owner": getattr(cast, who)}
        drafting.change(choice, cast.ana, words | rhythm | {"backup": getattr(cast, covers)})


def _pillars(cast: Cast, draft: Version) -> None:
    today, craft, people, _answers = Pillar.objects.filter(version=draft)
    drafting.change(today, cast.ana, {"share": 30})
    drafting.change(craft, cast.ana, {"name": "From bean to cup", "share": 30})
    drafting.change(people, cast.ana, {"name": "People of the harbour"})
    for persona in Persona.objects.filter(version=draft, known=Persona.Known.ASSUMED):
        drafting.change(persona, cast.ana, {"plan_to_check_on": _in_days(cast.harbour, 30)})


def _owners(cast: Cast, draft: Version) -> None:
    turns: dict[type[Part], tuple[User, ...]] = {
        Objective: (cast.ana, cast.ben, cast.mina), Tactic: (cast.ben, cast.mina, cast.theo),
        FollowerTactic: (cast.mina, cast.ben), Kpi: (cast.ravi,),
    }  # fmt: skip
    for model, people in turns.items():
        for place, part in enumerate(model.objects.filter(version=draft)):
            drafting.change(part, cast.ana, {"owner": people[place % len(people)]})
    for objective in Objective.objects.filter(version=draft, baseline=None):
        drafting.change(objective, cast.ana, {"baseline": 80})
    stage = Stage.objects.filter(version=draft)[0]
    drafting.change(
        stage, cast.ana, {"name": "Passes the quay", "definition": "Takes the ferry or lives by the harbour."}
    )


def _since_then(cast: Cast, version: Version) -> None:
    instagram = NetworkChoice.objects.get(version=version, network="instagram")
    changing.change(instagram, cast.ana, {"rhythm_min": Decimal(3)}, "Ben is away until the middle of the month.")
    first, second = Tactic.objects.select_related("version__workspace").filter(version=version)[:2]
    changing.change(first, cast.ana, {"status": "running"}, "The cards came from the printer.")
    reporting.report(first, cast.ben, False, Decimal(12), "Twelve cards came back in the first week.")
    reporting.report(second, cast.mina, True, evidence="Five Sundays, five pictures.")
    deciding.decide(cast.harbour, cast.ana, {
        "question": "Do we go on with X?", "choice": "We answer there, and post elsewhere.",
        "reason": "Nine posts in four weeks brought two visits.", "options": "Close it; go on as before",
        "evidence": "Visits of the last 90 days", "look_again_on": _in_days(cast.harbour, 180),
    })  # fmt: skip
    deciding.suppose(cast.harbour, cast.ana, {
        "believe": "Short videos of the roastery bring newcomers, because they show how it is inside.",
        "threshold": "20 new faces a week who name a video", "by_date": _in_days(cast.harbour, 75), "kpi": "visitors",
    })  # fmt: skip


def _in_days(workspace: Workspace, days: int) -> date:
    return clock.day(clock.now(), workspace.zone) + timedelta(days=days)
