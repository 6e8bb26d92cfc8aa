"""Which internet addresses we go to: public ones only, whatever a name service says.

``ipaddress.is_global`` alone calls NAT64, 6to4, IPv4-compatible, site-local and multicast addresses global, and its
answers change with Python's versions. So every IPv4 address that hides in an IPv6 one is unwrapped and judged too,
and our own list stands beside it: IANA's special-purpose registries for IPv4 (RFC 6890) and IPv6, and the
addresses at which clouds tell machines their secrets.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

DENIED_4 = [
    IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
]  # fmt: skip
DENIED_6 = [
    IPv6Network(net)
    for net in (
        "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48",
        "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
]  # fmt: skip
PUBLIC_6 = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
MAPPED = IPv6Network("::ffff:0:0/96")

# Where clouds tell machines their secrets: never reachable, whatever an installer allows.
METADATA: list[IPv4Network | IPv6Network] = [
    IPv4Network("169.254.0.0/16"), IPv4Network("100.100.100.200/32"), IPv4Network("192.0.0.192/32"),
    IPv4Network("168.63.129.16/32"), IPv6Network("fd00:ec2::254/128"), IPv6Network("fd20:ce::254/128"),
    IPv6Network("fe80::/10"),
]  # fmt: skip


def read(text: str) -> Address | None:
    """An address as written strictly, or None; ``%zone`` is kept and makes it unusable."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Whether we go there: the address itself, and every IPv4 address hidden in it, is public."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in net for net in DENIED_4)
    if address.scope_id is not None or not all(is_public(inner) for inner in hidden(address)):
        return False
    if address in MAPPED or address in NAT64:
        return True  # nothing but the IPv4 address inside, which is public
    return address in PUBLIC_6 and address.is_global and not any(address in net for net in DENIED_6)


def is_metadata(address: Address) -> bool:
    inner: list[Address] = [*hidden(address)] if isinstance(address, IPv6Address) else []
    return any(_lies_in(each, net) for each in [address, *inner] for net in METADATA)


def _lies_in(address: Address, net: IPv4Network | IPv6Network) -> bool:
    if isinstance(net, IPv4Network):
        return isinstance(address, IPv4Address) and address in net
    return isinstance(address, IPv6Address) and address in net


def hidden(address: IPv6Address) -> list[IPv4Address]:
    """Every IPv4 address that an IPv6 address may lead to: mapped, compatible, NAT64, 6to4, Teredo, ISATAP."""
    found: list[IPv4Address] = []
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in MAPPED or address in NAT64 or address in IPv6Network("::/96"):
        found.append(low)
    if address.sixtofour:
        found.append(address.sixtofour)
    if address.teredo:
        found.extend(address.teredo)
    if (int(address) >> 32) & 0xFFFFFFFF in (0x00005EFE, 0x02005EFE):
        found.append(low)
    return found
