"""Findings as a meeting keeps them: as they were, to be read again in whoever's language."""

from collections.abc import Mapping
from typing import Any

from convivial.strategy.judging.findings import Finding as Judged
from convivial.strategy.models import Finding
from convivial.strategy.told import Told


def found_again(kept: Mapping[str, Any], slug: str) -> Told:
    row = Finding(
        code=kept["code"], check_key=kept["check"], scope=kept["scope"], chapter=kept["chapter"], row=kept["row"]
    )
    return Told(row, slug)


def judged(kept: Mapping[str, Any]) -> Judged:
    return Judged.from_row(kept["row"])


def kept(told: Told) -> dict[str, Any]:
    return kept_as(told.judged, told.row.code, told.row.said)


def kept_as(found: Judged, code: str, said: str) -> dict[str, Any]:
    """``code``: of the finding as it is today, "" where there is none; ``said``: what an answer to it names."""
    about = {"code": code, "check": found.check, "scope": found.scope, "chapter": found.chapter, "said": said}
    return about | {"row": found.as_row()}
