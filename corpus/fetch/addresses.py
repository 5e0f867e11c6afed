"""Which addresses are public: the special-purpose registries of IANA, spelled out.

`ipaddress.is_global` is wrong for several ranges in the versions of Python that we run on, and
what it says changes from one to the next.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# https://www.iana.org/assignments/iana-ipv4-special-registry
# https://www.iana.org/assignments/ipv4-address-space (multicast)
_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private use
            "100.64.0.0/10",  # shared by a carrier's customers; metadata of Alibaba Cloud
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # WireServer of Azure: a public number that only its hosts answer
            "169.254.0.0/16",  # link-local; metadata of most clouds
            "172.16.0.0/12",  # private use
            "192.0.0.0/24",  # protocol assignments; metadata of Oracle Cloud
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112: answers reverse look-ups of private addresses
            "192.52.193.0/24",  # automatic multicast tunnelling
            "192.88.99.0/24",  # relays of 6to4, deprecated
            "192.168.0.0/16",  # private use
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved; broadcast
        ),
    )
)

# https://www.iana.org/assignments/ipv6-address-space: all that is handed out to the public. So
# ::1, ::, IPv4-mapped and -compatible, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), 100::/64, 5f00::/16,
# fc00::/7, fe80::/10, fec0::/10 and ff00::/8 are none of it.
_UNICAST_6 = IPv6Network("2000::/3")
# https://www.iana.org/assignments/iana-ipv6-special-registry, within the above
_NOT_PUBLIC_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID; no page is there
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: leads to any IPv4 address
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)


def is_public(address: Address) -> bool:
    """Whether everybody on the internet means the same machine by an address."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None or address not in _UNICAST_6:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)


def is_public_text(text: str) -> bool:
    """The same of an address as sockets write it; what is no address is not public."""
    try:
        return is_public(ip_address(text))
    except ValueError:
        return False
