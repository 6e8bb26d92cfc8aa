from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from convivial.lib.codes import CodeField


def fold(email: str) -> str:
    """One spelling per address: sign-in, invitations and look-ups all compare this."""
    return email.strip().casefold()


def about_address(email: str) -> str:
    """Under which word the journal seals what it says of somebody who is known by this address only. It does not give
    the address away to whoever reads the database, and is the same for every invitation."""
    return "address:" + salted_hmac("convivial.journal", fold(email), algorithm="sha256").hexdigest()[:32]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=fold(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody with an account. What they may do is said by memberships and, for the desk, by ``Installer``."""

    code = CodeField()
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=8, default="en")
    theme = models.CharField(max_length=8, default="system")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name
