"""How the journal reads what happens to the strategy."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Columns, Named, name_things, say

from .chapters import OF_NOUN
from .models import Asking, Decision, Finding, FollowerTactic, Hypothesis, ReadingLink, Tactic, Version
from .nouns import NOUNS
from .told import Told


def decision(_code: str, text: str, slug: str) -> Named:
    return _quoted(text), reverse("strategy:decisions", args=[slug])


def tactics(codes: Collection[str]) -> Mapping[str, Named]:
    """A tactic has a row a version; its newest name counts."""
    asked = [
        model.objects.filter(version__number__isnull=False, code__in=codes)
        .order_by()
        .annotate(t_noun=Value(model.noun(), output_field=CharField()))
        .values_list("version__number", "t_noun", "code", "name", "version__workspace__slug")
        for model in (Tactic, FollowerTactic)
    ]
    return {
        code: (_quoted(name), reverse("strategy:chapter", args=[slug, OF_NOUN[noun].slug]))
        for _number, noun, code, name, slug in sorted(asked[0].union(asked[1], all=True))
    }


def findings(codes: Collection[str]) -> Mapping[str, Named]:
    rows = Finding.objects.filter(code__in=codes).select_related("workspace")
    told = [Told(row, row.workspace.slug) for row in rows]
    return {each.row.code: (_quoted(each.title), each.address) for each in told}


def reading_link(_code: str, name: str, slug: str) -> Named:
    return _quoted(name), reverse("strategy:links", args=[slug])


def asking(code: str, name: str, slug: str) -> Named:
    return _quoted(name), f"{reverse('strategy:ask_funnel', args=[slug])}#{code}"


def in_words(params: dict[str, Any]) -> dict[str, str]:
    """The noun and its chapter by their names."""
    noun = params.get("noun", "")
    return {
        "noun": str(NOUNS[noun].one) if noun in NOUNS else _now("something"),
        "chapter": str(OF_NOUN[noun].title) if noun in OF_NOUN else _now("the strategy"),
    }


def version(_code: str, number: str | None, slug: str) -> Named:
    if number is None:
        return _now("the draft of the strategy"), reverse("strategy:draft", args=[slug])
    return _now("version %(n)s of the strategy") % {"n": number}, reverse("strategy:version", args=[slug, number])


def _quoted(text: str) -> str:
    return _now("“%(text)s”") % {"text": text}


name_things("finding", findings)
name_things("strategy", Columns(Version, ("number", "workspace__slug"), version))
name_things("decision", Columns(Decision, ("question", "workspace__slug"), decision))
name_things("hypothesis", Columns(Hypothesis, ("believe", "workspace__slug"), decision))
name_things("tactic", tactics)
name_things("reading_link", Columns(ReadingLink, ("name", "workspace__slug"), reading_link))
name_things("asking", Columns(Asking, ("name", "workspace__slug"), asking))

say("finding.answer", _("%(who)s answered what was found: %(thing)s"), "message-square")
say("finding.take_back", _("%(who)s took the answer back: %(thing)s"), "undo-2")
say("finding.renew", _("%(who)s had everything looked at again"), "refresh-cw")
say("figure.type", _("%(who)s added figures by hand: %(count)s"), "gauge")
say("figure.take_back", _("%(who)s took figures back: %(count)s"), "undo-2")
say("funnel.ask", _("%(who)s asked for the numbers of the funnel: %(thing)s"), "send")
say("funnel.reply", _("Sales answered: the numbers of the funnel from %(thing)s"), "inbox")
say("funnel.withdraw", _("%(who)s took a question about the funnel back"), "link-2-off")
say("funnel.settle", _("%(who)s decided about the numbers of the funnel: %(thing)s"), "check")
say("funnel.unsettle", _("%(who)s took back what was decided about the numbers of the funnel: %(thing)s"), "undo-2")
say("strategy.hand_out", _("%(who)s made a link by which the strategy can be read: %(thing)s"), "link")
say("strategy.take_back_link", _("%(who)s took a link back by which the strategy could be read"), "link-2-off")
say("strategy.start", _("%(who)s started the strategy: %(thing)s is in force"), "compass")
say("strategy.prepare", _("%(who)s began the next version of the strategy"), "pencil")
say("strategy.discard", _("%(who)s threw the draft of the strategy away"), "trash-2")
say("strategy.add", _("%(who)s added to the draft of the strategy: %(noun)s"), "plus", in_words)
say("strategy.change", _("%(who)s changed in the draft of the strategy: %(noun)s"), "pencil", in_words)
say("strategy.order", _("%(who)s put another order into the draft of the strategy: %(noun)s"), "arrow-down", in_words)
say("strategy.leave_out", _("%(who)s left out of the draft of the strategy: %(noun)s"), "trash-2", in_words)
say("strategy.put_back", _("%(who)s put back into the draft of the strategy: %(noun)s"), "undo-2", in_words)
say("strategy.confirm", _("%(who)s said: yes, this is ours (%(noun)s)"), "check", in_words)
say("strategy.propose", _("%(who)s proposed %(thing)s"), "send")
say("strategy.withdraw", _("%(who)s took the proposal of %(thing)s back"), "undo-2")
say("strategy.adopt", _("%(who)s looked at it too: %(thing)s is in force"), "check-check")
say("strategy.adopt_alone", _("%(who)s put %(thing)s in force, alone and with a note"), "check")
say("strategy.second", _("%(who)s looked at %(thing)s too"), "check-check")
say("strategy.go_on", _("%(who)s looked at %(thing)s and lets it go on for another 90 days"), "repeat-2")
say("strategy.adjust", _("%(who)s made a small change to the strategy: %(noun)s"), "sliders-horizontal", in_words)
say("strategy.undo", _("%(who)s took a small change to the strategy back: %(noun)s"), "undo-2", in_words)
say("tactic.report", _("%(who)s said how %(thing)s goes"), "list-checks")
say("decision.write", _("%(who)s wrote down a decision: %(thing)s"), "flag")
say("decision.look_again", _("%(who)s looked again at the decision %(thing)s"), "glasses")
say("hypothesis.write", _("%(who)s wrote down what you believe: %(thing)s"), "lightbulb")
say("hypothesis.judge", _("%(who)s said whether it was true: %(thing)s"), "check")
