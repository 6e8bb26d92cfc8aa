"""The answers to somebody's own posts as needs: each says who said what, and what comes next."""

from django.utils.translation import gettext as _

from convivial.lib import now as clock
from convivial.publishing import standing, states
from convivial.publishing.composing.stepping import said
from convivial.team.access import may
from convivial.team.models import User

from .answered import Answered, answered
from .facts import Facts, shortened
from .need import Need


def answers(facts: Facts, person: User) -> list[Need]:
    return [_answered(facts, each) for each in answered(facts.workspace, person) if _is_theirs(person, each)]


def _is_theirs(person: User, answer: Answered) -> bool:
    """Whether the person may take the next step."""
    return may(person, "post.schedule" if answer.word == standing.APPROVED else "post.write", answer.post)


def _answered(facts: Facts, answer: Answered) -> Need:
    look = states.look(answer.word)
    title = {
        standing.NOT_YET: _("%(who)s said “not yet” to “%(post)s”"),
        standing.APPROVED: _yes(answer),
        standing.GIVEN_BACK: _("%(who)s gave “%(post)s” back"),
    }[answer.word]
    told = {
        "who": answer.who or _("Somebody who has left"),
        "post": shortened(answer.post.first_words) or _("No words yet"),
    }
    place = "#when" if answer.word == standing.APPROVED and not _is_ahead(facts, answer) else ""
    return Need(
        icon=look.icon,
        tone=look.tone,
        title=title % told,
        why=_next(facts, answer),
        button=_step(facts, answer),
        address=facts.address(answer.post.code) + place,
        since=answer.at,
    )


def _yes(answer: Answered) -> str:
    if answer.is_own:
        return _("“%(post)s” has its yes")
    return (
        _("%(who)s said yes, with a comment, to “%(post)s”") if answer.said else _("%(who)s said yes to “%(post)s”")
    )


def _next(facts: Facts, answer: Answered) -> str:
    """What was said, or what is still to be done."""
    if answer.word != standing.APPROVED:
        return answer.said
    todo = _todo(facts, answer)
    return f"{answer.said} · {todo}" if answer.said else todo


def _todo(facts: Facts, answer: Answered) -> str:
    if _is_ahead(facts, answer):
        return _("It is meant for %(when)s, and goes out once you schedule it.") % {
            "when": said(answer.planned, facts.workspace.zone)  # type: ignore[arg-type]
        }
    return _("It has no time yet.") if answer.planned is None else _("Its time has passed.")


def _step(facts: Facts, answer: Answered) -> str:
    if answer.word != standing.APPROVED:
        return _("Change it")
    return _("Schedule it") if _is_ahead(facts, answer) else _("Choose when")


def _is_ahead(facts: Facts, answer: Answered) -> bool:
    return answer.planned is not None and answer.planned > clock.wall(facts.now, facts.workspace.zone)
