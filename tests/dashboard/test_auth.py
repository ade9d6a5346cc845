"""Who is asking: open mode, a proxy in front, and the roles."""

import pytest
from flask import Flask
from pydantic import ValidationError

from dashboard.auth import Asker, Forbidden, User, require
from dashboard.settings import Settings, is_loopback
from dashboard.sign_in import signed_in
from db.terms import Role
from tests.dashboard.requests import proxy_settings, signed_in_as


def user_of(settings, peer="127.0.0.1", host="127.0.0.1:8050", **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with Flask("test").test_request_context("/", headers=names, environ_overrides={"REMOTE_ADDR": peer, "HTTP_HOST": host}) as context:
        return signed_in(context.request, settings)


def refusal_of(settings, **request):
    with pytest.raises(Forbidden) as refused:
        user_of(settings, **request)
    return refused.value.code


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost", "localhost:8050", "[::1]:8050", "[::1]"])
def test_open_mode_knows_whoever_sits_at_the_machine(host):
    assert user_of(Settings(), host=host).role is Role.ADMINISTRATOR


def test_open_mode_gives_the_role_that_the_setting_names():
    assert user_of(Settings(open_role="reader")).role is Role.READER


def test_open_mode_refuses_another_machine():
    assert refusal_of(Settings(), peer="10.0.0.7") == "open_mode_elsewhere"


@pytest.mark.parametrize("host", ["ond.example", "ond.example:8050", "127.0.0.1.ond.example", "10.0.0.1"])
def test_open_mode_refuses_a_foreign_name_for_this_machine(host):
    """A page on the web may let its own name point at 127.0.0.1."""
    assert refusal_of(Settings(), host=host) == "open_mode_elsewhere"


def test_open_mode_believes_no_header():
    assert user_of(Settings(open_role="reader"), **signed_in_as(Role.ADMINISTRATOR)).role is Role.READER


@pytest.mark.parametrize("role", Role)
def test_a_group_gives_its_role(role):
    assert user_of(proxy_settings(), **signed_in_as(role)) == User("Kari Lærdal", role)


def test_of_several_groups_the_highest_role_counts():
    both = {"X-Forwarded-User": "kari", "X-Forwarded-Groups": "gruppe-reader;gruppe-analyst , gruppe-leader"}
    assert user_of(proxy_settings(), **both).role is Role.ANALYST


@pytest.mark.parametrize("peer", ["10.0.0.7", "192.168.1.1", "::1", ""])
def test_a_header_from_an_unnamed_address_is_refused(peer):
    assert refusal_of(proxy_settings(), peer=peer, **signed_in_as(Role.ADMINISTRATOR)) == "not_signed_in"


@pytest.mark.parametrize("peer", ["10.1.2.3", "::ffff:10.1.2.3", "fd00::5"])
def test_proxies_are_named_by_address_or_network(peer):
    settings = proxy_settings(trusted_proxies="10.1.0.0/16, fd00::/8")
    assert user_of(settings, peer=peer, **signed_in_as(Role.LEADER)).role is Role.LEADER


def test_forwarded_addresses_are_not_believed():
    assert refusal_of(proxy_settings(), peer="10.0.0.7", X_Forwarded_For="127.0.0.1", **signed_in_as(Role.READER)) == "not_signed_in"


@pytest.mark.parametrize("name", ["", "   ", "kari,ola", "k" * 201, "kari\x07"])
def test_a_name_that_is_missing_or_doubtful_is_refused(name):
    assert refusal_of(proxy_settings(), X_Forwarded_User=name, X_Forwarded_Groups="gruppe-reader") == "not_signed_in"


def test_a_user_without_a_known_group_is_refused_or_a_reader_as_the_setting_says():
    kari = {"X-Forwarded-User": "kari", "X-Forwarded-Groups": "administrator"}
    assert refusal_of(proxy_settings(), **kari) == "no_role"
    assert user_of(proxy_settings(unknown_user="reader"), **kari).role is Role.READER


def test_the_headers_names_are_settings():
    settings = proxy_settings(user_header="X-Bruker", groups_header="X-Roller")
    assert user_of(settings, X_Bruker="ola", X_Roller="gruppe-committee") == User("ola", Role.COMMITTEE)
    assert refusal_of(settings, **signed_in_as(Role.READER)) == "not_signed_in"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("needed", Role)
def test_each_role_may_what_the_roles_before_it_may(role, needed):
    asker = Asker(User("kari", role), engine=None, settings=None)
    if list(Role).index(role) >= list(Role).index(needed):
        require(asker, needed)
        require(asker.user, needed)
    else:
        with pytest.raises(Forbidden) as refused:
            require(asker, needed)
        assert "rollen" in refused.value.sentence


@pytest.mark.parametrize(
    ("host", "answer"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False), ("::", False),  # noqa: S104
     ("10.0.0.1", False), ("tavle.kommune.no", False), ("", False)],
)  # fmt: skip
def test_loopback_is_what_only_this_machine_can_reach(host, answer):
    assert is_loopback(host) is answer


@pytest.mark.parametrize(
    ("name", "value"),
    [("SIGN_IN", "none"), ("TRUSTED_PROXIES", "10.0.0.300"), ("ROLES", "gruppe=sjef"), ("OPEN_ROLE", "root"), ("SERVE_PORT", "0"),
     ("UNKNOWN_USER", "administrator")],
)  # fmt: skip
def test_a_setting_that_cannot_be_meant_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_settings_are_read_from_the_environment(monkeypatch):
    for name, value in {
        "SIGN_IN": "proxy",
        "TRUSTED_PROXIES": "10.0.0.4,10.1.0.0/24",
        "ROLES": "a=analyst, b=leader",
        "INDICATORS": "",
    }.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.4/32", "10.1.0.0/24"]
    assert settings.roles == {"a": Role.ANALYST, "b": Role.LEADER}
    assert settings.indicators is None
