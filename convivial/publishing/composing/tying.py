"""What a post is for, as its page shows it: a tap for the pillar, and what the strategy says about the choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.content.models import Post
from convivial.content.tying import Ends, ends_of
from convivial.strategy.guiding import Aim, Guide, guide, of_version
from convivial.team.access import may
from convivial.team.models import User

REST = (("persona", _("For")), ("objective", _("Serves")), ("stage", _("Stage")))


@dataclass(frozen=True)
class Question:
    """Persona, objective or stage: what is chosen, and what there is to choose from."""

    noun: str
    label: Any
    chosen: Aim | None
    aims: Sequence[Aim]


class Ties:
    def __init__(self, post: Post, person: User) -> None:
        self.post, self.person = post, person

    @cached_property
    def guide(self) -> Guide:
        if hasattr(self.post, "in_force"):
            return of_version(self.post.in_force)
        return guide(self.post.workspace)

    @cached_property
    def ends(self) -> Ends:
        return ends_of(self.post)

    @cached_property
    def may_tie(self) -> bool:
        return may(self.person, "post.tie", self.post)

    @property
    def pillar(self) -> Aim | None:
        return self._aim(self.ends.pillar)

    @property
    def persona(self) -> Aim | None:
        return self._aim(self.ends.persona)

    @cached_property
    def questions(self) -> Sequence[Question]:
        asked = (
            Question(noun, label, self._aim(getattr(self.ends, noun)), self.guide.of(noun)) for noun, label in REST
        )
        return [question for question in asked if question.aims]

    @property
    def is_lost(self) -> bool:
        """Tied to a pillar that the strategy in force does not have any more."""
        return bool(self.ends.pillar) and self.pillar is None

    def _aim(self, code: str) -> Aim | None:
        return self.guide.by_code.get(code)
