from .approval import Approval, ApprovalRequest, ApprovalRule, NotYet, Offer
from .link import LinkLook, LinkPromise
from .media import Media, PostPicture
from .post import Edition, Post, Variant

__all__ = [
    "Approval", "ApprovalRequest", "ApprovalRule", "Edition", "LinkLook", "LinkPromise", "Media", "NotYet", "Offer",
    "Post", "PostPicture", "Variant",
]  # fmt: skip
