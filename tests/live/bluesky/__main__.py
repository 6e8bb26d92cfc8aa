"""A Bluesky to try things on, until Ctrl-C, with one account."""

import signal

from .network import bluesky

with bluesky() as network:
    house = network.account("harbour")
    print(f"directory    {network.directory}\nserver       {network.pds}\nAppView      {network.appview}")
    print(f"handle       {house.handle}\napp password {house.app_password}", flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
