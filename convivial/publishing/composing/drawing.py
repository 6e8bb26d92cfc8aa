"""What only the composer's templates ask of a sheet: names, addresses, lists to choose from."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from convivial.content import approving, offering
from convivial.content.comparing import Difference
from convivial.content.models import Approval, Variant
from convivial.content.words_in import LONGEST_NOTE
from convivial.lib.now import instant, wall
from convivial.networks.models import Channel
from convivial.publishing import standing, states
from convivial.publishing.models import Slot, Taking
from convivial.publishing.permitting import sentences
from convivial.team.access import may

from . import languages, ledger, zones
from .ledger import Standing
from .marking import Said, Span, spans
from .previewing import Tab, tabs
from .remarks import Told, told
from .sheet import Sheet
from .stepping import Step, next_step
from .tying import Ties


class Drawn(Sheet):
    """A sheet as its page draws it."""

    # Where things are.

    @cached_property
    def address(self) -> str:
        keys = {"workspace": self.post.workspace.slug, "code": self.post.code}
        return reverse("publishing:post", kwargs=keys)

    @property
    def chosen_see(self) -> str:
        """The preview's tab, as far as somebody chose one."""
        return self._see if self.see and self.see.code == self._see else ""

    @property
    def tabs(self) -> Sequence[Tab]:
        return tabs(self.variants)

    # What can be done.

    @cached_property
    def step(self) -> Step:
        return next_step(self)

    @property
    def is_writable(self) -> bool:
        """The common words, and those of a channel that has its own."""
        return self.may_write and (self.on is None or self.on.text is not None)

    @cached_property
    def may_plan(self) -> bool:
        return self.may_write and not self.is_going_out

    @property
    def slot(self) -> Slot | None:
        """The place in the calendar in which the post stands."""
        taking: Taking | None = getattr(self.post, "taking", None)
        return taking.slot if taking else None

    @property
    def may_take_slot(self) -> bool:
        """Whether a place could be of use: it is a draft, and the strategy has pillars."""
        is_draft = not self.publications and self.may_plan
        return is_draft and bool(self.ties.guide.pillars) and may(self.person, "slot.take", self.post.workspace)

    @cached_property
    def kept_for_others(self) -> Sequence[Any]:
        """On which channels of the post only others may publish, and who, for somebody whose role would let them."""
        if not self.may_schedule:
            return []
        return sentences(variant.channel for variant in self.variants if variant not in self.open_to_me)

    @cached_property
    def lost_yes(self) -> Sequence[Difference]:
        """While a question is open: what was changed in words that had their yes."""
        if not self.request or not self.is_yes_needed or self.request.note:
            return []
        found = [each for each in approving.difference(self.post) if each.before and not each.has_yes]
        had = Approval.objects.filter(edition__in=[each.before for each in found]).values_list("edition", flat=True)
        said = set(had) if found else set()
        alike = {each.words: each for each in found if each.before and each.before.pk in said}
        return list(alike.values())

    @cached_property
    def may_withdraw(self) -> bool:
        return may(self.person, "post.submit", self.post)

    @cached_property
    def may_give_back(self) -> bool:
        is_open = self.offer is not None and self.offer.taken_at is None
        return is_open and may(self.person, "post.take", self.post)

    @cached_property
    def may_delete(self) -> bool:
        return may(self.person, "post.delete", self.post) and not self.publications

    @cached_property
    def may_take_back(self) -> bool:
        """An approver's yes, as long as something of it has not gone out."""
        is_open = any(v.pk in self.cleared for v in self.variants) and not self.is_going_out
        return self.is_yes_needed and is_open and self.may_say_yes

    @property
    def promisable(self) -> datetime | None:
        """When it goes out, on the workspace's wall: the moment at which a page that is closed now may open."""
        if self.when is None or self.is_late:
            return None
        return wall(instant(self.when, self.zone), self.post.workspace.zone)

    @property
    def has_unseen_links(self) -> bool:
        return self.may_write and any(check.key == "link_not_looked_at" for check in self.checks)

    # The words.

    @property
    def longest_note(self) -> int:
        return LONGEST_NOTE

    @property
    def spans(self) -> Sequence[Span]:
        return spans(self.words)

    @cached_property
    def spreads_to(self) -> int:
        """How many other channels in the language of this tab still take the common words."""
        if self.on is None or self.on.language == self.post.language:
            return 0
        others = [v for v in self.variants if v != self.on and v.language == self.on.language and v.text is None]
        return len(others)

    @property
    def spread_label(self) -> str:
        words = ngettext(
            "Use them on the other channel in %(language)s",
            "Use them on the %(count)s other channels in %(language)s",
            self.spreads_to,
        )
        return words % {"count": self.spreads_to, "language": languages.name(self.language)}

    # Channels and languages to choose from.

    @cached_property
    def _usable(self) -> Sequence[Channel]:
        found = self.post.workspace.channels.filter(access=Channel.Access.CONNECTED).order_by("connected_at", "pk")
        return [channel for channel in found if may(self.person, "post.write", channel)]

    @property
    def has_channels(self) -> bool:
        return bool(self._usable)

    @property
    def addable(self) -> Sequence[tuple[languages.Language, Sequence[Channel]]]:
        """By language, the channels on which the post does not stand yet."""
        taken = {(variant.channel_id, variant.language) for variant in self.variants}
        found = []
        for language in self.spoken:
            free = [channel for channel in self._usable if (channel.pk, language.code) not in taken]
            if free:
                found.append((language, free))
        return found

    @cached_property
    def spoken(self) -> Sequence[languages.Language]:
        """The common language first."""
        codes = [self.post.language, *(code for code in self.languages if code != self.post.language)]
        return [languages.Language(code, languages.name(code)) for code in codes]

    @property
    def languages_to_choose(self) -> Sequence[languages.Language]:
        return languages.choices((self.post.language,))

    @property
    def languages_to_add(self) -> Sequence[languages.Language]:
        """Those of this house first."""
        own = tuple(code for code, _ in settings.LANGUAGES)
        return [each for each in languages.choices(own) if each.code not in self.languages]

    @property
    def own_channels(self) -> Sequence[str]:
        """The channels of the common language, for saying it in another one on the same."""
        return [v.channel.code for v in self.variants if v.language == self.post.language]

    @property
    def zones(self) -> Sequence[zones.Zone]:
        return zones.choices(self.post.workspace.zone, self.zone)

    # Beside the words.

    @cached_property
    def look(self) -> states.Look | None:
        """Of a post of which nothing is in the ledger: ``standing.word_of_post``, from what was read here."""
        return None if self.publications else states.look(self._word)

    @property
    def _word(self) -> str:
        if self.request:
            return standing.WAITING
        if offering.waits_for_a_creator(self.post) and (self.offer or self._given_back):
            return standing.OFFERED if self.offer else standing.GIVEN_BACK
        if self.is_yes_needed and self._is_cleared:
            return standing.APPROVED
        if self._not_yet:
            return standing.NOT_YET
        return standing.PLANNED if self.plan else standing.DRAFT

    @property
    def is_yes_missing(self) -> bool:
        return self.is_yes_needed and not self._is_cleared and not self.is_going_out

    @property
    def who_approves(self) -> str:
        names = [person.name for person in self.approvers]
        if len(names) == 1:
            return gettext("%(name)s approves") % {"name": names[0]}
        if len(names) == 2:
            return gettext("%(one)s or %(other)s approves") % {"one": names[0], "other": names[1]}
        return gettext("Needs a yes")

    @cached_property
    def last_no(self) -> Any:
        """The comment of a "not yet" or of a draft given back, as long as nobody has answered it by asking again."""
        if self.request:
            return None
        return self._not_yet or self._given_back

    @cached_property
    def said(self) -> Sequence[Told]:
        """The comments on exact places, as long as the answer with which they came stands here."""
        is_shown = not self.request and bool(self._not_yet or self.yes_with_remarks)
        return told(self.remarks, self.variants, self.pictures) if is_shown else []

    @property
    def kind_yes(self) -> Any:
        """A yes with remarks, until each of them is ticked off."""
        return self.yes_with_remarks if self.still_said else None

    @property
    def still_said(self) -> Sequence[Told]:
        return [each for each in self.said if each.remark.settled_at is None]

    @property
    def marks(self) -> str:
        """For the writing field and the preview that follows it: where in them somebody remarks on something."""
        said = self._said_in(self.on.code if self.on else "")
        return json.dumps([{"start": e.start, "end": e.end, "tone": "said", "lead": e.lead} for e in said])

    def remarked(self, variant: Variant) -> Sequence[Said]:
        return self._said_in("" if variant.text is None else variant.code)

    def _said_in(self, tab: str) -> Sequence[Said]:
        told = [each for each in self.still_said if each.span and each.tab == tab]
        return [
            Said(*each.span, f"answer-{each.remark.code}" if self.may_write else "") for each in told if each.span
        ]

    @property
    def _not_yet(self) -> Any:
        return self.not_yet if self.is_yes_needed and not self._is_cleared else None

    @cached_property
    def _given_back(self) -> Any:
        if not offering.waits_for_a_creator(self.post) or self.offer:
            return None
        return self.post.given_back.select_related("by").order_by("-pk").first()

    @property
    def _is_cleared(self) -> bool:
        return bool(self.variants) and all(variant.pk in self.cleared for variant in self.variants)

    @cached_property
    def ties(self) -> Ties:
        return Ties(self.post, self.person)

    @cached_property
    def standings(self) -> Sequence[Standing]:
        told = [(each, each.try_count) for each in self.publications]  # type: ignore[attr-defined]
        return [ledger.standing(each, self.person, count, self.publications) for each, count in told]

    @cached_property
    def pause(self) -> ledger.Pause:
        return ledger.pause(self.publications, self.person)

    @property
    def movable(self) -> bool:
        return any(publication.state in ("scheduled", "on_hold") for publication in self.publications)

    @property
    def may_answer(self) -> bool:
        return self.request is not None and self.may_say_yes
