"""The command line: ``python -m convivial run`` and what else an installer needs."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convivial.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["convivial", *(sys.argv[1:] or ["help"])])


if __name__ == "__main__":
    main()
