from .cover import Cover
from .erasure import Erasure
from .guesses import Guesses
from .house import HandOver, Opening, RecordedAddress
from .invitation import Acceptance, Invitation
from .mail import Mail
from .membership import Installer, MemberRole, Membership
from .user import User
from .workspace import Workspace

__all__ = [
    "Acceptance",
    "Cover",
    "Erasure",
    "Guesses",
    "HandOver",
    "Installer",
    "Invitation",
    "Mail",
    "MemberRole",
    "Membership",
    "Opening",
    "RecordedAddress",
    "User",
    "Workspace",
]
