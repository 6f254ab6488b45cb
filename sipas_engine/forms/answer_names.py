"""Tên ô trả lời: codes of questions as names which XML, Kobo and ODK accept, and back again without loss."""

import re

_FIRST = "c_"
_PLAIN = re.compile(r"[A-Za-z0-9]")
_ENCODED = re.compile(r"-([0-9a-f]+)-|(_)")


def answer_name(code: str) -> str:
    """Tên của mã: letters and digits stay, "." becomes "_", any other character its number between two hyphens.

    >>> answer_name("1.10"), answer_name("Q2"), answer_name("Đ1")
    ('c_1_10', 'c_Q2', 'c_-110-1')
    """
    written = "".join(one if _PLAIN.match(one) else "_" if one == "." else f"-{ord(one):x}-" for one in code)
    return f"{_FIRST}{written}"


def answer_code_of(name: str) -> str | None:
    """Mã của tên: the code behind a name of ``answer_name``; None for a name which is none.

    >>> answer_code_of("c_1_10"), answer_code_of("province")
    ('1.10', None)
    """
    if not name.startswith(_FIRST):
        return None
    return _ENCODED.sub(lambda found: "." if found[2] else chr(int(found[1], 16)), name.removeprefix(_FIRST))
