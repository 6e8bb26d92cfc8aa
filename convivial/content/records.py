from django.utils.translation import gettext_lazy as _

from convivial.lib.records import DUE, keep, topic

WRITING = topic(
    42,
    _("What you write, offer, ask and answer"),
    why=_("It is the work: posts, comments, and who said yes to which words."),
    who=_("The members of the workspace; what is published, everybody."),
    until=_("As long as the workspace; your name until you erase your account."),
)
PRESENCE = topic(
    44,
    _("That you have a post open right now"),
    why=_("So that two people do not write over each other."),
    who=_("The members of the workspace, while you are there."),
    until=_("A minute. Nothing is made of it."),
)

keep(
    "content.Post", WRITING,
    personal="author written_by pictured_by text",
    plain="code workspace language revision is_contribution created_at updated_at",
)  # fmt: skip
keep("content.Deletion", WRITING, personal="by", plain="post at")
keep(
    "content.Variant",
    WRITING,
    personal="text written_by",
    plain="code post channel language revision edition is_dropped",
)
keep("content.Edition", plain="variant fingerprint text language pictures links made_at")
keep("content.ApprovalRule", WRITING, personal="changed_by", plain="workspace is_required changed_at")
keep(
    "content.ApprovalRequest", WRITING,
    personal="asked_by note closed_by", plain="code post asked_at closed_at outcome",
)  # fmt: skip
keep("content.Approval", WRITING, personal="by is_own", plain="edition at")
keep("content.NotYet", WRITING, personal="by comment", plain="request at")
keep(
    "content.Remark", WRITING,
    personal="by comment reply replied_by settled_by",
    plain="code post request at edition place start end media quote replied_at settled_at",
)  # fmt: skip
keep("content.Offer", WRITING, personal="by taken_by", plain="post at taken_at")
keep("content.GivenBack", WRITING, personal="by comment", plain="post at")
keep("content.PastWords", WRITING, personal="text by", plain="code post variant at is_overtaken")
keep("content.Presence", PRESENCE, personal="user seen_at", plain="post")
keep(
    "content.Media", WRITING,
    personal="added_by name", plain="code workspace sha256 mime thumbnail_mime width height size is_still added_at",
)  # fmt: skip
keep("content.PostPicture", plain="code post media position alt")
keep(
    "content.LinkLook",
    plain="workspace address address_hash verdict status title description image picture looked_at",
)
keep("content.LinkPromise", WRITING, personal="by", plain="post address opens_at at")
keep("content.Tie", WRITING, personal="by", plain="post pillar persona objective stage batch at")
keep("content.Tidying", plain=DUE)
