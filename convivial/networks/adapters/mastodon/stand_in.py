"""A small server that speaks Mastodon strictly as documented, for tests, rehearsals and benchmarks.

``MastodonStandIn`` behaves as stock servers do; ``OtherStandIn`` as a server that differs where differing is allowed:
it forgets keys, writes ``unlisted`` by default, takes 5000 characters and answers 400 to more, and has neither the
newer description of itself nor of its sign-in.
"""

import hashlib
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from convivial.networks.standing_in import Made, Mood, StandIn

from .connect import challenge

SCOPES = {"read:accounts", "read:statuses", "write:statuses", "write:media"}


class MastodonStandIn(StandIn):
    name = "mastodon"
    software = "mastodon"
    longest, pictures, too_long = 500, 4, 422
    keeps_keys = True
    visibility = "public"

    def __init__(self, port: int = 0, log: str = ":memory:", delay: float = 0.0) -> None:
        super().__init__(port, log, delay)
        self.apps: dict[str, dict[str, Any]] = {}
        self.codes: dict[str, dict[str, Any]] = {}
        self.tokens: dict[str, tuple[str, set[str]]] = {}  # token: (account id, scopes)
        self.accounts: dict[str, str] = {}  # account id: handle
        self.statuses: dict[str, dict[str, Any]] = {}
        self.media: dict[str, dict[str, Any]] = {}
        self.keys: dict[tuple[str, str], str] = {}
        self.looks_until_ready = 0
        self._last_id = 110_000_000_000_000_000

    def open_account(self, handle: str) -> Mapping[str, str]:
        account = self.account(handle)
        token = token_urlsafe(24)
        self.tokens[token] = (account, set(SCOPES))
        return {"access_token": token, "remote_id": account}

    def account(self, handle: str) -> str:
        """The id of an account, which is opened when it is new."""
        known = next((id for id, name in self.accounts.items() if name == handle), None)
        if known is None:
            known = str(1000 + len(self.accounts))
            self.accounts[known] = handle
        return known

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/.well-known/nodeinfo", self.nodeinfo_links),
            web.get("/nodeinfo/2.0", self.nodeinfo),
            web.get("/.well-known/oauth-authorization-server", self.describe_sign_in),
            web.get("/api/v2/instance", self.instance),
            web.get("/api/v1/instance", self.old_instance),
            web.post("/api/v1/apps", self.register),
            web.get("/oauth/authorize", self.ask_the_person),
            web.post("/oauth/authorize", self.said_yes),
            web.post("/oauth/token", self.change_code),
            web.get("/api/v1/accounts/verify_credentials", self.who_am_i),
            web.get("/api/v1/accounts/{account}/statuses", self.list_statuses),
            web.post("/api/v2/media", self.take_media),
            web.get("/api/v1/media/{id}", self.tell_media),
            web.post("/api/v1/statuses", self.publish),
            web.get("/api/v1/statuses/{id}", self.tell),
            web.get("/api/v1/statuses/{id}/source", self.tell_source),
            web.delete("/api/v1/statuses/{id}", self.remove),
        ]

    # what it says about itself

    async def nodeinfo_links(self, request: web.Request) -> web.Response:
        rel = "http://nodeinfo.diaspora.software/ns/schema/2.0"
        return web.json_response({"links": [{"rel": rel, "href": f"{self.address}/nodeinfo/2.0"}]})

    async def nodeinfo(self, request: web.Request) -> web.Response:
        return web.json_response({"version": "2.0", "software": {"name": self.software, "version": "4.5.0"}})

    async def describe_sign_in(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": f"{self.address}/",
                "authorization_endpoint": f"{self.address}/oauth/authorize",
                "token_endpoint": f"{self.address}/oauth/token",
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def instance(self, request: web.Request) -> web.Response:
        return web.json_response({"domain": f"127.0.0.1:{self.port}", **self.configuration()})

    async def old_instance(self, request: web.Request) -> web.Response:
        return web.json_response({"uri": f"127.0.0.1:{self.port}", **self.configuration()})

    def configuration(self) -> dict[str, Any]:
        statuses = {
            "max_characters": self.longest,
            "max_media_attachments": self.pictures,
            "characters_reserved_per_url": 23,
        }
        media = {"image_size_limit": 16777216, "description_limit": 1500}
        return {"configuration": {"statuses": statuses, "media_attachments": media}}

    # signing in

    async def register(self, request: web.Request) -> web.Response:
        said = await request.post()
        if not said.get("client_name") or not said.get("redirect_uris"):
            return _error(422, "Validation failed: Application name can't be blank, Redirect URI can't be blank")
        app = {"client_id": token_urlsafe(16), "client_secret": token_urlsafe(24)}
        self.apps[app["client_id"]] = {
            **app,
            "redirect_uris": str(said["redirect_uris"]).split(),
            "scopes": set(str(said.get("scopes", "read")).split()),
        }
        return web.json_response({"id": "1", "name": said["client_name"], **app})

    async def ask_the_person(self, request: web.Request) -> web.Response:
        if problem := self._wrong_with(request.query):
            return _error(400, problem)
        hidden = '<input type="hidden" name="{}" value="{}">'
        fields = "".join(hidden.format(escape(name), escape(word)) for name, word in request.query.items())
        form = f'<form method="post">{fields}<input name="username"><button>Authorize</button></form>'
        return web.Response(text=f"<!doctype html><title>Authorize</title>{form}", content_type="text/html")

    async def said_yes(self, request: web.Request) -> web.Response:
        said = {name: str(word) for name, word in (await request.post()).items()}
        if problem := self._wrong_with(said):
            return _error(400, problem)
        code = token_urlsafe(24)
        self.codes[code] = {**said, "account": self.account(said.get("username") or "harbour"), "at": time.time()}
        back = {"code": code, "state": said.get("state", ""), "iss": f"{self.address}/"}
        raise web.HTTPFound(f"{said['redirect_uri']}?{urlencode(back)}")

    def _wrong_with(self, said: Mapping[str, str]) -> str:
        app = self.apps.get(said.get("client_id", ""))
        if app is None or said.get("redirect_uri") not in app["redirect_uris"]:
            return "The redirect uri included is not valid."
        if not set(said.get("scope", "read").split()) <= app["scopes"]:
            return "The requested scope is invalid, unknown, or malformed."
        return "" if said.get("response_type") == "code" else "Unsupported response type"

    async def change_code(self, request: web.Request) -> web.Response:
        said = {name: str(word) for name, word in (await request.post()).items()}
        app = self.apps.get(said.get("client_id", ""))
        if app is None or said.get("client_secret") != app["client_secret"]:
            return _error(401, "invalid_client")
        given = self.codes.pop(said.get("code", ""), None)
        if given is None or not self._is_whole(given, said):
            return _error(400, "invalid_grant")
        token = token_urlsafe(24)
        self.tokens[token] = (given["account"], set(given.get("scope", "read").split()))
        scope = " ".join(sorted(self.tokens[token][1]))
        return web.json_response(
            {"access_token": token, "token_type": "Bearer", "scope": scope, "created_at": int(time.time())}
        )

    def _is_whole(self, given: Mapping[str, Any], said: Mapping[str, str]) -> bool:
        same = all(given.get(name) == said.get(name) for name in ("client_id", "redirect_uri"))
        asked = given.get("code_challenge")
        proven = not asked or challenge(said.get("code_verifier", "")) == asked
        return same and proven and time.time() - given["at"] < 600

    # accounts and statuses

    async def who_am_i(self, request: web.Request) -> web.Response:
        account = self._enter(request, "read:accounts")
        mine = [status for status in self.statuses.values() if status["account"] == account]
        handle = self.accounts[account]
        return web.json_response(
            {
                "id": account,
                "username": handle,
                "acct": handle,
                "display_name": handle.capitalize(),
                "url": f"{self.address}/@{handle}",
                "followers_count": 12,
                "following_count": 3,
                "statuses_count": len(mine),
            }
        )

    async def list_statuses(self, request: web.Request) -> web.Response:
        self._enter(request, "read:statuses")
        limit = min(int(request.query.get("limit", "20")), 40)
        before = int(request.query.get("max_id", "0")) or float("inf")
        mine = [
            each
            for each in reversed(self.statuses.values())
            if each["account"] == request.match_info["account"]
            and int(each["id"]) < before
            and self.is_listed(each["epoch"])
        ]
        return web.json_response([self._status(each) for each in mine[:limit]])

    async def take_media(self, request: web.Request) -> web.Response:
        account = self._enter(request, "write:media")
        said = await request.post()
        file = said.get("file")
        if not isinstance(file, web.FileField):
            return _error(422, "Validation failed: File can't be blank")
        content = file.file.read()
        media = {
            "id": self._new_id(),
            "type": "image",
            "description": said.get("description"),
            "account": account,
            "sha256": hashlib.sha256(content).hexdigest(),
            "looks": self.looks_until_ready,
        }
        self.media[str(media["id"])] = media
        return web.json_response(self._shown(media), status=202 if media["looks"] else 200)

    async def tell_media(self, request: web.Request) -> web.Response:
        self._enter(request, "write:media")
        media = self.media.get(request.match_info["id"])
        if media is None:
            return _error(404, "Record not found")
        media["looks"] = max(0, media["looks"] - 1)
        return web.json_response(self._shown(media), status=206 if media["looks"] else 200)

    async def publish(self, request: web.Request) -> web.StreamResponse:
        account = self._enter(request, "write:statuses")
        said = await request.json()
        key = (account, request.headers.get("Idempotency-Key", ""))
        if self.keeps_keys and key[1] and key in self.keys:
            return web.json_response(self._status(self.statuses[self.keys[key]]))
        problem = self._wrong_with_status(said)
        return problem or await self.creating(request, lambda: self._make(account, key, said), self._made)

    async def tell(self, request: web.Request) -> web.Response:
        self._enter(request, "read:statuses")
        status = self.statuses.get(request.match_info["id"])
        return web.json_response(self._status(status)) if status else _error(404, "Record not found")

    async def tell_source(self, request: web.Request) -> web.Response:
        self._enter(request, "read:statuses")
        status = self.statuses.get(request.match_info["id"])
        return web.json_response({"id": status["id"], "text": status["text"]}) if status else _error(404, "Not found")

    async def remove(self, request: web.Request) -> web.Response:
        self._enter(request, "write:statuses")
        status = self.statuses.pop(request.match_info["id"], None)
        if status is None:
            return _error(404, "Record not found")
        self.log.remove(status["id"])
        return web.json_response(self._status(status))

    def _make(self, account: str, key: tuple[str, str], said: Mapping[str, Any]) -> Made:
        now = datetime.now(UTC)
        status = {
            "id": self._new_id(),
            "account": account,
            "text": said.get("status", ""),
            "visibility": said.get("visibility") or self.visibility,
            "language": said.get("language"),
            "media": [self.media[media] for media in said.get("media_ids", [])],
            "created_at": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "epoch": now.timestamp(),
        }
        self.statuses[status["id"]] = status
        if key[1]:
            self.keys[key] = status["id"]
        alts = [media["description"] or "" for media in status["media"]]
        extra = {"alts": alts, "visibility": status["visibility"], "language": status["language"]}
        return Made(account, status["id"], key[1], status["text"], extra, status["epoch"])

    def _made(self, made: Made) -> web.Response:
        return web.json_response(self._status(self.statuses[made.remote_id]))

    def _wrong_with_status(self, said: Mapping[str, Any]) -> web.Response | None:
        text, media = str(said.get("status") or ""), said.get("media_ids") or []
        if not text and not media:
            return _error(422, "Validation failed: Text can't be blank")
        if len(text) > self.longest:
            return _error(self.too_long, self.said_too_long())
        if len(media) > self.pictures:
            return _error(422, f"Validation failed: Cannot attach more than {self.pictures} files")
        if any(each not in self.media for each in media):
            return _error(404, "Record not found")
        if any(self.media[each]["looks"] for each in media):
            return _error(422, "Cannot attach files that have not finished processing. Try again in a moment!")
        return None

    def said_too_long(self) -> str:
        return f"Validation failed: Text character limit of {self.longest} exceeded"

    def _status(self, status: Mapping[str, Any]) -> dict[str, Any]:
        handle = self.accounts[status["account"]]
        address = f"{self.address}/@{handle}/{status['id']}"
        return {
            "id": status["id"],
            "uri": address,
            "url": address,
            "created_at": status["created_at"],
            "content": f"<p>{escape(status['text'], quote=False)}</p>".replace("\n", "<br>"),
            "visibility": status["visibility"],
            "language": status["language"],
            "media_attachments": [self._shown(media) for media in status["media"]],
            "account": {"id": status["account"], "acct": handle},
            "favourites_count": 2,
            "reblogs_count": 1,
            "replies_count": 0,
        }

    def _shown(self, media: Mapping[str, Any]) -> dict[str, Any]:
        url = None if media["looks"] else f"{self.address}/media/{media['id']}"
        return {"id": media["id"], "type": media["type"], "url": url, "description": media["description"]}

    def _new_id(self) -> str:
        self._last_id += 1
        return str(self._last_id)

    def _enter(self, request: web.Request, scope: str) -> str:
        """The account that the token opens; the checks that every call meets first."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens or self.is_(Mood.EXPIRES_TOKENS):
            raise web.HTTPUnauthorized(
                text='{"error": "The access token is invalid"}', content_type="application/json"
            )
        account, scopes = self.tokens[token]
        if not scopes & {scope, scope.partition(":")[0]}:
            raise web.HTTPForbidden(
                text='{"error": "This action is outside the authorized scopes"}', content_type="application/json"
            )
        return account

    # moods

    def busy(self) -> web.Response:
        reset = (datetime.now(UTC) + timedelta(seconds=90)).isoformat().replace("+00:00", "Z")
        headers = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
        return web.json_response({"error": "Too many requests"}, status=429, headers=headers)

    def refusal(self) -> web.Response:
        return _error(self.too_long, self.said_too_long())

    def misleading(self) -> web.Response:
        return _error(422, "Validation failed: Tag is invalid")


class OtherStandIn(MastodonStandIn):
    software = "other"
    longest, too_long = 5000, 400
    keeps_keys = False
    visibility = "unlisted"

    async def describe_sign_in(self, request: web.Request) -> web.Response:
        return _error(404, "Not found")

    async def instance(self, request: web.Request) -> web.Response:
        return _error(404, "Not found")

    def said_too_long(self) -> str:
        return f"Bad Request: text is too long, {self.longest} characters at most"


def _error(status: int, error: str) -> web.Response:
    return web.json_response({"error": error}, status=status)


STAND_IN = MastodonStandIn
