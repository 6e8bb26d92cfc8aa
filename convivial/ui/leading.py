"""How an act that a page was asked for leads on to another page, with or without the script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def is_part(request: HttpRequest) -> bool:
    """Whether the script asks, which puts the answer into the page that is there."""
    return request.headers.get("HX-Request") == "true"


def lead_to(request: HttpRequest, address: str) -> HttpResponse:
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
