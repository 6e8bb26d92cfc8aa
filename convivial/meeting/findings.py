"""Findings as a meeting keeps them: as they were, to be read again in whoever's language."""

from collections.abc import Mapping
from typing import Any

from convivial.strategy.models import Finding
from convivial.strategy.told import Told


def found_again(kept: Mapping[str, Any], slug: str) -> Told:
    row = Finding(
        code=kept["code"], check_key=kept["check"], scope=kept["scope"], chapter=kept["chapter"], row=kept["row"]
    )
    return Told(row, slug)


def kept(told: Told) -> dict[str, Any]:
    row = told.row
    return {"code": row.code, "check": row.check_key, "scope": row.scope, "chapter": row.chapter, "row": row.row}
