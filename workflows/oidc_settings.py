"""Thiết lập đăng nhập một cửa: the office's identity provider (OpenID Connect), from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from directives.errors import N_, DirectiveError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NAMES = {
    "issuer": "VANTHU_OIDC_ISSUER",
    "client": "VANTHU_OIDC_CLIENT_ID",
    "secret": "VANTHU_OIDC_CLIENT_SECRET",
}


class InvalidProvider(DirectiveError):
    """Thiết lập nhà cung cấp sai: half of it is missing, or passwords would go over an open line."""

    kind = "invalid_provider"
    template = N_(
        "Sign-in by OpenID Connect is not set up well: {problem}. It takes VANTHU_OIDC_ISSUER (an https address), "
        "VANTHU_OIDC_CLIENT_ID and VANTHU_OIDC_CLIENT_SECRET."
    )


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Nhà cung cấp danh tính: where it is, as what we are known there, and which claim names a person.

    ``claim``: ``sub`` unless set; an address (``email``) only counts when the provider has verified it.
    """

    issuer: str
    client: str
    secret: str
    claim: str = "sub"
    name: str = "OpenID Connect"


def read_provider_settings(environment: Mapping[str, str] = os.environ) -> ProviderSettings | None:
    """Đọc thiết lập: None when no provider is named. Raises InvalidProvider."""
    given = {field: environment.get(variable, "").strip() for field, variable in _NAMES.items()}
    if not any(given.values()):
        return None
    if missing := [_NAMES[field] for field, value in given.items() if not value]:
        raise InvalidProvider(where=missing[0], problem=", ".join(missing))
    issuer = urlsplit(given["issuer"])
    if issuer.scheme != "https" and not (issuer.scheme == "http" and issuer.hostname in _LOOPBACK):
        raise InvalidProvider(where=_NAMES["issuer"], problem=given["issuer"])
    return ProviderSettings(
        **{**given, "issuer": given["issuer"].rstrip("/")},
        claim=environment.get("VANTHU_OIDC_CLAIM") or "sub",
        name=environment.get("VANTHU_OIDC_NAME") or "OpenID Connect",
    )
