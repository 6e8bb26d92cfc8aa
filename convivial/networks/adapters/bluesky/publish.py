"""Posts: records of ``app.bsky.feed.post`` under a key that we chose (``com.atproto.repo.createRecord``).

Seen on the real server: a key that is taken answers 500 "InternalServerError", with the same words or with others. So
after that answer the record is asked for by its key, which is certain: the server reads what it committed.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from convivial.lib import web
from convivial.lib.now import now
from convivial.networks.errors import NetworkError, OutcomeUnknown, Refused, TryLater, Unsupported
from convivial.networks.messages import Outgoing, Receipt
from convivial.networks.network import Access, Found

from .calls import Call, error_name, said, trouble
from .embed import PICTURES, embed, upload_missing
from .facets import facets, mentioned
from .identity import resolved
from .session import Session

POST = "app.bsky.feed.post"
PAGES = "https://bsky.app"
MENTION = "did:of:"
TAKEN = "InternalServerError"


async def prepare(access: Access, outgoing: Outgoing) -> dict[str, str]:
    """Renews the words of entry if they end soon, uploads the pictures, and learns who is mentioned."""
    session = Session(access)
    await session.renew_ahead()
    return {**await upload_missing(session, outgoing, {}), **await _mentions(access, outgoing, {})}


async def publish(access: Access, outgoing: Outgoing, prepared: Mapping[str, str]) -> Receipt:
    if len(outgoing.pictures) > PICTURES:
        raise Unsupported("too_many_pictures", part="pictures")
    session = Session(access)
    known = {**prepared, **await _mentions(access, outgoing, prepared)}
    known |= await upload_missing(session, outgoing, known)
    try:
        return await _create(session, outgoing, known)
    except Refused as error:
        if error.reason != "picture_lost":
            raise
    return await _create(session, outgoing, {**known, **await upload_missing(session, outgoing, {})})


async def find(access: Access, outgoing: Outgoing) -> Receipt | Found:
    """Asked without a word of entry, so that it works when the access was withdrawn."""
    query = {"repo": access.remote_id, "collection": POST, "rkey": outgoing.key}
    answer = await Call(access.server, "com.atproto.repo.getRecord", query=query).made()
    if error_name(answer) == "RecordNotFound":
        return Found.ABSENT
    if not answer.is_good:
        raise (
            trouble(answer)
            if answer.status == 429 or answer.status >= 500
            else TryLater("cannot_tell", error_name(answer))
        )
    there = said(answer)
    if there.get("uri") != uri(access.remote_id, outgoing.key) or not isinstance(there.get("value"), dict):
        raise TryLater("garbled", "not the record's shape")
    return _receipt(there, _made_at(there["value"])) if _same(there["value"], outgoing) else Found.UNTELLABLE


async def remove(access: Access, remote_id: str) -> None:
    """The server answers the same whether the post was there or not."""
    content = {"repo": access.remote_id, "collection": POST, "rkey": key_of(remote_id)}
    await Session(access).ask(Call(access.server, "com.atproto.repo.deleteRecord", content=content, posts=True))


def uri(did: str, key: str) -> str:
    return f"at://{did}/{POST}/{key}"


def key_of(remote_id: str) -> str:
    return remote_id.rpartition("/")[2]


async def _create(session: Session, outgoing: Outgoing, known: Mapping[str, str]) -> Receipt:
    content = {
        "repo": session.access.remote_id,
        "collection": POST,
        "rkey": outgoing.key,
        "record": record(outgoing, known),
    }
    call = Call(session.access.server, "com.atproto.repo.createRecord", content=content, posts=True, makes=True)
    answer = await session.answered(call)
    if error_name(answer) == TAKEN:
        return await _already_there(session.access, outgoing)
    if not answer.is_good:
        raise trouble(answer, makes=True)
    return _taken_for_made(answer, session.access, outgoing)


async def _already_there(access: Access, outgoing: Outgoing) -> Receipt:
    """Only "it is there" is certain now: what is not there yet may still be on its way."""
    try:
        there = await find(access, outgoing)
    except NetworkError as error:
        raise OutcomeUnknown("unclear_answer", TAKEN) from error
    if isinstance(there, Receipt):
        return there
    if there is Found.UNTELLABLE:
        raise Refused("key_taken")
    raise OutcomeUnknown("unclear_answer", TAKEN)


def _taken_for_made(answer: web.Answer, access: Access, outgoing: Outgoing) -> Receipt:
    made = said(answer)
    if made.get("uri") != uri(access.remote_id, outgoing.key) or not isinstance(made.get("cid"), str):
        raise OutcomeUnknown("no_receipt")
    return _receipt(made, now())


def record(outgoing: Outgoing, known: Mapping[str, str]) -> dict[str, Any]:
    """``createdAt`` is the moment of going out: feeds sort by it, and an older one would sink at once."""
    dids = {name.removeprefix(MENTION): did for name, did in known.items() if name.startswith(MENTION) and did}
    made: dict[str, Any] = {
        "$type": POST,
        "text": outgoing.text,
        "createdAt": now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    extra = {
        "langs": [outgoing.language] if outgoing.language else None,
        "facets": facets(outgoing.text, dids),
        "embed": embed(outgoing, known),
    }
    return made | {name: value for name, value in extra.items() if value}


def _receipt(answer: Mapping[str, Any], at: datetime) -> Receipt:
    kept = {name: answer[name] for name in ("uri", "cid", "commit", "validationStatus") if name in answer}
    return Receipt(str(answer["uri"]), address_of(str(answer["uri"])), at, kept)


def address_of(remote_id: str) -> str:
    """Where people read it."""
    return f"{PAGES}/profile/{remote_id.removeprefix('at://').split('/')[0]}/post/{key_of(remote_id)}"


def _same(value: Mapping[str, Any], outgoing: Outgoing) -> bool:
    """Whether a record says what we would say: words, alt texts and card; its time and its pictures' bytes differ
    between two tries of one and the same post."""
    there = value.get("embed") if isinstance(value.get("embed"), dict) else {}
    alts = [image.get("alt") for image in there.get("images", [])] if there else []
    card = there.get("external", {}).get("uri") if there else None
    wanted = outgoing.card.address if outgoing.card and not outgoing.pictures else None
    return value.get("text") == outgoing.text and alts == [p.alt for p in outgoing.pictures] and card == wanted


def _made_at(value: Mapping[str, Any]) -> datetime:
    try:
        at = datetime.fromisoformat(str(value.get("createdAt")))
    except ValueError:
        return now()
    return at if at.tzinfo else now()


async def _mentions(access: Access, outgoing: Outgoing, known: Mapping[str, str]) -> dict[str, str]:
    """Handles in the text to DIDs, asked at our own server; "" for nobody, who stays plain text."""
    found = {}
    for handle in mentioned(outgoing.text):
        if f"{MENTION}{handle}" not in known:
            found[f"{MENTION}{handle}"] = await resolved(handle, access.server) or ""
    return found
