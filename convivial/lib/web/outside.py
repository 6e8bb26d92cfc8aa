"""Keeps network calls outside of database transactions."""

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from .errors import InTransaction


def refuse_in_transaction() -> None:
    """Looks at this thread's own connection. The block that a test runs in does not count: it never ends in a
    commit that others wait for."""
    if not hasattr(connections._connections, DEFAULT_DB_ALIAS):  # type: ignore[attr-defined]
        return  # no connection was opened here, and asking for one would make one for every task
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        return
    if not all(getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise InTransaction("A network call inside a database transaction. Commit first, then call.")
