"""How the journal reads about posts, approval and pictures."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Columns, Named, name_things, say
from convivial.lib.shortening import shortened
from convivial.ui import vocabulary

from .models import Media, Post

SAYINGS: dict[str, tuple[Any, str]] = {
    "post.start": (_("%(who)s began %(thing)s"), "pencil"),
    "post.write": (_("%(who)s wrote in %(thing)s"), "pencil"),
    "post.add_channel": (_("%(who)s added a channel to %(thing)s: %(network)s"), "plus"),
    "post.drop_channel": (_("%(who)s took a channel off %(thing)s: %(network)s"), "minus"),
    "post.set_language": (_("%(who)s changed the language of %(thing)s"), "languages"),
    "post.add_picture": (_("%(who)s added a picture to %(thing)s"), "image"),
    "post.move_picture": (_("%(who)s put the pictures of %(thing)s in another order"), "image"),
    "post.drop_picture": (_("%(who)s took a picture out of %(thing)s"), "image-off"),
    "post.delete": (_("%(who)s deleted %(thing)s"), "trash-2"),
    "post.bring_back": (_("%(who)s brought %(thing)s back"), "undo-2"),
    "post.restore": (_("%(who)s put earlier words back into %(thing)s"), "undo-2"),
    "post.submit": (_("%(who)s asked for a yes to %(thing)s"), "send"),
    "post.not_yet": (_("%(who)s said “not yet” to %(thing)s"), "message-square"),
    "post.remark": (_("%(who)s noted a comment on %(thing)s"), "message-square-plus"),
    "post.drop_remark": (_("%(who)s took a comment on %(thing)s away again"), "message-square-off"),
    "post.reply_remark": (_("%(who)s answered a comment on %(thing)s"), "message-square-reply"),
    "post.settle_remark": (_("%(who)s ticked a comment on %(thing)s off"), "check"),
    "post.reopen_remark": (_("%(who)s opened a comment on %(thing)s again"), "undo-2"),
    "post.withdraw": (_("%(who)s took the question about %(thing)s back"), "undo-2"),
    "post.take_back": (_("%(who)s took the yes to %(thing)s back"), "undo-2"),
    "post.offer": (_("%(who)s offered %(thing)s to the creators"), "hand"),
    "post.take": (_("%(who)s took %(thing)s on"), "hand"),
    "post.give_back": (_("%(who)s gave %(thing)s back with a comment"), "message-square"),
    "post.promise": (_("%(who)s says that a page linked in %(thing)s will open in time"), "clock"),
    "post.take_promise_back": (_("%(who)s does not promise a page linked in %(thing)s any more"), "clock"),
    "post.tie": (_("%(who)s said what %(thing)s is for"), "compass"),
    "post.untie": (_("%(who)s took %(thing)s off the strategy"), "compass"),
    "media.add": (_("%(who)s added the picture %(thing)s"), "image"),
}


def register() -> None:
    for act, (sentence, icon) in SAYINGS.items():
        say(act, sentence, icon, SPELLED.get(act))
    say("post.approve", _("%(who)s said yes to %(thing)s%(along)s%(in_place)s"), "check", _yes)
    say("approval.rule", _("%(who)s decided that posts %(rule)s"), "shield", _rule_told)
    name_things("post", _posts)
    name_things("media", Columns(Media, ("name",), lambda _code, name: (name, None)))


def _in_place(params: dict[str, Any]) -> dict[str, Any]:
    """Whoever covers says yes in somebody's place; the line names whose."""
    people = params.get("people")
    return {"in_place": gettext(" in the place of %(people)s") % {"people": people} if people else ""}


def _network_named(params: dict[str, Any]) -> Mapping[str, Any]:
    return {"network": vocabulary.title(params.get("network", ""))}


def _yes(params: dict[str, Any]) -> Mapping[str, Any]:
    """What goes along with it, and in whose place."""
    return {"along": gettext(", with a comment") if params.get("remarks") else ""} | _in_place(params)


SPELLED = {"post.add_channel": _network_named, "post.drop_channel": _network_named}


def _rule_told(params: dict[str, Any]) -> Mapping[str, Any]:
    return {"rule": gettext("need a yes") if params.get("is_required") else gettext("go out without a yes")}


def _posts(codes: Collection[str]) -> Mapping[str, Named]:
    rows = Post.everything.filter(code__in=codes).select_related("workspace", "deletion")
    return {post.code: (_called(post), _address(post)) for post in rows}


def _called(post: Post) -> str:
    words = shortened(post.text, 48)
    return gettext("“%(words)s”") % {"words": words} if words else gettext("an empty post")


def _address(post: Post) -> str | None:
    """The page of a post belongs to the app above; a deleted post has none."""
    if hasattr(post, "deletion"):
        return None
    try:
        return reverse("publishing:post", kwargs={"workspace": post.workspace.slug, "code": post.code})
    except NoReverseMatch:
        return None
