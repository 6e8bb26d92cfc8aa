"""Which network addresses are one visitor's."""

import ipaddress


def household(address: str) -> str:
    """A household has one IPv4 address, or 2^64 of IPv6 (RFC 6177): these are one. What is none stays itself."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False).network_address)
    return str(known)
