"""Any order of acts, failures, deaths and waits: nothing twice, nothing lost, and no state without a way on.

The model is a plain dict of what the network has, by key; it is compared with the ledger after every step.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from convivial.lib.now import now
from convivial.networks.errors import Disconnected, Refused, TryLater
from convivial.networks.models import Channel
from convivial.publishing import holding, scheduling
from convivial.publishing.finding import mending
from convivial.publishing.models import Attempt, Hold, Publication
from convivial.publishing.scheduling import NotReady
from convivial.publishing.sending.lanes import Keys
from convivial.publishing.sending.stepping import step

from .conftest import Stage

State = Publication.State
TROUBLE: list[Any] = [
    None, "lose", RuntimeError("broke off"), TryLater("busy", retry_after=timedelta(seconds=30)), TryLater("slow"),
    Refused("refused"), Disconnected("token_refused"),
]  # fmt: skip


class Ledger(RuleBasedStateMachine):
    stage: Stage

    @initialize()
    def a_post_is_due(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.stage.network.made.clear()
        self.stage.network.next.clear()
        self.post = self.stage.post(self.stage.channel())
        self.publication = scheduling.publish_now(self.post, self.stage.cast.ben)[0]
        self.settled_by_a_person = False

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @rule(trouble=st.sampled_from(TROUBLE))
    def a_worker_takes_turns(self, trouble: Any) -> None:
        self.stage.network.next.clear()
        if trouble is not None:
            self.stage.network.next.append(trouble)
        self.stage.round()

    @rule(was_sent=st.booleans())
    def a_worker_dies_over_it(self, was_sent: bool) -> None:
        taken = step([], 10, 0, "mortal", Keys(), now())
        for row, access in taken.go:
            if was_sent:
                from convivial.publishing.sending.wrapping import plain

                self.stage.network.made.append((access.remote_id, plain(row)))
        mending.free(["mortal"])

    @rule(seconds=st.sampled_from([1, 20, 80, 200, 1200]))
    def time_passes(self, seconds: int) -> None:
        self.stage.wait(timedelta(seconds=seconds))
        mending.heal()

    @rule()
    def the_network_is_asked(self) -> None:
        self.stage.look()

    @rule(name=st.sampled_from(["cancel", "hold", "resume", "retry"]))
    def a_person_decides(self, name: str) -> None:
        acts = {
            "cancel": scheduling.cancel, "resume": scheduling.resume, "retry": scheduling.retry,
            "hold": lambda row, by: scheduling.hold(row, by, "wait"),
        }  # fmt: skip
        self._try(acts[name])

    @rule()
    def the_channel_is_connected_again(self) -> None:
        Channel.objects.update(access=Channel.Access.CONNECTED)

    @precondition(lambda self: self._row().state == State.UNKNOWN)
    @rule()
    def a_person_looks_and_tells_the_truth(self) -> None:
        self._try(lambda row, by: scheduling.settle(row, by, self._is_there()))

    @rule(hold=st.booleans())
    def the_house_is_held_or_not(self, hold: bool) -> None:
        if hold:
            holding.hold_all(self.stage.cast.ana, "storm", workspace=self.stage.cast.harbour)
        else:
            holding.lift(self.stage.cast.ana, workspace=self.stage.cast.harbour)

    @invariant()
    def never_twice(self) -> None:
        assert len(self.stage.network.made) <= 1

    @invariant()
    def published_means_that_it_is_there(self) -> None:
        if hasattr(self, "publication") and self._row().state == State.PUBLISHED:
            assert self._is_there()

    @invariant()
    def what_is_there_is_never_said_to_have_failed_or_to_be_still_to_come(self) -> None:
        if hasattr(self, "publication") and self._is_there():
            assert self._row().state in (State.PUBLISHED, State.UNKNOWN)

    @invariant()
    def every_state_has_a_way_on(self) -> None:
        if not hasattr(self, "publication"):
            return
        row = self._row()
        if row.state in (State.SCHEDULED, State.SENDING):
            assert row.try_at is not None
        if row.state == State.UNKNOWN:
            assert row.try_at is not None or row.reason == "ask_person"
        if row.state in (State.ON_HOLD, State.FAILED):
            assert row.reason

    @invariant()
    def every_attempt_has_its_own_token(self) -> None:
        if hasattr(self, "publication"):
            tokens = list(Attempt.objects.values_list("token", flat=True))
            assert len(tokens) == len(set(tokens))
            assert Hold.objects.in_force().count() <= 1

    def _row(self) -> Publication:
        return Publication.objects.get(pk=self.publication.pk)

    def _is_there(self) -> bool:
        return bool(self.stage.network.made)

    def _try(self, act: Any) -> None:
        with suppress(NotReady):
            act(self._row(), self.stage.cast.ben)


@pytest.mark.django_db
def test_no_order_of_events_sends_twice_or_loses(stage: Stage) -> None:
    class OnThisStage(Ledger):
        pass

    OnThisStage.stage = stage
    run_state_machine_as_test(
        OnThisStage,
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
