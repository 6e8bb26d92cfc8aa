"""Houses made ready once for all tests of a process, and laid into a folder of their own for each: opening the tables
takes longer than most of what is then tested in them.

    lay(folder / "data")                     # every table, nobody in it
    lay(folder / "data", "demo")             # the fictional world
    lay(folder / "data", "demo", "--posts", "0")
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from . import house


def lay(data: Path, *words: str) -> None:
    shutil.copytree(_made(*words), data, dirs_exist_ok=True)


@cache
def _made(*words: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="convivial-ready-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = house.House(folder)
    if words:
        shutil.copytree(_made(), folder / "data")
        made.command(*words)
    else:
        made.command("migrate")
    return folder / "data"
