"""Who may what, asked in one place. Every address says its act; an address that says none is refused.

    @act("post.write")
    def write(request): ...

``request.workspace`` and ``request.membership`` are there when the view runs. A workspace of which one is no member
is a 404, the same as one that does not exist; a role that is too small is a 403. Whoever is not signed in is led to
sign-in and back to the page they were on.
"""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.db.models import Aggregate, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from convivial.journal.models import Head
from convivial.lib.now import now
from convivial.lib.waiting import was_ended_for_another

from .acts import INSTALLER, LENT, PERSON, roles_that
from .models import Cover, MemberRole, Membership, User, Workspace

Asked = Callable[[User, str, Any], bool]
View = Callable[..., HttpResponseBase]
M = TypeVar("M", bound="Membership | None")

METHODS = ["GET", "HEAD", "POST"]
BELOW = frozenset({"convivial.ui.views.asset", "convivial.ui.views.web_manifest"})  # open, and below this floor
OUR_SITE = frozenset({"same-origin", "none"})

_also_asked: list[Asked] = []
_also_read: dict[str, Any] = {}


class MemberRequest(HttpRequest):
    """What a view of a workspace is given."""

    user: User
    workspace: Workspace
    membership: Membership


def may(person: User | AnonymousUser, act: str, thing: Any = None) -> bool:
    """Whether a person may do an act to a thing: a workspace, or anything with a ``workspace``. None is what belongs
    to no workspace: one's own account, and the desk."""
    if not isinstance(person, User) or not person.is_active:
        return False
    if thing is None:
        roles = roles_that(act)
        return PERSON in roles or (INSTALLER in roles and hasattr(person, "installer"))
    workspace = thing if isinstance(thing, Workspace) else thing.workspace
    membership = membership_of(person, workspace)
    return membership is not None and _membership_may(membership, act, thing)


def also_ask(question: Asked) -> None:
    """A higher app can narrow what a member may do to a thing; all that are asked must say yes."""
    _also_asked.append(question)


def also_read(name: str, expression: Any) -> None:
    """A higher app can have something read along with every membership (an expression, ``OuterRef("pk")`` is the
    membership), so that asking it later takes no query."""
    _also_read[name] = expression


def who_may(act: str, workspace: Workspace | int, not_lent_to: Collection[int] = ()) -> QuerySet[Membership]:
    """The members who may do an act in a workspace, by their roles or because a cover lends it to them now; to the
    people in ``not_lent_to`` (ids) a loan is of no use."""
    allowed = Q(pk__in=MemberRole.objects.filter(name__in=roles_that(act)).values("membership"))
    if act == LENT:
        lent = Q(pk__in=Cover.objects.lending(now()).values("colleague"))
        allowed |= lent & ~Q(user__in=not_lent_to) if not_lent_to else lent
    return Membership.objects.filter(allowed, workspace=workspace, user__is_active=True)


def is_lent(membership: Membership, act: str) -> bool:
    """Whether a member may do it only because a cover lends it to them now."""
    return act == LENT and not role_names(membership) & roles_that(act) and bool(membership.is_lent)  # type: ignore[attr-defined]


def role_names(membership: Membership) -> frozenset[str]:
    return frozenset(role.name for role in membership.roles.all())


def membership_of(person: User, workspace: Workspace | int) -> Membership | None:
    known: dict[int, Membership | None] = person.__dict__.setdefault("_memberships", {})
    key = workspace if isinstance(workspace, int) else workspace.pk
    if key not in known:
        found = person.memberships.filter(workspace=key).select_related("workspace").annotate(**_read_along())
        known[key] = _with_roles(found.first())
    return known[key]


def forget(person: User) -> None:
    """After an act that changed a membership: what was known of this person is asked anew."""
    person.__dict__.pop("_memberships", None)


def _membership_may(membership: Membership, act: str, thing: Any) -> bool:
    if not role_names(membership) & roles_that(act) and not is_lent(membership, act):
        return False
    return all(question(membership.user, act, thing) for question in _also_asked)


