"""What changed since an approver last answered, word by word."""

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from .models import Approval, Edition, NotYet, Post, Variant

MOST_PARTS, MOST_PAIRS = 4_000, 80_000  # of a comparison, so that it takes a second at most

_WORDS = re.compile(r"\n|[^\S\n]+|\w+(?:['’-]\w+)*|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Change(NamedTuple):
    """A stretch of text; ``kind``: "same", "added" or "removed"."""

    kind: str
    text: str


class PictureChange(NamedTuple):
    """``kind``: "added", "removed", "described" (other alt text) or "moved"; ``media`` is the row's number."""

    kind: str
    media: int
    alt: str
    alt_before: str


@dataclass(frozen=True)
class Difference:
    """What is new on a channel. ``before`` is the edition that was answered last, None: she has not seen any."""

    variant: Variant
    before: Edition | None
    after: Edition
    words: tuple[Change, ...]
    pictures: tuple[PictureChange, ...]

    @property
    def has_yes(self) -> bool:
        """Whether somebody said yes to exactly what is new."""
        return self.variant.has_yes  # type: ignore[attr-defined]

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_empty(self) -> bool:
        return self.before is not None and self.before.fingerprint == self.after.fingerprint


def difference(post: Post) -> list[Difference]:
    """For each channel of a post, what changed since the last answer; channels without an edition are left out."""
    return differences([post])[post.pk]


def differences(posts: Sequence[Post]) -> dict[int, list[Difference]]:
    """``difference`` of many posts with the queries of one."""
    found: dict[int, list[Difference]] = {post.pk: [] for post in posts}
    variants = Variant.objects.filter(post__in=list(found), edition__isnull=False).select_related(
        "edition", "channel"
    )
    variants = variants.annotate(has_yes=Exists(Approval.objects.filter(edition=OuterRef("edition"))))
    answered = _answered(list(found))
    for variant in variants:
        if variant.edition:
            found[variant.post_id].append(_difference(variant, variant.edition, answered.get(variant.pk)))
    return found


def words(before: str, after: str) -> tuple[Change, ...]:
    """The new text with the removed words in their places; the kinds other than "removed" make up ``after``."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    same_before, same_after = "".join(new[:head]), "".join(new[len(new) - tail :])
    middle = _compared("".join(old[head : len(old) - tail]), "".join(new[head : len(new) - tail]))
    around = [Change("same", same_before), *middle, Change("same", same_after)]
    return tuple(change for change in around if change.text)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many of them are the same from the start."""
    return next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _compared(before: str, after: str) -> list[Change]:
    """By words; by lines where that would take too long; as a whole where even that would."""
    for parts in (_WORDS, _LINES):
        old, new = parts.findall(before), parts.findall(after)
        if _is_quick(old, new):
            return _changes(old, new)
    return [Change("removed", before), Change("added", after)]


def _is_quick(old: Sequence[str], new: Sequence[str]) -> bool:
    """Comparing takes, again and again, as long as there are pairs of equal parts."""
    counted = Counter(old)
    return len(old) + len(new) <= MOST_PARTS and sum(counted[part] for part in new) <= MOST_PAIRS


def _changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    changes: list[Change] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(new[c:d])))
            continue
        changes += [Change("removed", "".join(old[a:b]))] if b > a else []
        changes += [Change("added", "".join(new[c:d]))] if d > c else []
    return changes


def _answered(posts: Sequence[int]) -> dict[int, Edition]:
    """The edition of each variant that was answered last, by a yes or a "not yet"."""
    yes = Approval.objects.filter(edition=OuterRef("pk")).order_by("-at").values("at")[:1]
    no = NotYet.objects.filter(editions=OuterRef("pk")).order_by("-at").values("at")[:1]
    found = Edition.objects.filter(variant__post__in=posts).annotate(yes_at=Subquery(yes), no_at=Subquery(no))
    last: dict[int, Edition] = {}
    for edition in found.exclude(yes_at=None, no_at=None).order_by("pk"):
        known = last.get(edition.variant_id)
        if known is None or _answered_at(edition) >= _answered_at(known):
            last[edition.variant_id] = edition
    return last


def _answered_at(edition: Edition) -> datetime:
    return max(at for at in (edition.yes_at, edition.no_at) if at)  # type: ignore[attr-defined]


def _difference(variant: Variant, after: Edition, before: Edition | None) -> Difference:
    changed = words(before.text if before else "", after.text)
    return Difference(variant, before, after, changed, tuple(_pictures(before, after)) if before else ())


def _pictures(before: Edition, after: Edition) -> list[PictureChange]:
    old = {picture["media"]: picture["alt"] for picture in before.pictures}
    new = {picture["media"]: picture["alt"] for picture in after.pictures}
    changes = [PictureChange("removed", media, "", alt) for media, alt in old.items() if media not in new]
    changes += [PictureChange("added", media, alt, "") for media, alt in new.items() if media not in old]
    both = [media for media in new if media in old]
    changes += [PictureChange("described", m, new[m], old[m]) for m in both if new[m] != old[m]]
    kept = [media for media in old if media in new]
    changes += [PictureChange("moved", m, new[m], old[m]) for m, was in zip(both, kept, strict=True) if m != was]
    return changes
