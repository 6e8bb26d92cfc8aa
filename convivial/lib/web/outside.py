"""Keeps network calls outside of database transactions."""

from django.db import transaction

from .errors import InTransaction


def refuse_in_transaction() -> None:
    """Looks at this thread's own connection: that of the code which waits, for a coroutine can hold no transaction.
    The block that a test runs in does not count: it never ends in a commit that others wait for."""
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        return
    if not all(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise InTransaction("A network call inside a database transaction. Commit first, then call.")