def _read_along() -> dict[str, Any]:
    lent = Cover.objects.lending(now()).filter(colleague=OuterRef("pk"))
    roles = MemberRole.objects.filter(membership=OuterRef("pk")).order_by().values("membership")
    words = Subquery(roles.annotate(words=_Joined("name")).values("words"))
    return {"is_lent": Exists(lent), "role_words": words, **_also_read}


class _Joined(Aggregate):
    """The words of many rows as one, with blanks between them."""

    function, template, output_field = "GROUP_CONCAT", "%(function)s(%(expressions)s, ' ')", CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


def _with_roles(membership: M) -> M:
    """Every page asks for the roles, so they come along with the membership instead of in a question of their own."""
    if membership is not None:
        roles = membership.roles.all()
        names = (membership.role_words or "").split()  # type: ignore[attr-defined]
        roles._result_cache = [MemberRole(membership=membership, name=name) for name in names]
        membership._prefetched_objects_cache = {"roles": roles}  # type: ignore[attr-defined]
    return membership


def act(name: str) -> Callable[[View], View]:
    """Declares the act of a view, and asks before the view runs."""
    if not roles_that(name):
        raise ValueError(f"No role may “{name}”: it is missing in team.acts.")

    def declare(view: View) -> View:
        @wraps(view)
        def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            _enter(request, name, kwargs)
            return _answered(request, lambda: view(request, *args, **kwargs))

        asked.act = name  # type: ignore[attr-defined]
        return asked

    return declare


def _answered(request: HttpRequest, ask: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """An act that the database undid for the sake of another one is pressed once more: twice does no harm. What was
    sent along has been read to its end by then, and is laid back to its beginning."""
    try:
        return ask()
    except OperationalError as error:
        if not was_ended_for_another(error) or connection.in_atomic_block:
            raise
    for _name, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    return ask()


def open_to_all(view: View) -> View:
    """Declares that a view asks nobody: sign-in, health, an invitation's page."""

    @wraps(view)
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    asked.act = None  # type: ignore[attr-defined]
    return asked


class DenyByDefault:
    """Refuses every address that does not declare its act, every method that no page of ours uses, and every act that
    another site sent. What members are shown is kept by no cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not hasattr(view, "act") and f"{view.__module__}.{view.__name__}" not in BELOW:
            raise PermissionDenied(f"{view.__module__}.{view.__name__} declares no act.")
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "none") not in OUR_SITE:
            raise PermissionDenied("Another site sent this.")


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Back to this page after signing in; after an act, to where it was done."""
    page = request.get_full_path() if request.method in ("GET", "HEAD") else urlsplit(_came_from(request)).path
    return redirect_to_login(page)


def _came_from(request: HttpRequest) -> str:
    address = request.headers.get("Referer", "")
    return address if urlsplit(address).netloc == request.get_host() else "/"


def _enter(request: Any, name: str, kwargs: dict[str, Any]) -> None:
    slug = kwargs.pop("workspace", None)
    if slug is None:
        if not may(request.user, name):
            raise PermissionDenied
        return
    request.memberships = _memberships(request.user)
    request.membership = next((each for each in request.memberships if each.workspace.slug == slug), None)
    if request.membership is None:
        raise Http404
    request.workspace = request.membership.workspace
    if not _membership_may(request.membership, name, request.workspace):
        raise PermissionDenied
    if request.session.get("workspace") != slug:
        request.session["workspace"] = slug


def _memberships(person: User) -> list[Membership]:
    """All of a person's, for the switcher too; ``seq`` is where the journal stood before the page was read."""
    head = Head.objects.filter(workspace_id=OuterRef("workspace_id")).values("seq")
    away = Cover.objects.current(now()).filter(workspace=OuterRef("workspace_id"))
    found = person.memberships.select_related("workspace", "user__installer")
    memberships: list[Membership] = list(
        found.annotate(
            seq=Coalesce(Subquery(head), Value(0)), is_anybody_away=Exists(away), **_read_along()
        ).order_by("workspace__name")
    )
    for membership in map(_with_roles, memberships):
        # Whether one is an installer comes along: the palette of every page asks.
        person._state.fields_cache["installer"] = membership.user._state.fields_cache.get("installer")
        membership.user = person
    person.__dict__["_memberships"] = {each.workspace_id: each for each in memberships}
    return memberships
