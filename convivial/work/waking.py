"""Tells the workers that something of a kind may be due sooner than they think:

    wake("publication")        # in the act's transaction; nobody is told of what is rolled back

Spoken through the tasks of Django 6 (django-tasks here), to whichever engine the installation has. Nothing depends
on it but a fraction of a second: the rows say what is due.
"""

from django_tasks import task


@task()
def do_due(kind: str) -> None:
    """The name that engines carry; a worker's own loop of that kind does what is due."""


def wake(kind: str) -> None:
    do_due.enqueue(kind=kind)
