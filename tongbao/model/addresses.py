"""Addresses of sites (https://host:port/path), taken apart."""

import re

HOST = re.compile(r"https?://(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)")


def host_of(address: str) -> str:
    """The host that an address names, in small letters, without port; "" where it names none."""
    match = HOST.match(address)
    return match[1].lower() if match else ""
