"""Whether the house is well, for machines that watch it. It tells names and states, nothing of what is inside."""

from django.http import HttpRequest, JsonResponse

from . import health


def healthz(request: HttpRequest) -> JsonResponse:
    found = health.checked()
    state = health.worst(found)
    told = {
        name: {"state": each.state, "since": each.since.isoformat() if each.since else None}
        for name, each in found.items()
    }
    answer = JsonResponse({"state": state, "checks": told}, status=503 if state == health.ACT else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


healthz.act = None  # type: ignore[attr-defined]  # asks nobody; the team's word for it lies above this floor
