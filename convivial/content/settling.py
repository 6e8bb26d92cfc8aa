"""What a change of a post means for its yes: an approver's own words have hers, everybody else's are asked about.
A yes that is only lent is none to the colleague's own words.

An approver's change goes on from what stood there before it. When that had a yes, or is what her page showed, she
answers for the whole; when somebody else had written meanwhile, it holds words that she never saw, and stays asked.
"""

from collections.abc import Mapping

from convivial.team.models import User

from .approving import is_required, may_approve, open_question, put, say_yes, without_yes
from .lending import has_lent_yes
from .models import Approval, Edition, Post
from .seeing import was_seen


def after_change(post: Post, by: User, before: Mapping[int, int | None]) -> None:
    """Settles approval after a write by ``by``; ``before``: each variant's edition until then. Called by
    ``changing``, inside the act's transaction."""
    after = {variant.pk: variant.edition for variant in post.variants.select_related("edition")}
    moved = [edition for pk, edition in after.items() if edition and edition.pk != before.get(pk)]
    if not moved or not is_required(post.workspace_id):
        return
    had_yes = Approval.objects.filter(edition__in=[pk for pk in before.values() if pk]).exists()
    if not had_yes and not open_question(post):
        return
    if may_approve(by, post) and not has_lent_yes(by, post):
        hers = _answered_for(moved, before)
        if hers:
            say_yes(post, by, without_yes(hers), own_words=True)
    if not open_question(post) and without_yes([edition for edition in after.values() if edition]):
        put(post, by, "")


def _answered_for(moved: list[Edition], before: Mapping[int, int | None]) -> list[Edition]:
    """Those that went on from words with a yes, or from words that stood on the page. On a new channel nothing stood
    there before: the page has to have shown the very same words."""
    former = Edition.objects.in_bulk([pk for pk in (before.get(each.variant_id) for each in moved) if pk])
    with_yes = set(Approval.objects.filter(edition__in=former).values_list("edition", flat=True))
    found = []
    for each in moved:
        known = former.get(before.get(each.variant_id) or 0)
        if (known and known.pk in with_yes) or was_seen((known or each).fingerprint):
            found.append(each)
    return found
