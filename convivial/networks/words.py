"""What networks mean, in plain words: questions, troubles, and lines of the journal.

    words.sentence("token_refused", "Mastodon")   # Mastodon no longer lets us in. Connect the channel again.

Adapters raise keys; sentences are made at reading, in the reader's language. A test finds every key that the code
raises here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Columns, Named, name_things, say
from convivial.lib import web
from convivial.ui import vocabulary
from convivial.ui.speaking import listed


@dataclass(frozen=True)
class Asked:
    """The words around one question of one network."""

    label: Any
    hint: Any = ""
    placeholder: str = ""


QUESTIONS: dict[tuple[str, str], Asked] = {
    ("mastodon", "server"): Asked(
        _("Your Mastodon server"),
        _("The name after the second @ in your Mastodon name. You can also paste the link to your profile."),
        "mastodon.social",
    ),
    ("bluesky", "handle"): Asked(
        _("Your Bluesky name"),
        _("As it stands under your name there, for example harbour.bsky.social or your own domain."),
        "harbour.bsky.social",
    ),
    ("bluesky", "app_password"): Asked(
        _("An app password"),
        _("Made for us alone: in Bluesky, Settings, Privacy and security, App passwords. Never your own password."),
        "xxxx-xxxx-xxxx-xxxx",
    ),
}

ABOUT: dict[str, Any] = {
    "practice": _("A timeline only your team can see. Everything works, nothing leaves the house."),
    "mastodon": _("For an account on any Mastodon server. You say yes there, and come back here."),
    "bluesky": _("For an account on Bluesky. You make a password there that is only for us."),
}

BEFORE_LEAVING: dict[str, Any] = {
    "mastodon": _("Sign in there if you are asked to, and say yes. You come back here by yourself."),
}

# What happened, what it means, what to do. %(network)s is the network's name.
TROUBLE: dict[str, Any] = {
    # try again later
    "busy": _("%(network)s asks us to wait a little."),
    "slow": _("%(network)s did not answer in time."),
    "too_late": _("It was too late to begin speaking to %(network)s."),
    "not_listening": _("Nobody answers at %(network)s right now."),
    "broken": _("The line to %(network)s broke."),
    "no_name_service": _("%(network)s could not be looked up right now."),
    "no_way_out": _(
        "The house cannot reach the internet at the moment. It is nothing that you did; your IT sees it."
    ),
    "no_such_host": _("There is no server with this name. Look at the spelling."),
    "expired": _("The server of %(network)s cannot prove who it is: its certificate has run out. Tell its owner."),
    "wrong_name": _("The server of %(network)s cannot prove who it is: it answers under another name."),
    "not_trusted": _("The server of %(network)s cannot prove who it is, so we told it nothing."),
    "handshake": _("No safe line to %(network)s could be made."),
    "hung_up": _("%(network)s hung up before it answered."),
    "garbled": _("%(network)s answered something we do not understand."),
    "not_json": _("%(network)s answered something we do not understand."),
    "too_large": _("%(network)s answered far more than we asked for, so we stopped listening."),
    "hops": _("%(network)s sent us from place to place without an end."),
    "media_not_ready": _("%(network)s is still working on the pictures."),
    "unwell": _("%(network)s is not well right now."),
    "renewal_busy": _("The access to %(network)s is being renewed."),
    "empty_renewal": _("%(network)s did not renew our access; the old one was kept."),
    "cannot_tell": _("%(network)s cannot tell right now."),
    "picture_lost": _("%(network)s lost a picture on the way."),
    "interface_gone": _("%(network)s changed how it is spoken to. IT must bring Convivial up to date."),
    # connect again
    "token_refused": _("%(network)s no longer lets us in. Connect the channel again."),
    "account_closed": _("%(network)s has closed or paused this account. Sign in there and see what it says."),
    "no_secret": _("We have no access to %(network)s for this channel. Connect it again."),
    "lost_key": _(
        "The key that opens this channel is missing here. Connect the channel again, or ask IT for the key."
    ),
    "removed": _("This channel was removed."),
    "withdrawn": _("%(network)s no longer lets us in. Connect the channel again."),
    # not allowed
    "scope_missing": _(
        "The access to %(network)s does not allow this. Connect the channel again and say yes to all."
    ),
    "wrong_issuer": _("The yes came from another place than the one you went to. Begin again."),
    "said_no": _("You did not say yes at %(network)s, so nothing was connected."),
    "app_unknown": _("We lost our place at %(network)s. Begin again."),
    "app_refused": _("%(network)s did not take us as a guest. Ask the people who run that server."),
    "code_refused": _("%(network)s did not accept the way back. Begin again."),
    "not_allowed": _("%(network)s does not allow this to your account."),
    # refused
    "address_not_allowed": _("We do not go to this address: it is not on the public web."),
    "no_server": _("This is not the name of a server. It looks like mastodon.social."),
    "needs_https": _("This server has no safe line, so we do not go there."),
    "too_long": _("The text is too long for %(network)s."),
    "empty": _("%(network)s takes no empty post."),
    "too_many_pictures": _("There are more pictures than %(network)s takes."),
    "picture_refused": _("%(network)s does not take one of the pictures."),
    "not_there": _("This post is no longer on %(network)s."),
    "refused": _("%(network)s did not take the post."),
    "token_type": _("%(network)s answered something we do not understand."),
    "not_a_handle": _("This is not a Bluesky name. It looks like harbour.bsky.social."),
    "no_such_handle": _("Nobody has this name on %(network)s. Look at the spelling."),
    "handle_not_confirmed": _(
        "This name and the account behind it do not point at each other, so we do not trust it."
    ),
    "handle_without_server": _("This name has no server that we can reach."),
    "no_app_password": _("Paste the app password here."),
    "wrong_app_password": _("%(network)s does not know this app password. Make a new one and paste it whole."),
    "own_password": _("This is your own password. We did not keep it: make an app password and paste that one."),
    "key_taken": _("%(network)s has another post in this place already."),
    # unsupported
    "picture_too_large": _("One of the pictures is too large for %(network)s."),
    "not_mastodon": _("This server does not speak Mastodon. Look at the spelling."),
    "no_second_step": _("There is nothing to come back from at %(network)s."),
    "no_looking_back": _("%(network)s does not tell what stands there already."),
    "practice_is_open": _("Your workspace has its practice channel already."),
    # unknown
    "unclear_answer": _("%(network)s said no in a way that does not tell whether the post is there. We are looking."),
    "no_receipt": _("%(network)s said yes, but showed no post. We are looking."),
    # connecting
    "link_used": _("This way back was used already, or is older than ten minutes. Begin again."),
    "other_account": _("This is another account."),
}

UNSAID = _("Something unexpected happened at %(network)s. Try again, and tell IT if it stays.")


def sentence(reason: str, network: str = "") -> Any:
    """The lazy sentence of a trouble; ``network`` is a network's name ("mastodon")."""
    words = TROUBLE.get(reason, UNSAID)
    return words % {"network": vocabulary.title(network) if network else _("The network")}


