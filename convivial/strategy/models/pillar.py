from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import CodeOf, CodesOf, Number, Share, Short, Words
from .part import Part


class Pillar(Part):
    """A theme that we keep coming back to, with its share of the posts."""

    asked = ("name", "purpose", "share", "tone", "hue")

    name = Short(_("Name"), max_length=60, blank=False)
    purpose = Words(_("What it is for"), help_text=_("What should people know, feel or do because of it?"))
    share = Share(_("Planned share"), help_text=_("Of a hundred posts, how many? Together they make 100."))
    tone = Short(_("How it sounds"))
    hue = models.PositiveSmallIntegerField(_("Colour"), choices=[(n, str(n)) for n in range(1, 9)], default=1)
    tolerance = Share(
        _("May differ by"), default=10, help_text=_("Percentage points up or down that are nothing to worry about.")
    )
    personas = CodesOf(_("For"), of="persona")
    objectives = CodesOf(_("Serves"), of="objective")
    season_from = models.DateField(_("Only from"), null=True, blank=True)
    season_to = models.DateField(_("Only until"), null=True, blank=True)


class PillarExample(Part):
    """A post that belongs to a pillar: two of them say more than a description."""

    asked = ("pillar", "text")
    title = "text"

    pillar = CodeOf(_("Pillar"), of="pillar", blank=False)
    text = Words(_("A post of this kind"), blank=False)


class ContentType(Part):
    """What a post is made of, how often, and how long one takes."""

    class Kind(models.TextChoices):
        SINGLE_IMAGE = "single_image", _("picture")
        CAROUSEL = "carousel", _("several pictures")
        DOCUMENT = "document", _("document to leaf through")
        SHORT_VIDEO = "short_video", _("short video")
        LONG_VIDEO = "long_video", _("long video")
        LIVE = "live", _("live")
        STORY = "story", _("story")
        TEXT = "text", _("words alone")
        LINK = "link", _("link")
        POLL = "poll", _("question with answers to choose")
        THREAD = "thread", _("several posts in a row")
        ARTICLE = "article", _("article")
        AUDIO = "audio", _("sound")
        EVENT = "event", _("event")
        UGC = "ugc_repost", _("something that others made")
        GIF = "gif", _("moving picture")

    asked = ("kind", "share", "minutes")
    title = "kind"

    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)
    share = Share(_("Planned share"))
    minutes = models.PositiveSmallIntegerField(
        _("Minutes each"),
        null=True,
        blank=True,
        help_text=_("A rule of thumb for this kind; nobody’s time is taken."),
    )
    note = Words(_("Note"))

    def __str__(self) -> str:
        return str(self.get_kind_display())


class MixShare(Part):
    """How much of what intention, and from where."""

    class Kind(models.TextChoices):
        INTENT = "intent", _("intention")
        ORIGIN = "origin", _("origin")

    class Key(models.TextChoices):
        EDUCATE = "educate", _("explain")
        INSPIRE = "inspire", _("inspire")
        ENTERTAIN = "entertain", _("entertain")
        PROVE = "prove", _("show that it works")
        INVITE = "invite", _("invite")
        SUPPORT = "support", _("help")
        RECRUIT = "recruit", _("find colleagues")
        ANNOUNCE = "announce", _("announce")
        SELL = "sell", _("sell")
        ORIGINAL = "original", _("our own")
        CURATED = "curated", _("found and recommended")
        USERS = "user_generated", _("made by people out there")
        EMPLOYEE = "employee", _("from colleagues")
        EVERGREEN = "evergreen", _("still good, shown again")

    asked = ("kind", "key", "share")
    title = "key"

    kind = models.CharField(_("Kind"), max_length=8, choices=Kind, default=Kind.INTENT)
    key = models.CharField(_("What"), max_length=16, choices=Key)
    share = Share(_("Planned share"))

    def __str__(self) -> str:
        return str(self.get_key_display())


class Integration(Part):
    """What belongs together with posts: the blog, the newsletter, the event."""

    class Kind(models.TextChoices):
        BLOG = "blog", _("blog, website")
        NEWSLETTER = "newsletter", _("newsletter")
        EVENT = "event", _("event")
        PRESS = "pr", _("press")
        SALES = "sales", _("sales material")
        OFFLINE = "offline", _("print, shop window, on site")
        DATE = "date", _("date in the year")

    asked = ("kind", "text", "per_year")
    title = "text"

    kind = models.CharField(_("Together with"), max_length=12, choices=Kind, default=Kind.BLOG)
    text = Short(_("How"), max_length=280, blank=False)
    per_year = Number(_("Times a year"))
    derived = Number(_("Posts made from one"))
    on = models.DateField(_("On"), null=True, blank=True)
