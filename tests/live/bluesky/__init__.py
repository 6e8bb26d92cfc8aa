"""A whole Bluesky on loopback: directory, personal data server and AppView, from the makers' own packages."""

from .network import Account, Bluesky, Said, bluesky

__all__ = ["Account", "Bluesky", "Said", "bluesky"]
