"""What one can do to be seen (paid, earned, shared, owned) and so that the right people follow; and what nobody does.

Effort is S, M or L; the kinds of visibility follow the PESO model (Dietrich, 2014), whose point is to join the four.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Way:
    key: str
    group: str
    name: Any
    effort: str = "M"
    caution: Any = ""


VISIBILITY = (
    Way("PD01", "paid", _("Pay to show a good post to more people"), "S"),
    Way("PD02", "paid", _("Advertise so that people hear of us"), "M"),
    Way("PD03", "paid", _("Advertise for inquiries"), "M"),
    Way("PD04", "paid", _("Remind people who visited our website"), "M"),
    Way("PD05", "paid", _("An article in somebody else’s medium, marked as ours"), "M"),
    Way("PD06", "paid", _("Pay a creator to tell about us"), "L", _("With a contract, and marked as advertising.")),
    Way("PD07", "paid", _("Advertise in searches and before videos"), "M"),
    Way("PD08", "paid", _("Advertise open positions"), "S"),
    Way("PD09", "paid", _("Sponsor something that our people love"), "M"),
    Way("EA01", "earned", _("Talk with journalists"), "M"),
    Way("EA02", "earned", _("Be the expert who is asked"), "M"),
    Way("EA03", "earned", _("Win people whom others listen to, unpaid"), "M"),
    Way("EA04", "earned", _("Ask happy people for a review"), "S"),
    Way("EA05", "earned", _("Enter a competition or a list"), "M"),
    Way("EA06", "earned", _("Write or speak as somebody’s guest"), "M"),
    Way("EA07", "earned", _("Be linked by other websites"), "M"),
    Way("EA08", "earned", _("Give people something to tell"), "M"),
    Way("SH01", "shared", _("Post regularly"), "M"),
    Way("SH02", "shared", _("Look after a community or group"), "L"),
    Way("SH03", "shared", _("Colleagues tell it on"), "M", _("They say that they work here.")),
    Way("SH04", "shared", _("Show what people out there made"), "S", _("Ask for permission, name them.")),
    Way("SH05", "shared", _("Do something together with a partner"), "M"),
    Way("SH06", "shared", _("Listen, and join in where we can help"), "S"),
    Way("SH07", "shared", _("Be live: a talk, a tour, an evening"), "M"),
    Way("SH08", "shared", _("Invite people to take part in a challenge"), "M"),
    Way("SH09", "shared", _("Gather people under one hashtag"), "S"),
    Way("SH10", "shared", _("A channel in a messenger"), "M"),
    Way("SH11", "shared", _("Answer questions in public"), "S"),
    Way("OW01", "owned", _("Our website and blog"), "M"),
    Way("OW02", "owned", _("Our newsletter"), "M"),
    Way("OW03", "owned", _("Our podcast"), "L"),
    Way("OW04", "owned", _("A collection of our videos"), "L"),
    Way("OW05", "owned", _("Something useful to take home"), "M"),
    Way("OW06", "owned", _("A place for our customers to talk"), "L"),
    Way("OW07", "owned", _("Our own events"), "L"),
    Way("OW08", "owned", _("Shop window, print, packaging"), "M"),
    Way("OW09", "owned", _("The notice board for colleagues"), "S"),
    Way("OW10", "owned", _("Be found by searches, also on the networks"), "M"),
    Way("OW11", "owned", _("One page with all our links"), "S"),
)  # fmt: skip

FOLLOWERS = (
    Way("A01", "owned", _("A profile that says why to follow"), "S"),
    Way("A02", "owned", _("Links on our website"), "S"),
    Way("A03", "owned", _("In the e-mail signature and the newsletter"), "S"),
    Way("A04", "owned", _("Invite on the page that says thank you"), "S"),
    Way("A05", "owned", _("On packaging, receipts and at the till"), "M"),
    Way("A06", "owned", _("On signs, slides and badges at events"), "M"),
    Way("A08", "owned", _("Invite from one network to the other, with a reason"), "S"),
    Way("A09", "owned", _("One page with all our links"), "S"),
    Way("A11", "content", _("A series that comes back"), "M"),
    Way("A12", "content", _("Short videos that strangers find"), "L"),
    Way("A13", "content", _("Guides to leaf through and keep"), "M"),
    Way("A14", "content", _("Join a trend where it fits us"), "M", _("Only where it fits.")),
    Way("A15", "content", _("Be live and answer questions"), "M"),
    Way("A16", "content", _("A post together with a partner"), "S"),
    Way("A17", "content", _("Words by which people search"), "S"),
    Way("A18", "content", _("Ask people for their pictures"), "S", _("Ask for permission, name them.")),
    Way("A19", "content", _("A prize draw"), "M", _("Brings people who want the prize; mind the network’s rules.")),
    Way("A20", "content", _("Tell followers first"), "S"),
    Way("A22", "people", _("Colleagues tell it on"), "M", _("They say that they work here.")),
    Way("A23", "people", _("The people at the top have a voice of their own"), "M"),
    Way("A24", "people", _("Customers tell, and are named"), "S"),
    Way("A25", "people", _("Work with a small creator"), "L", _("With a contract, and marked as advertising.")),
    Way("A26", "people", _("Partners and associations share us"), "S"),
    Way("A27", "people", _("Take part in groups"), "M"),
    Way("A28", "people", _("Answer others before you post yourself"), "S"),
    Way("A29", "people", _("Invite those who know us already"), "S"),
    Way("A30", "people", _("Welcome new followers"), "S", _("Never by machine.")),
    Way("A31", "earned", _("Be named in the press with our account"), "M"),
    Way("A32", "earned", _("Be a guest in a podcast"), "M"),
    Way("A33", "earned", _("Give a talk"), "M"),
    Way("A34", "earned", _("Competitions and lists"), "M"),
    Way("A36", "paid", _("Advertise for followers"), "S", _("Look at who comes, not only at how many.")),
    Way("A37", "paid", _("Pay to show the best post to more people"), "S"),
    Way("A39", "paid", _("Remind people who visited our website"), "M"),
    Way("A42", "retain", _("Answer every comment within a day"), "S"),
    Way("A43", "retain", _("Show one of our people each week"), "S"),
    Way("A44", "retain", _("Ask, and do what came out of it"), "S"),
    Way("A45", "retain", _("Look each quarter at who left"), "S"),
)  # fmt: skip

GROUPS = {
    "paid": _("Paid"),
    "earned": _("Earned"),
    "shared": _("Shared"),
    "owned": _("Owned"),
    "content": _("With what we post"),
    "people": _("Through people"),
    "retain": _("So that they stay"),
}

BY_KEY: dict[str, Way] = {way.key: way for way in (*VISIBILITY, *FOLLOWERS)}
