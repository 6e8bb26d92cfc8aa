"""Speaks the member's language: the one chosen in the account, else the browser's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from .models import User


class MemberLanguage:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = spoken(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


def spoken(request: HttpRequest) -> str:
    chosen = request.user.language if isinstance(request.user, User) else ""
    if chosen and translation.check_for_language(chosen):
        return chosen
    return translation.get_language_from_request(request)
