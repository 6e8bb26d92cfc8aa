"""Real server software for tests, on loopback, started and ended by the tests themselves.

What is missing on a machine is fetched from the registries; what cannot be had ends the run with the reason
(``NotReady``): a live test is never skipped in silence. What was fetched lies in the folder ``CONVIVIAL_CACHE``.
"""

from bootstrap import NotReady

from .processes import Process, free_port

__all__ = ["NotReady", "Process", "free_port"]
