from .membership import Installer, MemberRole, Membership
from .user import User
from .workspace import Workspace

__all__ = ["Installer", "MemberRole", "Membership", "User", "Workspace"]
