"""The wheel carries everything: from an empty folder, ``python -m convivial run`` opens its doors."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
LONGEST = 60

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(HERE)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_pages_scripts_and_translations_but_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("convivial/ui/assets/manifest.json", "convivial/ui/templates/ui/page.html"):
        assert part in names
    assert any(name.endswith("de/LC_MESSAGES/django.mo") for name in names)
    assert [name for name in names if "/tests/" in name] == []


def test_the_house_opens_from_the_wheel_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site, empty, port = tmp_path / "site", tmp_path / "empty", _free_port()
    zipfile.ZipFile(wheel).extractall(site)
    empty.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(site), "CONVIVIAL_BIND": f"127.0.0.1:{port}"}
    environment.pop("CONVIVIAL_DATA", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    house = subprocess.Popen([sys.executable, "-m", "convivial", "run"], cwd=empty, env=environment)
    try:
        assert b"<html" in _first_page(port, house)
        assert (empty / "data" / "convivial.sqlite3").exists()
    finally:
        house.send_signal(signal.SIGTERM)
        assert house.wait(40) == 0


def _first_page(port: int, house: "subprocess.Popen[bytes]") -> bytes:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and house.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bytes(page.read())
        time.sleep(0.05)
    raise AssertionError("The house did not open its doors.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
