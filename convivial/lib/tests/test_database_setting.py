from pathlib import Path

import pytest

from convivial.lib.env import database


@pytest.mark.parametrize(
    ("end", "options"),
    [
        ("", {"options": "-c jit=off"}),
        ("?sslmode=require", {"options": "-c jit=off", "sslmode": "require"}),
        ("?options=", {"options": ""}),
    ],
)
def test_postgresql_does_not_compile_its_plans_unless_it_is_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, end: str, options: dict[str, str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://ana:word@db.example/house{end}")
    assert database(tmp_path)["OPTIONS"] == options
