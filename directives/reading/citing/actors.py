"""Danh sách chủ thể: the bodies and posts of one list taken apart, as official sentences join them."""

import re

from directives.reading.citing.patterns import Patterns, patterns
from directives.reading.lexicon import Lexicon, lexicon

_ADDRESS = re.compile(
    r"(?:[Cc]ác\s+)?(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí)(?![^\W_])(?:\s*[,/]?\s*\(?[Bb]à\)?)?\s*:?\s*(?=\S)"
)
_JOINT = re.compile(r";\s*(?:và\s+)?|,\s*(?:và\s+)?|\s+và\s+")
_SET_PHRASE = re.compile(r"[Ss]ở, [Bb]an(?:,)? [Nn]gành(?:, [Đđ]oàn thể)?|[Ss]ở, [Nn]gành|[Bb]an, [Nn]gành")


def split_actors(text: str, words: Lexicon | None = None) -> list[str]:
    """Tách chủ thể: a list of bodies or posts; what a head noun does not begin belongs to the name before it.

    >>> split_actors("Chánh Văn phòng, các cơ quan, tổ chức có liên quan")
    ['Chánh Văn phòng', 'các cơ quan, tổ chức có liên quan']
    >>> split_actors("Các ông (bà): Giám đốc các Sở: Tài chính, Nội vụ, Chủ tịch UBND huyện và Thủ trưởng các đơn vị")
    ['Giám đốc các Sở: Tài chính, Nội vụ', 'Chủ tịch UBND huyện', 'Thủ trưởng các đơn vị']
    """
    made = patterns(words or lexicon())
    text = _without_address(text)
    whole = [match.span() for shape in (made.unbroken_name, _SET_PHRASE) for match in shape.finditer(text)]
    inside = sorted(whole)
    parts, begin, at = [], 0, 0
    for joint in _JOINT.finditer(text):
        while at < len(inside) and inside[at][1] <= joint.start():
            at += 1
        held = at < len(inside) and inside[at][0] < joint.start()
        if not held and _parts(text, joint, made):
            parts.append(text[begin : joint.start()])
            begin = joint.end()
    parts.append(text[begin:])
    plain = (_without_address(part).strip(" .,;:-") for part in parts)
    return [part for part in plain if part]


def _parts(text: str, joint: re.Match[str], words: Patterns) -> bool:
    """Có tách: whether somebody else begins behind a joint."""
    if joint[0].lstrip().startswith(";"):
        return True
    address = _ADDRESS.match(text, joint.end())
    if address:
        return True
    following = words.actor_head if text[joint.end() : joint.end() + 1].islower() else words.actor
    return following.match(text, joint.end()) is not None


def _without_address(text: str) -> str:
    stripped = text.strip()
    address = _ADDRESS.match(stripped)
    return stripped[address.end() :] if address else stripped
