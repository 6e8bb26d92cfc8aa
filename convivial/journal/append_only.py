"""The database itself refuses to rewrite the journal: no line or aside is changed or removed, no head goes back.

``set_triggers`` is part of the migrations; ``lift_triggers`` is for the fixture of the tests alone.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "The journal is append-only."
FIXED = ("journal_line", "journal_aside")
HEAD = "journal_head"
BACK = "NEW.seq <= OLD.seq OR NEW.workspace_id <> OLD.workspace_id"


def set_triggers(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _set_postgresql() if connection.vendor == "postgresql" else _set_sqlite())


def lift_triggers(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _lift_postgresql() if connection.vendor == "postgresql" else _lift_sqlite())


def are_set(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is there, for the desk's health page."""
    if connection.vendor == "postgresql":
        names, question = (
            {name for name, _ in _on_postgresql()},
            "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
        )
    else:
        names, question = {name for name, _ in _on_sqlite()}, "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return names <= {row[0] for row in cursor.fetchall()}


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _on_sqlite() -> Iterator[tuple[str, str]]:
    """Name and when. REPLACE removes rows without asking the DELETE trigger, hence the one before INSERT."""
    for table in FIXED:
        yield f"{table}_keeps", f"BEFORE DELETE ON {table}"
        yield f"{table}_stays", f"BEFORE UPDATE ON {table}"
        yield (
            f"{table}_once",
            f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} "  # noqa: S608 - our own names
            "WHERE id = NEW.id OR (workspace_id = NEW.workspace_id AND seq = NEW.seq))",
        )
    yield f"{HEAD}_keeps", f"BEFORE DELETE ON {HEAD}"
    yield f"{HEAD}_stays", f"BEFORE UPDATE ON {HEAD} WHEN {BACK}"


def _set_sqlite() -> Iterator[str]:
    for name, when in _on_sqlite():
        yield f"CREATE TRIGGER IF NOT EXISTS {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _lift_sqlite() -> Iterator[str]:
    for name, _ in _on_sqlite():
        yield f"DROP TRIGGER IF EXISTS {name}"


def _on_postgresql() -> Iterator[tuple[str, str]]:
    for table in FIXED:
        yield f"{table}_stays", f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
    yield f"{HEAD}_keeps", f"BEFORE DELETE ON {HEAD} FOR EACH ROW"
    yield f"{HEAD}_stays", f"BEFORE UPDATE ON {HEAD} FOR EACH ROW WHEN ({BACK})"
    for table in (*FIXED, HEAD):
        yield f"{table}_whole", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"


def _set_postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for name, when in _on_postgresql():
        yield f"CREATE OR REPLACE TRIGGER {name} {when} EXECUTE FUNCTION journal_refuses()"


def _lift_postgresql() -> Iterator[str]:
    for name, when in _on_postgresql():
        table = when.split(" ON ")[1].split()[0]
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
