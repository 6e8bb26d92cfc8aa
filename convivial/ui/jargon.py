"""Words that a communicator never has to read: what only a maker of software would say, and what to say instead.

A test reads every template and every text of the catalogues, English and German. The IT desk may speak to
installers in their own words. Trade words of communication are allowed, and are explained by ``ui.glossary``.
"""

import re

TECHNICAL: dict[str, str] = {
    # word: what to say instead
    "api": "the way in, or nothing",
    "app key": "nothing: installers have it",
    "authenticat(e|ed|ion|ing)": "sign in",
    "authori[sz](e|ed|ation|ing)": "allow",
    "backend": "nothing",
    "boolean": "yes or no",
    "cache[ds]?": "nothing",
    "client id": "nothing",
    "config(uration|ure|ured)?": "set up, settings",
    "cookies?": "nothing",
    "credentials?": "password",
    "csrf": "nothing",
    "database": "nothing",
    "dns": "address",
    "endpoints?": "address",
    "frontend": "nothing",
    "hashe[ds]": "nothing",
    "hostname": "address",
    "https?(?!://)": "nothing",
    "ids?": "name",
    "invalid": "say what is wrong with it",
    "ip address": "place",
    "json": "nothing",
    "metadata": "nothing",
    "null": "–",
    "oauth": "sign in",
    "parameters?": "choice",
    "payload": "nothing",
    "pds": "server",
    "sessions?": "say that one is no longer signed in",
    "slug": "short name",
    "stack ?trace": "nothing",
    "status code": "what happened",
    "sync(ed|ing|hroni[sz]e[ds]?)?": "fetch, bring up to date",
    "timestamps?": "time",
    "time-?outs?": "took too long",
    "tokens?": "key, permission",
    "unauthori[sz]ed": "not allowed",
    "upload failed": "did not arrive",
    "ur[li]s?": "address, link",
    "uuid": "nothing",
    "validat(e|ed|ion)": "check",
    "webhooks?": "nothing",
    "an? error (has )?occurred": "say what happened",
    # German
    "anfrage fehlgeschlagen": "sagen, was nicht ging",
    "authentifizier(t|ung|en)": "anmelden",
    "autorisier(t|ung|en)": "erlauben",
    "datenbank": "nichts",
    "endpunkt": "Adresse",
    "fehler aufgetreten": "sagen, was geschah",
    "konfigur(iert|ation|ieren)": "einrichten",
    "sitzung(en)? (abgelaufen|beendet)": "sagen, dass man abgemeldet ist",
    "synchronisier(t|en|ung)": "holen",
    "ungültig(e[rsn]?)?": "sagen, was daran nicht stimmt",
    "zeitüberschreitung": "hat zu lange gedauert",
    "zeitstempel": "Zeit",
}

# Trade words, and the entry of the glossary that explains each.
TRADE: dict[str, str] = {
    "alt text": "alt_text",
    "alternativtext": "alt_text",
    "app password": "app_password",
    "app-passwort": "app_password",
    "ctr": "ctr",
    "engagement[ -]rate": "engagement_rate",
    "funnel": "funnel",
    "handle": "handle",
    "hashtags?": "hashtag",
    "impressions": "impressions",
    "impressionen": "impressions",
    "kpis?": "kpi",
    "passkeys?": "passkey",
    "persona[es]?": "persona",
    "pillars?": "pillar",
    "reach(?= of)": "reach",
    "reichweite": "reach",
    "recovery codes?": "recovery_codes",
    "server": "server",
    "utm": "utm",
}

_PATTERN = re.compile(rf"(?<![\w@/.-])(?:{'|'.join(TECHNICAL)})(?![\w-])", re.IGNORECASE)
_TRADE = {re.compile(rf"(?<![\w@/.-])(?:{word})(?![\w-])", re.IGNORECASE): term for word, term in TRADE.items()}


def found_in(text: str) -> list[str]:
    """The technical words in a text as people read it."""
    return [match.group() for match in _PATTERN.finditer(text)]


def trade_in(text: str) -> set[str]:
    """The entries of the glossary that a text needs."""
    return {term for pattern, term in _TRADE.items() if pattern.search(text)}
