"""Đăng nhập một cửa: a person proves who they are to the office's identity provider, which tells us (OpenID Connect).

The code flow with PKCE (RFC 7636), by Authlib; the token which names the person is checked against the provider's keys.
"""

import secrets
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.deprecate import AuthlibDeprecationWarning
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from directives.errors import N_, DirectiveError
from storage import accounts
from storage.database import reading
from workflows.oidc_settings import ProviderSettings
from workflows.services.accounts.sign_in import begin_session
from workflows.services.workspace import Workspace

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

_SCOPES = "openid profile email"
#: Signatures by a key of the provider's own; never "none", never by a secret which others know.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_SECONDS = 10


class ProviderUnavailable(DirectiveError):
    """Không liên lạc được: the provider does not answer, or not as a provider does."""

    kind = "provider_unavailable"
    template = N_("The identity provider does not answer as it should ({reason}). Sign in with a password.")


class IdentityRefused(DirectiveError):
    """Không chứng minh được danh tính: the provider, or what it sent, does not say who this is."""

    kind = "identity_refused"
    template = N_("The identity provider did not confirm who you are ({reason}). Begin again.")


class IdentityWithoutAccount(DirectiveError):
    """Danh tính chưa gắn tài khoản: the person is known there, but nobody let them in here."""

    kind = "identity_without_account"
    template = N_("No open account here belongs to the identity “{subject}”. Ask the administrator.")


@dataclass(frozen=True, slots=True)
class Asked:
    """Lần hỏi: what only the browser that was sent away brings back; ``address`` is where it is sent to."""

    address: str
    state: str
    nonce: str
    verifier: str


def ask_provider(provider: ProviderSettings, back: str) -> Asked:
    """Hỏi nhà cung cấp: ``back`` is the address to which it sends the browser. Raises ProviderUnavailable."""
    nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    known = _described(provider)
    with _client(provider, back) as client:
        address, state = client.create_authorization_url(
            known["authorization_endpoint"], nonce=nonce, code_verifier=verifier
        )
    return Asked(address, state, nonce, verifier)


def sign_in_by_provider(
    workspace: Workspace, provider: ProviderSettings, asked: Asked, answer: str, back: str
) -> str:
    """Đăng nhập theo trả lời: ``answer`` is the address at which the browser came back; gives a session's secret.

    Raises ProviderUnavailable, IdentityRefused, IdentityWithoutAccount.
    """
    known = _described(provider)
    try:
        with _client(provider, back, asked.state) as client:
            token = client.fetch_token(
                known["token_endpoint"],
                authorization_response=answer,
                state=asked.state,
                code_verifier=asked.verifier,
            )
        keys = KeySet.import_key_set(KeySetSerialization(keys=_fetched(known["jwks_uri"]).get("keys", [])))
        decoded = jwt.decode(str(token.get("id_token", "")), keys, algorithms=_ALGORITHMS)
        wanted = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": known["issuer"]},
            aud={"essential": True, "value": provider.client},
            exp={"essential": True},
            nonce={"essential": True, "value": asked.nonce},
        )
        wanted.validate(decoded.claims)
    except (AuthlibBaseError, JoseError, ValueError) as error:
        raise IdentityRefused(where="oidc", reason=getattr(error, "error", type(error).__name__)) from error
    except httpx.HTTPError as error:
        raise ProviderUnavailable(where="oidc", reason=type(error).__name__) from error
    subject = _named(provider, decoded.claims)
    with reading(workspace.engine) as connection:
        account = accounts.by_subject(connection, subject) if subject else None
    if account is None or not account.active:
        raise IdentityWithoutAccount(where="oidc", subject=subject)
    return begin_session(workspace, account.name)


def _named(provider: ProviderSettings, claims: Mapping[str, Any]) -> str:
    if provider.claim == "email" and claims.get("email_verified") is not True:
        return ""
    return str(claims.get(provider.claim) or "")


def _client(provider: ProviderSettings, back: str, state: str | None = None) -> "OAuth2Client":
    # Imported late: it takes a second, and only offices with a provider need it.
    with warnings.catch_warnings():  # its next HTTP library needs a newer Python than ours
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)
        from authlib.integrations.httpx_client import OAuth2Client

    return OAuth2Client(
        provider.client,
        provider.secret,
        scope=_SCOPES,
        redirect_uri=back,
        state=state,
        code_challenge_method="S256",
        timeout=_SECONDS,
    )


def _described(provider: ProviderSettings) -> dict[str, Any]:
    """What the provider says of itself; it must be the very one that was asked."""
    known = _fetched(f"{provider.issuer}/.well-known/openid-configuration")
    wanted = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    missing = [name for name in wanted if not isinstance(known.get(name), str)]
    if missing or known["issuer"].rstrip("/") != provider.issuer:
        raise ProviderUnavailable(where="oidc", reason=", ".join(missing) or "issuer")
    return known


def _fetched(address: str) -> dict[str, Any]:
    try:
        answer = httpx.get(address, timeout=_SECONDS).raise_for_status().json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderUnavailable(where="oidc", reason=type(error).__name__) from error
    if not isinstance(answer, dict):
        raise ProviderUnavailable(where="oidc", reason="JSON")
    return answer
