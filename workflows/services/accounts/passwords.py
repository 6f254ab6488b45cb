"""Mật khẩu: kept as argon2id, which costs whoever guesses memory and time; the limits follow RFC 9106."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from directives.errors import N_, DirectiveError

SHORTEST = 12
#: Longer ones only cost the server time.
LONGEST = 1000

_hasher = PasswordHasher()


class WeakPassword(DirectiveError):
    """Mật khẩu yếu: too short, too long, or the account's own name."""

    kind = "weak_password"
    template = N_(
        "A password has at least {shortest} characters, at most {longest}, and is not the account's name. "
        "A short sentence is easy to keep in mind."
    )


def hashed(password: str, account: str) -> str:
    """Băm mật khẩu: salted, with its parameters. Raises WeakPassword."""
    if not SHORTEST <= len(password) <= LONGEST or password.casefold() == account.casefold():
        raise WeakPassword(where="password", shortest=SHORTEST, longest=LONGEST)
    return _hasher.hash(password)


def agrees(password_hash: str, password: str) -> bool:
    """Mật khẩu đúng: takes as long when there is no hash to compare with, so that time tells nothing."""
    try:
        right = _hasher.verify(password_hash or _nobodys(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(password_hash)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password, which is never right")
