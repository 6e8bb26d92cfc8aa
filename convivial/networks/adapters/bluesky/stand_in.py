"""A personal data server, a directory and an AppView in one, as strict as the lexicons.

Its answers were compared with the real software (``tests/live/test_bluesky.py`` runs the same promises there). It
differs on purpose in two things: facets must lie within the text (see ``lexicon``), and a word that renews opens only
once, where the real server forgives a second use for two hours.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from convivial.networks.standing_in import Made, Mood, StandIn

from .lexicon import KEY, Invalid, check_post

POST = "app.bsky.feed.post"
ACCESS_SECONDS, REFRESH_SECONDS = 2 * 3600, 90 * 86400
SUFFIX = ".bsky.example"


@dataclass
class Account:
    did: str
    handle: str
    app_password: str
    own_password: str
    name: str = ""
    is_active: bool = True
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)  # what the AppView counted, by "likeCount" …


@dataclass(frozen=True)
class Word:
    """A word of entry that was given out."""

    did: str
    kind: str  # "access" or "refresh"
    round: int
    ends_at: float


class No(Exception):
    """An answer that refuses."""

    def __init__(self, status: int, name: str, message: str = "") -> None:
        super().__init__(name)
        self.answer = web.json_response({"error": name, "message": message or name}, status=status)


class BlueskyStandIn(StandIn):
    name = "bluesky"
    file_limit = 5 * 1024 * 1024
    has_appview = True

    def __init__(self, port: int = 0, log: str = ":memory:", delay: float = 0.0) -> None:
        super().__init__(port, log, delay)
        self.accounts: dict[str, Account] = {}
        self._words: dict[str, Word] = {}
        self._round = 0

    def open_account(self, handle: str) -> Mapping[str, str]:
        did = "did:plc:" + base64.b32encode(hashlib.sha256(handle.encode()).digest()).decode().lower()[:24]
        full = handle if "." in handle else f"{handle}{SUFFIX}"
        account = Account(did, full, _app_password(), secrets.token_urlsafe(12))
        self.accounts[did] = account
        words = self._words_for(account, "com.atproto.appPass")
        opened = {"access_token": words["accessJwt"], "refresh_token": words["refreshJwt"]}
        return {"remote_id": did, "handle": full, "app_password": account.app_password, **opened}

    def feel(self, mood: Mood, times: int = 0) -> None:
        if mood is Mood.EXPIRES_TOKENS:
            self._round += 1
        super().feel(mood, times)

    def withdraw(self, did: str) -> None:
        """The person took the app password back: no word opens or renews any more."""
        self.accounts[did].app_password = ""
        self._words = {text: word for text, word in self._words.items() if word.did != did}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/{did:did:plc:.*}", self._document),
            web.get("/xrpc/{name}", self._asked),
            web.post("/xrpc/{name}", self._asked),
        ]

    def busy(self) -> web.Response:
        content = {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}
        return web.json_response(content, status=429, headers={"ratelimit-reset": str(int(time.time()) + 120)})

    def refusal(self) -> web.Response:
        return No(400, "InvalidRequest", "Invalid app.bsky.feed.post record: not today at $.record.text").answer

    def misleading(self) -> web.Response:
        """A proxy before the server, which did not wait for the answer."""
        return web.Response(status=400, text="<html><body><h1>400 Bad request</h1></body></html>")

    async def _asked(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"].rpartition(".")[2]
        procedures = {
            "createSession",
            "refreshSession",
            "deleteSession",
            "uploadBlob",
            "createRecord",
            "deleteRecord",
        }
        queries = {"getSession", "getRecord", "resolveHandle", "getPosts", "getProfile", "getAuthorFeed"}
        if name not in (procedures if request.method == "POST" else queries):
            return No(501, "MethodNotImplemented", "Method Not Implemented").answer
        try:
            answer: web.StreamResponse = await getattr(self, f"_{name}")(request)
        except No as refused:
            return refused.answer
        return answer

    async def _document(self, request: web.Request) -> web.Response:
        account = self.accounts.get(request.match_info["did"])
        if account is None:
            return web.json_response({"message": "DID not registered"}, status=404)
        service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": self.address}
        return web.json_response({"id": account.did, "alsoKnownAs": [f"at://{account.handle}"], "service": [service]})

    async def _resolveHandle(self, request: web.Request) -> web.Response:  # noqa: N802 - the network's own word
        for account in self.accounts.values():
            if account.handle == request.query.get("handle"):
                return web.json_response({"did": account.did})
        raise No(400, "HandleNotFound", "Unable to resolve handle")

    async def _createSession(self, request: web.Request) -> web.Response:  # noqa: N802
        content = await _content(request)
        account = self.accounts.get(content.get("identifier", ""))
        if account is None or not content.get("password"):
            raise No(401, "AuthenticationRequired", "Invalid identifier or password")
        scopes = {account.app_password: "com.atproto.appPass", account.own_password: "com.atproto.access"}
        if content["password"] not in scopes:
            raise No(401, "AuthenticationRequired", "Invalid identifier or password")
        return web.json_response(self._words_for(account, scopes[content["password"]]))

    async def _refreshSession(self, request: web.Request) -> web.Response:  # noqa: N802
        if await request.read():
            raise No(400, "InvalidRequest", "A request body was provided when none was expected")
        text, account = self._opened_by(request, "refresh")
        del self._words[text]
        return web.json_response(self._words_for(account, "com.atproto.appPass"))

    async def _deleteSession(self, request: web.Request) -> web.Response:  # noqa: N802
        _, account = self._opened_by(request, "refresh")
        self._words = {other: word for other, word in self._words.items() if word.did != account.did}
        return web.json_response(None)

    async def _getSession(self, request: web.Request) -> web.Response:  # noqa: N802
        _, account = self._opened_by(request, "access")
        return web.json_response({"did": account.did, "handle": account.handle, "active": account.is_active})

    async def _uploadBlob(self, request: web.Request) -> web.Response:  # noqa: N802
        _, account = self._opened_by(request, "access")
        content = await request.read()
        if len(content) > self.file_limit:
            raise No(413, "PayloadTooLarge", "request entity too large")
        link = "bafkrei" + hashlib.sha256(content).hexdigest()[:52]
        mime = request.headers.get("Content-Type", "")
        blob = {"$type": "blob", "ref": {"$link": link}, "mimeType": mime, "size": len(content)}
        account.files[link] = blob
        return web.json_response({"blob": blob})

    async def _createRecord(self, request: web.Request) -> web.StreamResponse:  # noqa: N802
        _, account = self._opened_by(request, "access")
        content = await _content(request)
        self._check(account, content)
        key, record = content["rkey"], content["record"]
        if key in account.records:
            return No(500, "InternalServerError", "Internal Server Error").answer

        def make() -> Made:
            account.records[key] = {"value": record, "cid": _cid(record), "at": time.time()}
            return Made(
                account.did, _uri(account.did, key), key, record["text"], record.get("embed", {}), time.time()
            )

        return await self.creating(request, make, lambda made: web.json_response(self._made(account, made.key)))

    async def _getRecord(self, request: web.Request) -> web.Response:  # noqa: N802
        account = self.accounts.get(request.query.get("repo", ""))
        if account is None:
            raise No(400, "InvalidRequest", "Could not find repo")
        if request.query.get("collection") == "app.bsky.actor.profile" and account.name:
            return web.json_response({"uri": "", "value": {"displayName": account.name}})
        key = request.query.get("rkey", "")
        if request.query.get("collection") != POST or key not in account.records:
            raise No(400, "RecordNotFound", f"Could not locate record: {_uri(account.did, key)}")
        there = account.records[key]
        return web.json_response({"uri": _uri(account.did, key), "cid": there["cid"], "value": there["value"]})

    async def _deleteRecord(self, request: web.Request) -> web.Response:  # noqa: N802
        _, account = self._opened_by(request, "access")
        content = await _content(request)
        if account.records.pop(content.get("rkey", ""), None) is not None:
            self.log.remove(_uri(account.did, content["rkey"]))
        return web.json_response({})

    async def _getPosts(self, request: web.Request) -> web.Response:  # noqa: N802
        self._need_appview(request)
        posts = []
        for wanted in request.query.getall("uris", []):
            did, _, key = wanted.removeprefix("at://").replace(f"/{POST}", "").partition("/")
            there = self.accounts[did].records.get(key) if did in self.accounts else None
            if there and self.is_listed(there["at"]):
                counts = dict.fromkeys(("likeCount", "repostCount", "replyCount", "quoteCount"), 0)
                posts.append({"uri": wanted, "cid": there["cid"], **counts, **self.accounts[did].figures})
        return web.json_response({"posts": posts})

    async def _getAuthorFeed(self, request: web.Request) -> web.Response:  # noqa: N802
        self._need_appview(request)
        account = self.accounts.get(request.query.get("actor", ""))
        if account is None:
            raise No(400, "InvalidRequest", "Profile not found")
        listed = sorted(account.records.items(), key=lambda each: each[1]["at"], reverse=True)
        first, most = int(request.query.get("cursor") or 0), min(int(request.query.get("limit", "50")), 100)
        feed = [{"post": self._view(account, key)} for key, _ in listed[first : first + most]]
        more = {"cursor": str(first + most)} if first + most < len(listed) else {}
        return web.json_response({"feed": feed, **more})

    def _view(self, account: Account, key: str) -> dict[str, Any]:
        there = account.records[key]
        seen = datetime.fromtimestamp(there["at"], UTC).isoformat()
        counts = dict.fromkeys(("likeCount", "repostCount", "replyCount", "quoteCount"), 0)
        who = {"did": account.did, "handle": account.handle}
        about = {"uri": _uri(account.did, key), "cid": there["cid"], "author": who, "record": there["value"]}
        return {**about, "indexedAt": seen, **counts, **account.figures}

    async def _getProfile(self, request: web.Request) -> web.Response:  # noqa: N802
        self._need_appview(request)
        account = self.accounts.get(request.query.get("actor", ""))
        if account is None:
            raise No(400, "InvalidRequest", "Profile not found")
        counts = {"followersCount": 0, "followsCount": 0, "postsCount": len(account.records)}
        return web.json_response({"did": account.did, "handle": account.handle, **counts, **account.figures})

    def _check(self, account: Account, content: Mapping[str, Any]) -> None:
        """In the order of the real server: account, key, record, files."""
        if content.get("repo") != account.did:
            raise No(401, "AuthMissing", "Authentication Required")
        if not account.is_active:
            raise No(401, "AccountDeactivated", "Account is deactivated")
        if content.get("collection") != POST or not KEY.fullmatch(str(content.get("rkey", ""))):
            raise No(400, "InvalidRequest", "Invalid record key")
        try:
            check_post(content.get("record"))
        except Invalid as error:
            raise No(400, "InvalidRequest", str(error)) from error
        for link in _links_in(content["record"]):
            if link not in account.files:
                raise No(400, "BlobNotFound", f"Could not find blob: {link}")

    def _opened_by(self, request: web.Request, kind: str) -> tuple[str, Account]:
        text = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not text:
            raise No(401, "AuthMissing", "Authentication Required")
        word = self._words.get(text)
        if word is None and kind == "refresh":
            raise No(400, "ExpiredToken", "Token has been revoked")
        if word is None or word.kind != kind:
            raise No(400, "InvalidToken", "Token could not be verified")
        if word.ends_at < time.time() or (kind == "access" and word.round < self._round):
            raise No(400, "ExpiredToken", "Token has expired")
        return text, self.accounts[word.did]

    def _words_for(self, account: Account, scope: str) -> dict[str, Any]:
        seconds = {"access": ACCESS_SECONDS, "refresh": REFRESH_SECONDS}
        words = {kind: _jwt(account.did, scope, span) for kind, span in seconds.items()}
        for kind, text in words.items():
            self._words[text] = Word(account.did, kind, self._round, time.time() + seconds[kind])
        who = {"did": account.did, "handle": account.handle, "active": account.is_active}
        return {"accessJwt": words["access"], "refreshJwt": words["refresh"], **who}

    def _made(self, account: Account, key: str) -> dict[str, Any]:
        return {"uri": _uri(account.did, key), "cid": account.records[key]["cid"], "validationStatus": "valid"}

    def _need_appview(self, request: web.Request) -> None:
        self._opened_by(request, "access")
        if not self.has_appview:
            raise No(502, "UpstreamFailure", "Upstream service unreachable")


async def _content(request: web.Request) -> dict[str, Any]:
    try:
        content = json.loads(await request.read())
    except ValueError as error:
        raise No(400, "InvalidRequest", "Unable to parse the body") from error
    if not isinstance(content, dict):
        raise No(400, "InvalidRequest", "Expected an object")
    return content


def _links_in(record: Mapping[str, Any]) -> list[str]:
    embed = record.get("embed", {})
    blobs = [image["image"] for image in embed.get("images", [])]
    if "thumb" in embed.get("external", {}):
        blobs.append(embed["external"]["thumb"])
    return [blob["ref"]["$link"] for blob in blobs]


def _uri(did: str, key: str) -> str:
    return f"at://{did}/{POST}/{key}"


def _cid(record: Any) -> str:
    return "bafyrei" + hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:52]


def _app_password() -> str:
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _jwt(did: str, scope: str, seconds: float) -> str:
    """Looks like the real one, so that what looks for secrets finds it; its signature is random."""
    claims = {"scope": scope, "sub": did, "exp": int(time.time() + seconds), "jti": secrets.token_urlsafe(8)}
    parts = [{"typ": "at+jwt", "alg": "HS256"}, claims]
    words = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*words, secrets.token_urlsafe(32)])


STAND_IN = BlueskyStandIn
