"""What was agreed about a network and its accounts: when to stop, who gets in, what it is there for (E2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.strategy import figures
from convivial.strategy.catalogue import kpis
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging import fitting, upkeep
from convivial.strategy.judging.findings import Finding
from convivial.strategy.models import FollowerPlan, Kpi, NetworkChoice, OwnAccount

from .objectives import chapter, type_it

TWO = OwnAccount.Check.TWO_ADMINS


@dataclass(frozen=True)
class _Counted:
    """A figure on a network, as ``figures.series`` asks for it."""

    kpi: str
    network: str
    code: str = ""


def exits(asked: Question) -> Iterator[Finding]:
    """Networks that one wanted to leave if they brought too little, and whose day has come. When to begin again stands
    in words, which nobody can hold against anything."""
    for choice in asked.parts(NetworkChoice):
        if choice.exit_on is None or choice.exit_on > asked.today or choice.tier == NetworkChoice.Tier.PARKED:
            continue
        is_said = choice.exit_kpi in kpis.BY_KEY and choice.exit_below is not None
        series = figures.series(asked, _Counted(choice.exit_kpi, choice.network)) if is_said else ()
        yield _exit(asked, choice, upkeep.as_of(series, choice.exit_on))


def _exit(asked: Question, choice: Any, seen: tuple[date, float] | None) -> Finding:
    least = float(choice.exit_below or 0)
    kept = upkeep.kept(seen[1] if seen else None, least)
    is_sure = seen is not None and upkeep.is_fresh(seen[0], choice.exit_on)
    return Finding(
        check="E2.exit_due", chapter="networks", certainty="enough" if is_sure or not seen else "early",
        weight="info" if kept == "enough" else "act" if kept == "below" and is_sure else "watch",
        message=f"exit.{kept}", scope=f"network:{choice.network}",
        params={
            "network": choice.network, "figure": choice.exit_kpi, "least": least, "stop_on": choice.exit_on.isoformat(),
            "actual": seen[1] if seen else None, "counted_on": seen[0].isoformat() if seen else "",
        },
        planned=least if seen else None, actual=seen[1] if seen else None, limit=0 if seen and least else None,
        next_step=_type(asked, choice) if kept == "unknown" else chapter("networks", "look_at_plan", choice.code),
    )  # fmt: skip


def _type(asked: Question, choice: Any) -> Any:
    """To where the figure is typed, if there is a place for it; else to what was agreed."""
    there = [each.code for each in asked.parts(Kpi) if (each.key, each.network) == (choice.exit_kpi, choice.network)]
    if choice.exit_kpi == "followers":
        there += [each.code for each in asked.parts(FollowerPlan) if each.network == choice.network]
    return type_it(there[0]) if there else chapter("networks", "look_at_plan", choice.code)


def admins(asked: Question) -> Iterator[Finding]:
    """Accounts of which somebody wrote down that only one person gets in; of the others nobody said anything."""
    for account in asked.parts(OwnAccount):
        names = [name for part in account.admins.splitlines() for name in part.split(",") if name.strip()]
        is_looked_at = len(names) == 1 or (not names and account.checked)
        if is_looked_at and TWO not in account.checked:
            yield Finding(
                check="E2.single_admin", chapter="networks", certainty="enough", weight="watch",
                message="single.one" if names else "single.unticked",
                params={"network": account.network, "account": account.handle, "who": names[0].strip() if names else ""},
                scope=account.code, planned=2, actual=1, limit=0,
                next_step=chapter("situation", "look_at_account", account.code),
            )  # fmt: skip


def roles(asked: Question) -> Iterator[Finding]:
    """Only where something is counted on the network alone: figures of all networks say nothing about one."""
    everywhere = [each.key for each in asked.parts(Kpi) if not each.network]
    for choice in asked.parts(NetworkChoice):
        there = [each for each in asked.parts(Kpi) if each.network == choice.network]
        if fitting.fits(choice.role, [each.key for each in there], everywhere) is False:
            yield Finding(
                check="E2.role_fit", chapter="networks", certainty="enough", weight="watch", message="role.other",
                params={
                    "network": choice.network, "role": choice.role, "figures": [each.label for each in there],
                },
                scope=f"network:{choice.network}", next_step=chapter("kpis", "look_at_figures", there[0].code),
            )  # fmt: skip


CHECKS = (
    Check("E2.exit_due", "networks", _("Has the day come to decide about a network?"), exits, {
        "exit.unknown": Say(_("The day to decide about %(network)s has come"), _("You wanted to stop on %(stop_on)s if it brought too little, and nobody has counted whether it did. Count it, or agree on another day."), _("%(network)s: to be decided")),
        "exit.below": Say(_("%(network)s brought less than you had agreed"), _("%(figure)s: %(actual)s on %(counted_on)s. You wanted to stop if it was below %(least)s on %(stop_on)s. Stop, or say why you go on."), _("%(network)s: less than agreed")),
        "exit.enough": Say(_("%(network)s brought what you had agreed"), _("%(figure)s: %(actual)s on %(counted_on)s, at least %(least)s was wanted on %(stop_on)s. Agree on the next day to decide."), _("%(network)s: as agreed")),
    }),
    Check("E2.single_admin", "networks", _("Does more than one person get into each account?"), admins, {
        "single.one": Say(_("Only %(who)s gets into %(account)s on %(network)s"), _("Whoever is ill, on holiday or leaves takes the key along. Let a second person in."), _("%(account)s: one person gets in")),
        "single.unticked": Say(_("Nobody says that two people get into %(account)s on %(network)s"), _("Whoever is ill, on holiday or leaves takes the key along. Let a second person in, and tick it."), _("%(account)s: does a second person get in?")),
    }),
    Check("E2.role_fit", "networks", _("Do we count what each network is there for?"), roles, {
        "role.other": Say(_("What is counted on %(network)s says nothing about what it is there for"), _("It is there for: %(role)s. Counted there: %(figures)s. Count something that speaks of it, or say what else it is there for."), _("%(network)s: counted beside the point")),
    }),
)  # fmt: skip
