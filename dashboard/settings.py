"""Every knob of the product: one typed, checked object, read from the environment."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, HttpUrl
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from db.terms import Role

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"


class SignIn(StrEnum):
    OPEN = "open"  # whoever sits at this machine; refused on any other address than the machine's own
    PROXY = "proxy"  # a proxy in front has signed the user in and says who it is, in headers


class Unknown(StrEnum):
    READER = "reader"
    REFUSED = "refused"


def _parts(text: object) -> object:
    return [part.strip() for part in text.split(",") if part.strip()] if isinstance(text, str) else text


def _networks(text: object) -> object:
    return [ip_network(part, strict=False) for part in _parts(text)] if isinstance(text, str) else text


def _pairs(text: object) -> object:
    """`kvalitet-analyse=analyst, kvalitet-admin=administrator`."""
    if not isinstance(text, str):
        return text
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return {group.strip(): role.strip() for group, _, role in pairs}


class Settings(BaseSettings):
    """The names in the environment are these names in capitals: DATABASE_URL, SIGN_IN …"""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field(f"sqlite:///{VAR / 'kvalitetstavle.sqlite3'}", description="the database, in SQLAlchemy's form")
    replica_urls: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parts)] = Field(
        (), description="streaming replicas of a PostgreSQL, read from while they are fresh; comma between"
    )
    replica_lag_seconds: float = Field(5, ge=2, le=3600, description="how far behind a replica may be and still be read from")
    indicators: Path | None = Field(None, description="a folder of further catalogue files, the municipality's own")
    raw_folder: Path = Field(VAR / "raw", description="where the bytes of each delivery are kept, named by checksum")
    home_area: str = Field("3911", description="the municipality's number; the area shown until another is chosen")
    statement_url: HttpUrl | None = Field(None, description="address of the accessibility statement, linked in the footer")

    sign_in: SignIn = Field(SignIn.OPEN, description="open (this machine only) or proxy (a proxy in front signs in)")
    open_role: Role = Field(Role.ADMINISTRATOR, description="the role of whoever sits at the machine, in open mode")
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)] = Field(
        (), description="addresses the proxy's headers are believed from: 10.0.0.4, 10.1.0.0/24"
    )
    user_header: str = Field("X-Forwarded-User", description="the header that holds the user's name")
    groups_header: str = Field("X-Forwarded-Groups", description="the header that holds the user's groups, comma between")
    roles: Annotated[dict[str, Role], NoDecode, BeforeValidator(_pairs)] = Field(
        {}, description="which group gives which role: kvalitet-analyse=analyst,kvalitet-admin=administrator"
    )
    unknown_user: Unknown = Field(Unknown.REFUSED, description="a signed-in user with none of the groups: refused or reader")
    public_origin: str | None = Field(None, description="the address users type, when the proxy changes it: https://tavle.kommune.no")

    serve_host: str = Field("127.0.0.1", description="the address the web server listens on")
    serve_port: int = Field(8050, ge=1, le=65535, description="the port the web server listens on")
    serve_workers: int = Field(2, ge=1, le=64, description="processes of the web server")
    upload_limit_mb: int = Field(50, ge=1, le=1024, description="the largest file that can be uploaded, in megabytes")
    uploads_per_hour: int = Field(600, ge=1, le=100_000, description="how many files one user can have checked within an hour")


def is_loopback(host: str) -> bool:
    """True for an address that only this machine can reach."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
