"""A journal has no gaps, cannot be rewritten, and shows it when somebody did all the same."""

import time
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from convivial.journal import append_only, sealing
from convivial.journal.feed import feed, last_seq, since
from convivial.journal.models import Aside, Head, Line
from convivial.journal.recording import Entry, record, record_all
from convivial.journal.verifying import heads_now, verify, verify_all
from convivial.team.models import Workspace

pytestmark = pytest.mark.django_db


def some(count, workspace=7, **fields):
    record_all(
        [Entry("post.write", workspace, 1, "post", f"code{n % 9}", params={"n": n}, **fields) for n in range(count)]
    )


@pytest.fixture
def rewritable():
    """The triggers lifted, as only somebody with the database in hand could."""
    append_only.lift_triggers(connection)
    yield
    append_only.set_triggers(connection)


def test_lines_are_numbered_without_gaps_in_each_workspace():
    some(3)
    some(2, workspace=8)
    record("desk.change", by=1)
    assert list(Line.objects.filter(workspace_id=7).values_list("seq", flat=True)) == [1, 2, 3]
    assert list(Line.objects.filter(workspace_id=8).values_list("seq", flat=True)) == [1, 2]
    assert list(Line.objects.filter(workspace_id=0).values_list("act", flat=True)) == ["desk.change"]
    assert all(verdict.is_whole for verdict in verify_all())


def test_a_line_that_was_rolled_back_leaves_no_gap():
    some(1)
    with transaction.atomic():
        some(2)
        transaction.set_rollback(True)
    some(1)
    assert verify(7).line_count == 2
    assert verify(7).is_whole


def test_two_hundred_lines_cost_five_queries(django_assert_max_num_queries):
    """The head twice, and the lines in as many statements as SQLite's limit of parameters asks for."""
    some(1)
    with django_assert_max_num_queries(5):
        some(200)
    assert verify(7).line_count == 201


def test_a_time_in_any_zone_is_the_same_line():
    berlin = datetime(2027, 3, 28, 12, 0, tzinfo=UTC)
    some(1, at=berlin)
    record("publication.publish", workspace=7, due_at=berlin)
    assert verify(7).is_whole


@pytest.mark.parametrize("rewriting", [
    "UPDATE journal_line SET act = 'x'",
    "DELETE FROM journal_line",
    "UPDATE journal_aside SET about = 'x'",
    "DELETE FROM journal_aside",
    "DELETE FROM journal_head",
    "UPDATE journal_head SET seq = seq - 1",
    "UPDATE journal_head SET seq = seq",
])  # fmt: skip
def test_the_database_refuses_to_rewrite(rewriting):
    record("member.invite", workspace=7, by=1, aside={"email": "mina@harbour.example"}, about="invitation:abc")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(rewriting)


def test_the_database_refuses_to_replace_or_empty():
    some(1)
    statement = (
        "TRUNCATE journal_line" if connection.vendor == "postgresql"
        else "INSERT OR REPLACE INTO journal_line SELECT * FROM journal_line"
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_triggers_that_are_missing_are_noticed(rewritable):
    assert not append_only.are_set(connection)
    append_only.set_triggers(connection)
    assert append_only.are_set(connection)


@pytest.mark.parametrize(("field", "value"), [
    ("seq", 9), ("at", datetime(2020, 1, 1, tzinfo=UTC)), ("actor_id", 2), ("act", "post.delete"), ("thing", "pose"),
    ("thing_code", "other"), ("params", {"n": 99}), ("aside", "x"), ("chain", "0" * 64), ("workspace_id", 9),
])  # fmt: skip
def test_any_changed_column_is_found(rewritable, field, value):
    some(4)
    Line.objects.filter(workspace_id=7, seq=2).update(**{field: value})
    verdict = verify(7)
    assert verdict.broken_at == 2
    assert verdict.why in ("line", "gap", "aside")


def test_a_removed_line_is_found_inside_and_at_the_end(rewritable):
    some(4)
    kept = heads_now()
    Line.objects.filter(workspace_id=7, seq=4).delete()
    assert verify(7).why == "head"
    Head.objects.filter(workspace_id=7).update(seq=3, chain=Line.objects.get(workspace_id=7, seq=3).chain)
    assert verify(7).is_whole  # nothing inside the database can tell
    assert verify(7, kept[7]).why == "end"
    Line.objects.filter(workspace_id=7, seq=2).delete()
    assert verify(7).why == "gap"


def test_a_rewritten_end_is_found_against_the_kept_head(rewritable):
    some(3)
    kept = heads_now()
    Line.objects.all().delete()
    Head.objects.all().delete()
    some(3, at=datetime(2020, 1, 1, tzinfo=UTC))
    assert verify(7).is_whole
    assert verify(7, kept[7]).why == "end"


def test_the_journal_goes_on_after_its_head_was_kept():
    some(3)
    kept = heads_now()
    some(3)
    assert verify(7, kept[7]).is_whole


def test_the_command_says_what_is_broken(rewritable, capsys, tmp_path):
    some(2)
    call_command("verify_journal", keep=tmp_path / "heads.json")
    assert "workspace 7: 2 lines, whole" in capsys.readouterr().out
    Line.objects.filter(seq=2).update(act="post.delete")
    with pytest.raises(CommandError):
        call_command("verify_journal", against=tmp_path / "heads.json")
    assert "workspace 7: broken at line 2: a line was changed" in capsys.readouterr().out


def test_a_hundred_thousand_lines_are_verified_within_five_seconds():
    for _ in range(10):
        some(10_000)
    began = time.process_time()  # a busy machine is no reason
    assert verify(7).line_count == 100_000
    assert time.process_time() - began < 5


def test_personal_text_is_sealed_and_erased_while_the_chain_holds(harbour):
    record(
        "member.invite", workspace=harbour.pk, by=1, aside={"email": "mina@canary.example"}, about="invitation:abc"
    )
    aside = Aside.objects.get()
    assert b"canary" not in bytes(aside.sealed)
    assert sealing.opened([aside]) == {aside.seq: {"email": "mina@canary.example"}}
    sealing.erase("invitation:abc")
    assert sealing.opened([aside]) == {}
    assert verify(harbour.pk).is_whole
    assert "canary" not in feed(harbour).lines[0].sentence


def test_sealed_text_does_not_open_at_another_line():
    record("member.invite", workspace=7, aside={"email": "mina@harbour.example"}, about="invitation:abc")
    moved = Aside(workspace_id=8, seq=1, about="invitation:abc", sealed=Aside.objects.get().sealed)
    assert sealing.opened([moved]) == {}


def test_text_set_aside_needs_a_person():
    with pytest.raises(ValueError, match="somebody"):
        record("member.invite", workspace=7, aside={"email": "mina@harbour.example"})


def test_what_changed_since_a_line_is_told_once_each():
    harbour = Workspace(pk=7)
    some(3)
    record("post.write", workspace=7, thing="post", code="code1")
    record("publication.publish", workspace=8, thing="publication", code="foreign")
    assert since(harbour, 1) == (4, ["post:code1", "post:code2"])
    assert since(harbour, 4) == (4, [])
    assert last_seq(harbour) == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", ["first", "after the fixture emptied it"])
def test_the_journal_is_locked_in_every_transactional_test(_round):
    assert append_only.are_set(connection)
    some(1)
    assert Line.objects.get().seq == 1
