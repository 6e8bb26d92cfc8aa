"""The page's first sentences: what happened, as somebody would tell it."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .happened import Happened
from .periods import Period


def story(told: Happened, period: Period) -> list[str]:
    """One to four sentences; what is not known is not said."""
    if not told.posts:
        return [sentence for sentence in (_quiet(told, period), down(told.down, 0), _followers(told)) if sentence]
    out = (_went_out(told, period), _done_with_it(told), _uncounted(told), down(told.down, told.posts))
    return [sentence for sentence in (*out, _followers(told)) if sentence]


def compared(now: int, before: int) -> str:
    """“12 more”, “one less”, for two numbers that differ."""
    if now > before:
        return ngettext("one more", "%(n)s more", now - before) % {"n": number(now - before)}
    return ngettext("one less", "%(n)s less", before - now) % {"n": number(before - now)}


def down(count: int, posts: int) -> str:
    """What went out and was taken down again, beside a count of ``posts`` that leaves it out."""
    if not count:
        return ""
    if posts:
        said = ngettext(
            "One more went out and was taken down again.", "%(n)s more went out and were taken down again.", count
        )
    else:
        said = ngettext("One was taken down again.", "%(n)s were taken down again.", count)
    return said % {"n": number(count)}


def number(value: int) -> str:
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def _quiet(told: Happened, period: Period) -> str:
    if told.down:
        return _("Nothing that went out in the last %(days)s days still stands there.") % {"days": period.days}
    return _("Nothing went out in the last %(days)s days.") % {"days": period.days}


def _went_out(told: Happened, period: Period) -> str:
    posts = ngettext("One post went out", "%(n)s posts went out", told.posts) % {"n": number(told.posts)}
    where = ngettext("on one channel", "on %(n)s channels (counted on each)", told.channels_used) % {
        "n": told.channels_used
    }
    parts = {"posts": posts, "where": where, "days": period.days, "compared": compared(told.posts, told.posts_before)}
    if not told.posts_before:
        return _("%(posts)s %(where)s in the last %(days)s days.") % parts
    if told.posts == told.posts_before:
        return _("%(posts)s %(where)s in the last %(days)s days, as many as in the %(days)s days before.") % parts
    return _("%(posts)s %(where)s in the last %(days)s days, %(compared)s than in the %(days)s days before.") % parts


def _done_with_it(told: Happened) -> str:
    likes, shares = told.reactions.get("likes"), told.reactions.get("shares")
    replies = told.reactions.get("replies")
    if not told.measured:
        return _("The first figures come about an hour after a post went out.")
    words = [
        likes is not None and ngettext("liked once", "liked %(n)s times", likes) % {"n": number(likes)},
        shares is not None and ngettext("shared once", "shared %(n)s times", shares) % {"n": number(shares)},
        replies is not None and ngettext("answered once", "answered %(n)s times", replies) % {"n": number(replies)},
    ]
    said = [word for word in words if word]
    if not said:
        return ""
    return ngettext("It was %(done)s.", "They were %(done)s.", told.measured) % {"done": _listed(said)}


def _uncounted(told: Happened) -> str:
    missing = told.posts - told.measured
    if not told.measured or missing <= 0:
        return ""
    return ngettext("One is not counted yet.", "%(n)s are not counted yet.", missing) % {"n": number(missing)}


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _followers(told: Happened) -> str:
    if told.followers is None:
        return ""
    who = ngettext("One person follows you", "%(n)s people follow you", told.followers) % {
        "n": number(told.followers)
    }
    if not told.gained:
        return _("%(who)s.") % {"who": who}
    if told.gained > 0:
        return _("%(who)s, %(n)s more than when these days began.") % {"who": who, "n": number(told.gained)}
    return _("%(who)s, %(n)s less than when these days began.") % {"who": who, "n": number(-told.gained)}
