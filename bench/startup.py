"""How long the house takes to open its doors, and what it weighs when nobody is in.

    python bench/startup.py            warm: this checkout as it stands
    python bench/startup.py --cold     a fresh clone with an empty cache as well (needs a package registry)

Prints seconds from the command to the first page, and the memory of the whole process tree (proportional set size,
Linux, /proc/*/smaps_rollup) after ten idle seconds.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
LONGEST = 300


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="convivial-bench-") as folder:
        if "--cold" in sys.argv:
            subprocess.run(["git", "clone", "--quiet", str(HERE), f"{folder}/clone"], check=True)
            caches = {
                "CONVIVIAL_CACHE": f"{folder}/cache",
                "UV_CACHE_DIR": f"{folder}/uv",
                "npm_config_cache": f"{folder}/npm",
            }
            report("cold", Path(folder) / "clone", Path(folder) / "data-cold", caches)
        report("first start, packages there", HERE, Path(folder) / "data", {})
        report("warm", HERE, Path(folder) / "data", {})


def report(name: str, checkout: Path, data: Path, environment: dict[str, str]) -> None:
    port = free_port()
    settings = {"CONVIVIAL_BIND": f"127.0.0.1:{port}", "CONVIVIAL_DATA": str(data), **environment}
    began = time.monotonic()
    house = subprocess.Popen([checkout / "start"], cwd=checkout, env={**os.environ, **settings},
                             stdout=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    try:
        opened = first_page(port, began)
        time.sleep(10)
        print(f"{name}: {opened:.2f} s to the first page, {memory(house.pid):.0f} MB idle")
    finally:
        began = time.monotonic()
        house.send_signal(signal.SIGTERM)
        house.wait(40)
        print(f"{name}: {time.monotonic() - began:.2f} s to close")


def first_page(port: int, began: float) -> float:
    while time.monotonic() - began < LONGEST:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return time.monotonic() - began
        time.sleep(0.02)
    raise SystemExit("The house did not open its doors.")


def memory(root: int) -> float:
    """Megabytes of the proportional set size of a process and all below it."""
    parents = {int(path.parent.name): parent_of(path) for path in Path("/proc").glob("[0-9]*/stat")}
    family, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family, grown = family | more, bool(more)
    return sum(map(proportional_set, family)) / 1024


def parent_of(stat: Path) -> int:
    with contextlib.suppress(OSError):
        return int(stat.read_text().rpartition(")")[2].split()[1])
    return 0


def proportional_set(pid: int) -> int:
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
