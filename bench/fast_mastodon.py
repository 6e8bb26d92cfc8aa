"""A Mastodon for benchmarks and storms: as little as a server can do, so that what is measured is the house.

    python bench/fast_mastodon.py --port 8390 --log made.jsonl --delay 0.08

It takes statuses, lists an account's latest, and forgets every key at once, so that nothing but the house keeps a
post from standing there twice. ``--log`` is append-only and belongs to it alone: one JSON line for each status, with
the moment at which its request had arrived. ``--drop 0.01``: so many answers are lost after the status was made.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import time
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Server:
    def __init__(self, port: int, log: str, delay: float, drop: float, seed: int) -> None:
        self.port, self.delay, self.drop = port, delay, drop
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.chance = random.Random(seed)
        self.made: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.last = 110_000_000_000_000_000

    def make(self, account: str, text: str, key: str, arrived: float) -> dict[str, Any]:
        self.last += 1
        status = {
            "id": str(self.last), "uri": f"/{self.last}", "content": f"<p>{text.translate(HTML)}</p>",
            "url": f"http://127.0.0.1:{self.port}/@{account}/{self.last}", "visibility": "public", "language": "en",
            "created_at": datetime.now(UTC).isoformat(), "media_attachments": [], "account": {"id": account},
        }  # fmt: skip
        self.made[account].insert(0, status)
        line = {"account": account, "text": text, "key": key, "at": arrived, "id": status["id"]}
        os.write(self.log, json.dumps(line).encode() + b"\n")
        return status


class Connection(asyncio.Protocol):
    def __init__(self, server: Server) -> None:
        self.server, self.buffer, self.transport = server, b"", None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, gap, rest = self.buffer.partition(b"\r\n\r\n")
        if not gap:
            return
        first, *lines = head.decode().split("\r\n")
        headers = {name.lower(): word for name, _, word in (line.partition(": ") for line in lines)}
        length = int(headers.get("content-length", 0))
        if len(rest) < length:
            return
        self.buffer = rest[length:]
        method, path, _ = first.split(" ", 2)
        account = headers.get("authorization", "Bearer -").removeprefix("Bearer ")
        if method == "POST":
            self.publish(account, json.loads(rest[:length])["status"], headers.get("idempotency-key", ""))
        elif path.endswith("/source"):
            self.answer(404, {})
        else:
            self.list(account, path)

    def publish(self, account: str, text: str, key: str) -> None:
        status = self.server.make(account, text, key, time.time())
        if self.server.chance.random() < self.server.drop:
            self.transport.abort()
            return
        asyncio.get_running_loop().call_later(self.server.delay, self.answer, 200, status)

    def list(self, account: str, path: str) -> None:
        before = path.partition("max_id=")[2].partition("&")[0]
        known = [s for s in self.server.made[account] if not before or int(s["id"]) < int(before)]
        self.answer(200, known[:40])

    def answer(self, status: int, content: Any) -> None:
        if self.transport.is_closing():
            return
        body = json.dumps(content).encode()
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


async def serve(server: Server) -> None:
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: Connection(server), "127.0.0.1", server.port, backlog=2048)
    server.port = listening.sockets[0].getsockname()[1]
    print(json.dumps({"port": server.port}), flush=True)
    end = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, end.set)
    await end.wait()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", required=True)
    parser.add_argument("--delay", type=float, default=0.08)
    parser.add_argument("--drop", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asyncio.run(serve(Server(asked.port, asked.log, asked.delay, asked.drop, asked.seed)))


if __name__ == "__main__":
    main()
