"""Two transactions that wait for each other: PostgreSQL ends one of them and undoes all of it, so that the other goes
on. Whoever was ended can begin anew at once."""

from django.db import OperationalError

DEADLOCK = "40P01"  # https://www.postgresql.org/docs/current/errcodes-appendix.html


def was_ended_for_another(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", "") == DEADLOCK
