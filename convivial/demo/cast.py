"""The people and workspaces of the fictional world. Nobody here exists."""

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from convivial.team.acts import ROLES
from convivial.team.models import Installer, MemberRole, Membership, User, Workspace


@dataclass(frozen=True)
class Cast:
    harbour: Workspace
    museum: Workspace
    ana: User  # owner, strategist
    ben: User  # creator
    cleo: User  # approver
    mina: User  # community manager
    ravi: User  # analyst
    theo: User  # contributor
    greta: User  # viewer
    ivo: User  # installer
    omar: User  # everything at the museum
    zoe: User  # a stranger


HARBOUR = {
    "ana": ("owner", "strategist"),
    "ben": ("creator",),
    "cleo": ("approver",),
    "mina": ("community_manager",),
    "ravi": ("analyst",),
    "theo": ("contributor",),
    "greta": ("viewer",),
}
PASSWORD = "a harbour at six in the morning"  # noqa: S105 - the fictional world's, known to everybody


def invite_the_cast() -> Cast:
    harbour = Workspace.objects.create(slug="harbour", name="Harbour Coffee", zone="Europe/Berlin")
    museum = Workspace.objects.create(slug="museum", name="Lighthouse Museum", zone="Europe/London", hue=250)
    people = {name: _person(name) for name in (*HARBOUR, "ivo", "omar", "zoe")}
    for name, roles in HARBOUR.items():
        _join(harbour, people[name], roles)
    _join(museum, people["omar"], ROLES)
    Installer.objects.create(user=people["ivo"])
    return Cast(harbour=harbour, museum=museum, **people)


def _person(name: str) -> User:
    return User.objects.create(email=f"{name}@harbour.example", name=name.capitalize(), password=_hashed())


@cache
def _hashed() -> str:
    """Everybody here has the same word, and hashing it is meant to take long."""
    return make_password(PASSWORD)


def _join(workspace: Workspace, person: User, roles: tuple[str, ...]) -> None:
    membership = Membership.objects.create(workspace=workspace, user=person)
    MemberRole.objects.bulk_create(MemberRole(membership=membership, name=role) for role in roles)
