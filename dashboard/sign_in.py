"""Who sent this request: whoever sits at the machine, or whom the proxy in front says it is."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable
from functools import cache
from ipaddress import ip_address

from flask import Request

from dashboard.auth import Forbidden, Role, User
from dashboard.settings import Settings, SignIn, Unknown, is_loopback

LONGEST_NAME = 200


def signed_in(request: Request, settings: Settings) -> User:
    """The user behind a request; Forbidden when there is none, or when the claim comes from the wrong place."""
    return WAYS_IN[settings.sign_in](request, settings)


def _open(request: Request, settings: Settings) -> User:
    """Only this machine, and only under its own name: else a page on the web could point its own name at 127.0.0.1 and read along."""
    host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    if not is_loopback(request.remote_addr or "") or not is_loopback(host):
        raise Forbidden("open_mode_elsewhere")
    return User(account_name(), settings.open_role)


def _proxy(request: Request, settings: Settings) -> User:
    """Headers are worth something from a named address only; anybody else could have written them."""
    if not _is_trusted(request.remote_addr or "", settings):
        raise Forbidden("not_signed_in")
    name = _header(request, settings.user_header).strip()
    # A comma means two headers of the same name: one may be the browser's own.
    if not name or "," in name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Forbidden("not_signed_in")
    groups = {group.strip() for group in _header(request, settings.groups_header).replace(";", ",").split(",")}
    return User(name, _highest(settings.roles[group] for group in groups if group in settings.roles) or _unknown(settings))


WAYS_IN: dict[SignIn, Callable[[Request, Settings], User]] = {SignIn.OPEN: _open, SignIn.PROXY: _proxy}


def _unknown(settings: Settings) -> Role:
    if settings.unknown_user is Unknown.REFUSED:
        raise Forbidden("no_role")
    return Role.READER


def _is_trusted(address: str, settings: Settings) -> bool:
    try:
        peer = ip_address(address)
    except ValueError:
        return False
    peer = getattr(peer, "ipv4_mapped", None) or peer  # ::ffff:10.0.0.4 is 10.0.0.4 on a socket for both
    return any(peer in network for network in settings.trusted_proxies)


def _header(request: Request, name: str) -> str:
    """WSGI hands headers over as latin-1; names such as «Åse» are sent as UTF-8."""
    value = request.headers.get(name, "")
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _highest(roles: Iterable[Role]) -> Role | None:
    return max(roles, key=list(Role).index, default=None)


@cache
def account_name() -> str:
    """The name of the account this program runs under."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "ukjent"
