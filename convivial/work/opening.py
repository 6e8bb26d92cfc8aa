"""What higher floors want to do and to say before the house is opened, such as the one-time word of the first run."""

from collections.abc import Callable

# Each is called at every start, once the database is up to date and before anything is served or sent.
before_work: list[Callable[[], object]] = []

# Each is called with the address of the house; what it answers is printed before the address.
before_opening: list[Callable[[str], str | None]] = []
