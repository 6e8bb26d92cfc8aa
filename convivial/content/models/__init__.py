from .approval import Approval, ApprovalRequest, ApprovalRule, GivenBack, NotYet, Offer
from .drafting import PastWords, Presence
from .link import LinkLook, LinkPromise
from .media import Media, PostPicture
from .post import Deletion, Edition, Post, Variant
from .remark import Remark
from .tidying import Tidying
from .tie import Tie

__all__ = [
    "Approval", "ApprovalRequest", "ApprovalRule", "Deletion", "Edition", "GivenBack", "LinkLook", "LinkPromise",
    "Media", "NotYet", "Offer", "PastWords", "Post", "PostPicture", "Presence", "Remark", "Tidying", "Tie",
    "Variant",
]  # fmt: skip
