"""What an approver has noted on a post and not sent yet: hers alone until she answers."""

from convivial.lib.now import now
from convivial.team.models import User

from .models import ApprovalRequest, Post, Remark


def are_noted(post: Post, by: User) -> bool:
    return post.remarks.filter(by=by, request=None).exists()


def send(request: ApprovalRequest, by: User) -> int:
    """With her answer, inside its transaction: what she noted reaches the author. Answers how many."""
    return Remark.objects.filter(post=request.post_id, by=by, request=None).update(request=request, at=now())