def asked(network: str, name: str) -> Asked:
    return QUESTIONS.get((network, name), Asked(name.capitalize()))


def leaving(network: str, address: str) -> dict[str, Any]:
    """What is said before somebody goes to a network: where exactly, so that a look-alike is seen."""
    host = web.aim(address).host
    is_odd = host.startswith("xn--") or ".xn--" in host
    return {"address": address, "host": host, "is_odd": is_odd, "before": BEFORE_LEAVING.get(network, "")}


def called(_code: str, name: str, network: str, slug: str) -> Named:
    """A channel, for the journal."""
    return f"{name} ({vocabulary.title(network)})", reverse("networks:channels", kwargs={"workspace": slug})


def _channels() -> Any:
    from .models import Channel

    return Channel.objects.all()


def _why(params: dict[str, Any]) -> dict[str, Any]:
    return {"why": sentence(params.get("reason", ""), params.get("network", ""))}


def _duty(params: dict[str, Any]) -> dict[str, Any]:
    from .models import ChannelDuty

    known = dict(ChannelDuty.Duty.choices)
    return {"duty": known.get(params.get("duty", ""), ""), "people": params.get("people") or _now("nobody")}


def _who_may(params: dict[str, Any]) -> dict[str, Any]:
    return {"people": _now("everybody whose role includes it")} if params.get("is_open") else {}


def only(names: Sequence[str], channel: Any) -> Any:
    """Who alone may publish on a channel that is reserved, as a sentence."""
    told = {"people": listed(names), "channel": f"{channel.name} ({vocabulary.title(channel.network)})"}
    if not names:
        return format_lazy(_("Nobody may publish on {channel} now. An owner can change that."), **told)
    return format_lazy(_("Only {people} may publish on {channel}."), **told)


name_things("channel", Columns(_channels, ("name", "network", "workspace__slug"), called))
say("channel.connect", _("%(who)s connected %(thing)s"), "plug")
say("channel.reconnect", _("%(who)s connected %(thing)s again"), "plug-zap")
say("channel.grant", _("%(who)s chose who may publish on %(thing)s: %(people)s"), "lock", spell=_who_may)
say("duty.set", _("%(who)s noted who %(duty)s on %(thing)s: %(people)s"), "message-circle", spell=_duty)
say("channel.remove", _("%(who)s removed %(thing)s"), "unplug")
say("channel.bring_back", _("%(who)s brought %(thing)s back"), "undo-2")
say("key.rotate", _("The key of all secrets was changed"), "key-round")
say("channel.learn", _("%(thing)s now takes %(most)s characters"), "ruler")
say("channel.withdraw", format_lazy("{}", _("Access to %(thing)s was lost. %(why)s")), "unplug", spell=_why)
