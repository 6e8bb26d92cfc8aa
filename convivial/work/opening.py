"""What higher floors want to say before the house is opened, such as the one-time word of the first run."""

from collections.abc import Callable

# Each is called with the address of the house; what it answers is printed before the address.
before_opening: list[Callable[[str], str | None]] = []
