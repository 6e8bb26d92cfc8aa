"""A name that cannot be looked up is blamed only when other names can."""

import asyncio
import socket
from collections.abc import Callable

import pytest

from convivial.lib import web
from convivial.lib.web import connecting

NO_SUCH_NAME = socket.gaierror(socket.EAI_NONAME, "no such name")
NO_SERVICE = socket.gaierror(socket.EAI_AGAIN, "no name service")
Stub = Callable[[dict[str, OSError | str], OSError], None]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Stub:
    """A name service that knows these names, and says the same of every other."""

    def say(known: dict[str, OSError | str], else_: OSError) -> None:
        async def look_up(host: str, port: int) -> list[str]:
            said = known.get(host, else_)
            if isinstance(said, OSError):
                raise said
            return [said]

        monkeypatch.setattr(connecting, "look_up", look_up)

    return say


def trouble() -> web.WebError:
    with pytest.raises(web.WebError) as raised:
        asyncio.run(connecting.Gate().resolve("harbour-coffe.example", 443))
    return raised.value


@pytest.mark.parametrize("witness", connecting.WITNESSES)
def test_name_that_is_not_there_while_others_are_does_not_exist(names: Stub, witness: str) -> None:
    names({witness: "93.184.215.14"}, NO_SUCH_NAME)
    assert isinstance(trouble(), web.NoSuchHost)


@pytest.mark.parametrize("said", [NO_SUCH_NAME, NO_SERVICE, TimeoutError()])
def test_no_name_is_blamed_when_none_can_be_looked_up(names: Stub, said: OSError) -> None:
    names({}, said)
    found = trouble()
    assert isinstance(found, web.NotReached)
    assert (found.reason, found.was_sent) == ("no_way_out", False)


def test_name_service_that_stumbles_over_one_name_blames_nobody(names: Stub) -> None:
    names({connecting.WITNESSES[0]: "93.184.215.14"}, NO_SERVICE)
    assert trouble().reason == "no_name_service"
