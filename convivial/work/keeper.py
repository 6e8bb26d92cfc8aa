"""Keeps the house, in one process at a time: frees what ended workers held, lets every kind mend what only time can
tell, moves the database's log, looks how much there is of what, notes that the house still lives here, and tidies
up."""

import logging
from datetime import timedelta

from django.db import DatabaseError

from convivial.lib.now import now

from . import canary, home
from .checkpointing import checkpoint
from .duties import hold_duty
from .kinds import kinds
from .models import Worker
from .patience import patience
from .surveying import Surveyor

KEPT = timedelta(days=2)
surveyor = Surveyor()
log = logging.getLogger("convivial.work")


def keep(worker: str) -> bool:
    """One round, if the duty is ours."""
    if not hold_duty("keeper", worker, patience().keeper_lease):
        return False
    bury_silent(but=worker)
    for kind in kinds():
        kind.heal()
    checkpoint()
    _survey()
    canary.ensure()
    home.beat()
    Worker.objects.filter(ended_at__lt=now() - KEPT).delete()
    return True


def _survey() -> None:
    """It makes answers quicker and nothing else: what comes after it in a round does not wait for it to work."""
    try:
        surveyor.survey()
    except DatabaseError:
        log.warning("The database could not look how much there is of what.", exc_info=True)


def bury_silent(but: str = "") -> None:
    """Workers without a sign of life, on whatever machine, are thought dead; fencing tokens cover the mistake. Who
    looks lives, however late its own sign is."""
    silent = Worker.objects.filter(ended_at=None, beat_at__lt=now() - patience().silence).exclude(name=but)
    bury(list(silent.values_list("name", flat=True)))


def bury(workers: list[str]) -> None:
    """Gives back what ended workers held. The supervisor calls it as soon as a process of its own has ended."""
    if not workers:
        return
    for kind in kinds():
        kind.free(workers)
    Worker.objects.filter(name__in=workers, ended_at=None).update(ended_at=now())
