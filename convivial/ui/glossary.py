"""The one glossary: trade words that a newcomer may not know, each explained in one sentence.

``{% term "alt_text" %}`` explains a word where it stands. A trade word on a page that is not in here fails the tests.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Term:
    word: Any
    sentence: Any


TERMS: dict[str, Term] = {
    "alt_text": Term(
        pgettext_lazy("glossary", "alt text"),
        _("A sentence that says what a picture shows, for people who do not see it and for when it does not load."),
    ),
    "app_password": Term(
        pgettext_lazy("glossary", "app password"),
        _("A second password that Bluesky makes for one app alone; you can take it back without changing your own."),
    ),
    "approval": Term(
        pgettext_lazy("glossary", "approval"),
        _("A yes to exactly these words and pictures; when they change, only the change is shown for the next yes."),
    ),
    "boost": Term(pgettext_lazy("glossary", "boost"), _("Somebody shows a post of yours to their own followers.")),
    "by_hand": Term(
        pgettext_lazy("glossary", "by hand"),
        _("You get the words and pictures at the right time and post them yourself in the network’s own app."),
    ),
    "campaign": Term(
        pgettext_lazy("glossary", "campaign"), _("Several posts that belong together: one purpose, one period.")
    ),
    "channel": Term(
        pgettext_lazy("glossary", "channel"), _("One of your accounts on a network, such as your page on Mastodon.")
    ),
    "ctr": Term(pgettext_lazy("glossary", "CTR"), _("Of a hundred people who saw a post, how many opened its link.")),
    "engagement_rate": Term(
        pgettext_lazy("glossary", "engagement rate"),
        _("Of a hundred people who saw a post, how many did something with it: liked, shared or answered."),
    ),
    "funnel": Term(
        pgettext_lazy("glossary", "funnel"),
        _("The way from hearing of you for the first time to becoming a customer."),
    ),
    "handle": Term(
        pgettext_lazy("glossary", "handle"), _("The name of an account as others write it, such as @harbour.example.")
    ),
    "hashtag": Term(
        pgettext_lazy("glossary", "hashtag"), _("A word with # before it; who looks for the word finds the post.")
    ),
    "impressions": Term(
        pgettext_lazy("glossary", "impressions"),
        _("How often a post was shown; one person who sees it twice counts twice."),
    ),
    "kpi": Term(
        pgettext_lazy("glossary", "KPI"), _("One of the few figures by which you decide whether it is going well.")
    ),
    "link_preview": Term(
        pgettext_lazy("glossary", "link preview"),
        _("The small card with picture and title that a network shows under a post with a link."),
    ),
    "mention": Term(
        pgettext_lazy("glossary", "mention"), _("Somebody’s name with @ before it; they are told about the post.")
    ),
    "objective": Term(
        pgettext_lazy("glossary", "objective"), _("What should be different by a certain day, with a number to tell.")
    ),
    "on_hold": Term(
        pgettext_lazy("glossary", "on hold"), _("It waits and does not go out until one of you decides what happens.")
    ),
    "passkey": Term(
        pgettext_lazy("glossary", "passkey"),
        _("You sign in with the fingerprint, face or code of your own device, without a password."),
    ),
    "persona": Term(
        pgettext_lazy("glossary", "persona"), _("A made-up person who stands for the people that you want to reach.")
    ),
    "pillar": Term(pgettext_lazy("glossary", "pillar"), _("One of the few themes that you keep coming back to.")),
    "practice_network": Term(
        pgettext_lazy("glossary", "practice network"),
        _("A network that exists in this workspace only: try everything, nobody outside sees it, nothing counts."),
    ),
    "raci": Term(
        "RACI",
        _("For each duty: who does it (responsible), who decides (accountable), who is asked and who is told."),
    ),
    "reach": Term(pgettext_lazy("glossary", "reach"), _("How many different people saw a post.")),
    "recovery_codes": Term(
        pgettext_lazy("glossary", "recovery codes"),
        _("Ten words to keep on paper; each lets you in once, if your phone is lost."),
    ),
    "server": Term(
        pgettext_lazy("glossary", "server"),
        _("The home of an account on Mastodon: the part of its name after the second @, such as social.example."),
    ),
    "slot": Term(
        pgettext_lazy("glossary", "slot"), _("A free place in the calendar that is kept for a certain kind of post.")
    ),
    "thread": Term(
        pgettext_lazy("glossary", "thread"), _("Several posts that hang together and are read one after the other.")
    ),
    "two_steps": Term(
        pgettext_lazy("glossary", "two-step sign-in"),
        _("After your password you type a number from your phone, so that the password alone is worth nothing."),
    ),
    "unknown": Term(
        pgettext_lazy("glossary", "unknown"),
        _("The network took the post but did not answer; before anything is sent again, we ask whether it is there."),
    ),
    "utm": Term(
        pgettext_lazy("glossary", "UTM"),
        _("Words at the end of a link that tell your website from which post a visitor came."),
    ),
    "variant": Term(
        pgettext_lazy("glossary", "variant"), _("What a post says on one channel, when it differs from the others.")
    ),
}
