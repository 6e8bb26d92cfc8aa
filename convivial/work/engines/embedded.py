"""On one machine nobody has to be told: workers sleep until the next row is due and ask for news in between."""

from typing import Any

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id


def noted(backend: BaseTaskBackend, task: "Task[Any, Any]", args: Any, kwargs: Any) -> "TaskResult[Any]":
    """What ``enqueue`` answers: that somebody has been or will be told; what comes of it stands in the rows."""
    return TaskResult(
        task=task,
        id=get_random_id(),
        status=TaskResultStatus.READY,
        enqueued_at=timezone.now(),
        started_at=None,
        last_attempted_at=None,
        finished_at=None,
        args=list(args),
        kwargs=dict(kwargs),
        backend=backend.alias,
        errors=[],
        worker_ids=[],
    )


class Embedded(BaseTaskBackend):
    supports_defer = True

    def enqueue(self, task: "Task[Any, Any]", args: Any, kwargs: Any) -> "TaskResult[Any]":
        self.validate_task(task)
        return noted(self, task, args, kwargs)
