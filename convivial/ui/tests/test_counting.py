"""The browser counts as the server does: one file of cases, two programs."""

import json
import subprocess
from pathlib import Path

import pytest

from convivial.lib import counting

UI = Path(__file__).resolve().parents[1]
CASES = UI.parent / "lib" / "counting_cases.json"
OWN = [
    "", "Nadia tastes forty cups.", "👩‍👩‍👧 and 🇩🇪", "e\u0301", "Grüße aus Köln\n\nmorgen", "नमस्ते",
    "See https://harbour.example/menu?day=1#soup and @ana@social.example, @ben!",
    "(https://harbour.example)", "🏳️‍🌈" * 5,
]  # fmt: skip


def in_browser(asked: list[tuple[str, str]]) -> list[int]:
    """Counts with the built script, in Node."""
    built = json.loads((UI / "assets" / "manifest.json").read_text())["counting.js"]
    program = (
        f"import {{ count }} from {json.dumps((UI / 'assets' / built).as_uri())};"
        "let all = ''; for await (const part of process.stdin) all += part;"
        "console.log(JSON.stringify(JSON.parse(all).map(([text, rule]) => count(text, rule))));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def texts() -> list[str]:
    if not CASES.is_file():
        return OWN
    found = json.loads(CASES.read_text())
    cases = found if isinstance(found, list) else found["cases"]
    return [*OWN, *(case["text"] for case in cases if "text" in case)]


@pytest.mark.parametrize("rule", sorted(counting.rules()))
def test_both_programs_count_alike(rule: str) -> None:
    asked = [(text, rule) for text in texts()]
    assert in_browser(asked) == [counting.count(text, rule) for text, _ in asked]
