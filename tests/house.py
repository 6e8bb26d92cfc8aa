"""A real house for journeys and pictures: the product as ``./start`` runs it, in a folder of its own, on loopback."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from . import ready

HERE = Path(__file__).resolve().parent.parent
LONGEST = 60


@dataclass
class House:
    """``address`` has no slash at its end; ``environment`` goes to every command."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        self.port = self.port or free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "CONVIVIAL_DATA": str(self.folder / "data"),
            "CONVIVIAL_BIND": f"127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "convivial.settings",
        }
        kept = {key: word for key, word in os.environ.items() if key not in ("DATABASE_URL", "CONVIVIAL_DATA")}
        return {**kept, **own, **self.settings}

    def command(self, *words: str) -> str:
        """Runs ``python -m convivial …`` in this house and returns what it printed."""
        command = [sys.executable, "-m", "convivial", *words]
        done = subprocess.run(command, cwd=HERE, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def furnish(self, *words: str) -> None:
        """Every table, and with ``demo`` the fictional world (see ``ready``)."""
        ready.lay(self.folder / "data", *words)

    def open(self) -> "House":
        command = [sys.executable, "-m", "convivial", "run"]
        out = (self.folder / "house.log").open("ab")
        self.process = subprocess.Popen(command, cwd=HERE, env=self.environment, stdout=out, stderr=out)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until and self.process.poll() is None:
            if self._answers():
                return self
            time.sleep(0.05)
        raise AssertionError(f"The house did not open:\n{self.log[-4000:]}")

    def close(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(40)

    @property
    def log(self) -> str:
        return (self.folder / "house.log").read_text(errors="replace")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def opened(folder: Path, *words: str, **settings: str):  # type: ignore[no-untyped-def]
    house = House(folder, settings)
    house.furnish(*words)
    try:
        yield house.open()
    finally:
        house.close()
