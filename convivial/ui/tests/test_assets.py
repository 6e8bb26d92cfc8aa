"""What the browser loads first is small, and the same sources give the same bytes."""

import json
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from convivial.ui import assets

UI = Path(__file__).resolve().parents[1]
FIRST = ("main.css", "main.js", "sprite.svg", "inter-latin-wght-normal.woff2", "fraunces-latin-soft-normal.woff2")
KILOBYTE = 1000


def sent(name: str) -> int:
    """Bytes on the wire: the brotli form where there is one."""
    file = assets.FOLDER / json.loads(assets.MANIFEST.read_text())[name]
    small = file.with_name(f"{file.name}.br")
    return (small if small.exists() else file).stat().st_size


def test_the_first_page_loads_in_under_three_hundred_kilobytes() -> None:
    assert sum(map(sent, FIRST)) <= 300 * KILOBYTE
    assert sent("main.js") <= 100 * KILOBYTE


def test_every_listed_file_is_there_and_every_text_has_its_compressed_forms() -> None:
    for name in json.loads(assets.MANIFEST.read_text()).values():
        file = assets.FOLDER / name
        assert file.is_file()
        if file.suffix in (".js", ".css", ".svg"):
            assert file.with_name(f"{name}.br").is_file()
            assert file.with_name(f"{name}.gz").is_file()


def test_the_built_style_sheet_asks_only_for_files_that_are_there() -> None:
    sheet = (assets.FOLDER / json.loads(assets.MANIFEST.read_text())["main.css"]).read_text()
    for asked in re.findall(r'url\("?\./([^")]+)"?\)', sheet):
        assert (assets.FOLDER / asked).is_file()
    assert "http" not in sheet


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        subprocess.run(["node", str(UI / "build.mjs"), str(out)], check=True, timeout=30)
    one, two = ({file.name: file.read_bytes() for file in out.rglob("*") if file.is_file()} for out in outs)
    assert one == two
    assert one


def test_what_is_not_built_keeps_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "MANIFEST", tmp_path / "manifest.json")
    assert not assets.is_built()
    assert assets.address("main.css") == "/assets/main.css"


def test_what_is_built_anew_is_seen_within_a_second(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clock, manifest = SimpleNamespace(monotonic=lambda: second[0]), tmp_path / "manifest.json"
    second, looks = [7.0], []
    monkeypatch.setattr(assets, "time", clock)
    monkeypatch.setattr(assets, "MANIFEST", manifest)
    stat = Path.stat
    monkeypatch.setattr(Path, "stat", lambda self, **how: (looks.append(self), stat(self, **how))[1])
    assert assets.address("main.css") == "/assets/main.css"
    manifest.write_text(json.dumps({"main.css": "main-1.css"}))
    second[0] = 8.1
    assert [assets.address("main.css") for _ in range(50)] == ["/assets/main-1.css"] * 50
    assert looks.count(manifest) == 2
