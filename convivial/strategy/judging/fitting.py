"""Do the figures that are counted on a network fit what it is there for (check E2.role_fit of B.3)? Which figures
speak of which role is a table of ours: B.3 names the roles, C.2 the figures."""

from collections.abc import Collection, Iterable

_SEEN = {"reach", "impressions", "views", "frequency", "nonfollower_reach", "mentions", "sov", "profile_visits"}
_FOLLOWED = {"followers", "net_followers", "follower_growth", "unfollow_rate", "active_followers"}
_TAKEN_UP = {"engagements", "er_reach", "er_impr", "er_followers", "amplification", "conversation", "applause"}
_TAKEN_UP |= {"save_rate", "virality", "completion", "avg_watch"}
_VISITED = {"ctr", "link_clicks", "profile_visits", "visits_social", "engaged_visits", "cpc"}
_ASKED = {"leads", "lead_rate", "sales_accepted", "newsletter_signups", "cpl", "key_events", "cvr"}
_BOUGHT = {"orders", "visitors", "donations", "volunteers", "pipeline", "revenue", "win_rate", "gift_sum", "roi"}
_SPOKEN_OF = {"mentions", "sov", "net_sentiment", "reviews"}

FITS: dict[str, frozenset[str]] = {
    "awareness": frozenset(_SEEN | _FOLLOWED | {"virality", "amplification", "cpm", "cpf", "referral_self"}),
    "community": frozenset(_FOLLOWED | _TAKEN_UP | {"net_sentiment", "response_rate", "volunteers", "mentions"}),
    "service": frozenset({"response_rate", "frt", "sla_hit", "csat", "nps", "net_sentiment", "conversation"}),
    "traffic": frozenset(_VISITED | {"key_events", "cvr"}),
    "leads": frozenset(_ASKED | _BOUGHT),
    "recruiting": frozenset({"applications", "key_events", "cvr", "advocacy_rate"}),
    "media_relations": frozenset(_SPOKEN_OF | {"leads", "reach"}),
    "employer_brand": frozenset(_SPOKEN_OF | _TAKEN_UP | {"applications", "advocacy_rate"}),
    "listening_only": frozenset(_SPOKEN_OF | {"response_rate"}),
}


def fits(role: str, figures: Collection[str], everywhere: Iterable[str] = ()) -> bool | None:
    """Whether one of the ``figures`` counted on a network, or one that is counted everywhere, speaks of its role.
    None where nothing is counted there, or where a figure of one's own may well do so (its key is "")."""
    if role not in FITS or not figures or "" in figures:
        return None
    return bool(FITS[role] & {*figures, *everywhere})
