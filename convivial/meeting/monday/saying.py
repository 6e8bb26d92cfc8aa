"""Last week in three sentences: what went out, what came back, what stands out. What is not known is not said to be
nothing, and from too few posts nothing is claimed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.meeting.findings import found_again
from convivial.results.telling import down
from convivial.strategy.showing import number
from convivial.strategy.templatetags.strategy import day
from convivial.ui.speaking import listed

Told = Mapping[str, Any]


def sentences(told: Told, slug: str) -> list[str]:
    out = " ".join(
        part for part in (_out(told["out"]), down(told["out"].get("down", 0), told["out"]["posts"])) if part
    )
    return [out, _back(told["out"], told["back"]), _apart(told["apart"], slug)]


def _out(out: Told) -> str:
    went, planned = _went(out), _planned(out)
    if out["plan"] == "unwritten":
        return _("%(went)s.") % {"went": went}
    if out["plan"] == "none":
        return _("%(went)s. The strategy says nothing about how much it should be.") % {"went": went}
    if out["plan"] == "younger":
        began = day(date.fromisoformat(out["began_on"]))
        return _("%(went)s. The strategy is younger than that: it began on %(day)s.") % {"went": went, "day": began}
    if out["there"] != out["posts"]:
        there = number(out["there"])
        parts = {"went": went, "n": there, "planned": planned}
        return _("%(went)s, %(n)s of them where the strategy plans something: %(planned)s.") % parts
    return _("%(went)s: %(planned)s.") % {"went": went, "planned": planned}


def _went(out: Told) -> str:
    if not out["posts"]:
        is_down = out.get("down")
        return _("Nothing that went out last week still stands there") if is_down else _("Nothing went out last week")
    posts = ngettext("One post went out last week", "%(n)s posts went out last week", out["posts"])
    where = ngettext("on one channel", "on %(n)s channels (counted on each)", out["channels"])
    parts = {"posts": posts % {"n": number(out["posts"])}, "where": where % {"n": out["channels"]}}
    return _("%(posts)s %(where)s") % parts


def _planned(out: Told) -> str:
    if out["plan"] not in ("within", "below", "above"):
        return ""
    least, most = number(out["least"]), number(out["most"])
    if out["plan"] == "below":
        return _("fewer than planned, which is at least %(least)s") % {"least": least}
    if out["plan"] == "above":
        return _("more than planned, which is at most %(most)s") % {"most": most}
    if least == most:
        return _("as many as planned")
    return _("as many as planned, which is %(least)s to %(most)s") % {"least": least, "most": most}


def _back(out: Told, back: Told) -> str:
    done, followed = _done(out, back), _followed(back)
    if not out["posts"]:
        return _("%(followed)s.") % {"followed": followed}
    return _("%(done)s; %(followed)s.") % {"done": done, "followed": _lower(followed)}


def _done(out: Told, back: Told) -> str:
    if not back["counted"]:
        return _("What people did with it is not counted yet")
    likes, shares, replies = back["likes"], back["shares"], back["replies"]
    words = [
        likes is not None and ngettext("liked once", "liked %(n)s times", likes) % {"n": number(likes)},
        shares is not None and ngettext("shared once", "shared %(n)s times", shares) % {"n": number(shares)},
        replies is not None
        and ngettext("answered once", "answered %(n)s times", replies) % {"n": number(replies)},
    ]  # fmt: skip
    said = _("So far people %(done)s") % {"done": listed([word for word in words if word]) or "–"}
    if back["counted"] < out["posts"]:
        parts = {"said": said, "counted": number(back["counted"]), "posts": number(out["posts"])}
        return _("%(said)s (%(counted)s of %(posts)s posts are counted)") % parts
    return said


def _followed(back: Told) -> str:
    gained = back["gained"]
    if gained is None:
        return _("How many more follow you is not known")
    if gained > 0:
        said = ngettext("One more person follows you", "%(n)s more people follow you", gained) % {"n": number(gained)}
    elif gained < 0:
        lost = -gained
        said = ngettext("One person fewer follows you", "%(n)s people fewer follow you", lost) % {"n": number(lost)}
    else:
        said = _("As many people follow you as a week before")
    if back["followed"] < back["channels"]:
        parts = {"said": said, "counted": back["followed"], "channels": back["channels"]}
        return _("%(said)s (%(counted)s of %(channels)s channels are counted)") % parts
    return said


def _lower(words: str) -> str:
    """Inside of a sentence."""
    return words[:1].lower() + words[1:]


def _apart(apart: Told, slug: str) -> str:
    if apart["key"] == "post":
        parts = {"words": apart["words"], "n": number(apart["count"]), "usual": number(apart["usual"])}
        return (
            _("“%(words)s” stands out: %(n)s likes, shares and answers, where the others had about %(usual)s.")
            % parts
        )
    if apart["key"] == "finding":
        return _("Found anew: “%(title)s”.") % {"title": found_again(apart["row"], slug).title}
    if apart["key"] == "few":
        said = ngettext("Whether something stands out cannot be told from one post; %(few)s would tell.",
                        "Whether something stands out cannot be told from %(n)s posts; %(few)s would tell.",
                        apart["count"])  # fmt: skip
        return said % {"n": apart["count"], "few": apart["few"]}
    return _("Nothing stands out.")
