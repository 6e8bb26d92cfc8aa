"""Programs from Debian's packages: found, or installed when we may, or missed with the reason."""

import os
import shutil
import subprocess
from pathlib import Path

from bootstrap import NotReady, say


def program(name: str, package: str, *also: Path) -> Path:
    """The path of a program; ``also`` are folders to look in beside the search path."""
    found = _found(name, also)
    if not found:
        install(package, why=f"the program {name}")
        found = _found(name, also)
    if not found:
        raise NotReady(f"The package {package} is installed, but there is no program {name}.")
    return found


def install(package: str, why: str) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NotReady(f"The live tests need {why}; apt install {package} brings it.")
    say(f"Installing {package}")
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", package]):
        _apt(command, package)


def _apt(words: list[str], package: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    done = subprocess.run(["apt-get", *words], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReady(f"Debian's package {package} could not be installed: {done.stderr.strip()[-600:]}")


def _found(name: str, also: tuple[Path, ...]) -> Path | None:
    on_path = shutil.which(name)
    beside = [folder / name for folder in also if (folder / name).exists()]
    return beside[0] if beside else Path(on_path) if on_path else None
