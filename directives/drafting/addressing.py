"""Ai được giao: whether the words by which a document names somebody mean this office, and by what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from directives.drafting.standpoint import Standpoint
from directives.drafting.tables import AddresseeWords, addressee_words
from directives.org.units import Level
from directives.text import comparison_key, normalise, one_tone_style
from directives.vocabulary.words import UPPER


class Means(StrEnum):
    """Được gọi bằng cách nào: what in an addressee's words means the office; the last two do not."""

    NAME = "name"  # "UBND huyện Cư Jút", "Sở Nội vụ"
    LIST = "list"  # "UBND các huyện: Cư Jút, Đắk Mil"
    LEVEL = "level"  # "UBND các huyện, thành phố"
    TOGETHER = "together"  # "các sở, ban, ngành"
    GENERAL = "general"  # "các cơ quan, đơn vị": whoever the document is sent to
    LISTED_OTHERS = "listed_others"  # a list without this office
    OTHERS = "others"

    @property
    def ours(self) -> bool:
        """Là mình: whether the words themselves mean the office; general ones depend on Kính gửi."""
        return self not in (Means.GENERAL, Means.LISTED_OTHERS, Means.OTHERS)


_NOUNS = "|".join(addressee_words().nouns)
_TOKEN = re.compile(
    rf"(?P<kind>(?<!\w)(?i:{_NOUNS})(?!\w))|(?P<colon>[:(])|(?P<mark>[,;)]|(?<!\w)(?:và|hoặc)(?!\w))"
    rf"|(?P<name>[{UPPER}\d][^\s,;:()]*(?:\s+[{UPPER}\d][^\s,;:()]*)*)|(?P<word>[^\s,;:()]+)"
)
_COMMITTEE = re.compile(r"(?<!\w)(?:ủy|uỷ) ban nhân dân(?!\w)", re.IGNORECASE)
_COMMITTEES = re.compile(
    rf"(?:đối với )?(?:hđnd và |hđnd, )?(?:ubnd|chính quyền|(?:các )?(?:{_NOUNS}))(?!\w)"
)
_CENTRAL = "trực thuộc trung ương"


def meaning(text: str, standpoint: Standpoint) -> Means:
    """Có phải là mình: by which words an addressee means the office, the strongest first."""
    said = [
        _meaning(part, standpoint) for part in re.split(r";", _COMMITTEE.sub("UBND", text)) if part.strip()
    ]
    return min(said, key=list(Means).index, default=Means.OTHERS)


def _meaning(text: str, standpoint: Standpoint) -> Means:
    words = addressee_words()
    key = comparison_key(text)
    for exception in words.exceptions:
        before, found, after = key.partition(f" {exception} ")
        if found and any(_has(after, name) for name in _unit_names(standpoint)):
            return Means.LISTED_OTHERS
        if found:
            key, text = before, text[: len(before)]
    if any(_has(key, name) for name in standpoint.names):
        return Means.NAME
    if standpoint.is_committee and (means := _of_level(text, key, standpoint, words)):
        return means
    for row in words.together:
        alike = (row.kind, row.level) == (standpoint.kind, standpoint.level)
        if alike and any(_all_of_them(text, word) for word in row.words):
            return Means.TOGETHER
    own_only = standpoint.is_committee and any(_has(key, word) for word in words.own)
    if not own_only and any(_all_of_them(text, word) for word in words.general):
        return Means.GENERAL
    return Means.OTHERS


def _unit_names(standpoint: Standpoint) -> tuple[str, str]:
    return comparison_key(standpoint.unit_name), comparison_key(
        f"{standpoint.unit_kind} {standpoint.unit_name}"
    )


def _has(key: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", key) is not None


def _all_of_them(text: str, phrase: str) -> bool:
    """Whether a phrase names all at once: "các sở, ban, ngành", not "các sở Giáo dục và Đào tạo"."""
    found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", _plain(text), re.IGNORECASE)
    return found is not None and not re.match(rf"\s+[{UPPER}]", _plain(text)[found.end() :])


def _plain(text: str) -> str:
    """One style of tone marks and single blanks, capitals kept."""
    return " ".join(one_tone_style(normalise(text)).split())


@dataclass
class _Kinds:
    """Loại đơn vị được nêu: for each kind the names it is limited to (none: all of the kind), then a list of all."""

    names: dict[str, list[str]] = field(default_factory=dict)
    listed: list[tuple[str, str]] = field(default_factory=list)


def _of_level(text: str, key: str, standpoint: Standpoint, words: AddresseeWords) -> Means | None:
    """By the kinds and names of units; None where the words speak of none."""
    if not _committees(key, words):
        return None
    if any(_has(key, word) for word in words.levels.get(standpoint.level, ())):
        return Means.LEVEL
    of_nation = _CENTRAL in key or _has(key, "các tỉnh") or re.match(r"ubnd (?:các )?tỉnh,", key) is not None
    kinds = _kinds(_without_tail(text, words) if not of_nation else text)
    if not kinds.names:
        return None
    own_kind, own_name = standpoint.unit_kind, comparison_key(standpoint.unit_name)
    if kinds.listed:
        for kind, name in kinds.listed:
            if comparison_key(name) == own_name and kind in ("", own_kind):
                return Means.LIST
        return Means.LISTED_OTHERS
    for kind, names in kinds.names.items():
        level = words.level_of(kind, of_nation=of_nation)
        if kind != own_kind or (level is not standpoint.level and standpoint.level is not Level.NATION):
            continue
        if not names:
            return Means.LEVEL
        return Means.LIST if own_name in map(comparison_key, names) else Means.LISTED_OTHERS
    return Means.OTHERS


def _committees(key: str, words: AddresseeWords) -> bool:
    """Whether people's committees are named: "UBND các huyện", "các huyện, thành phố", not "Bưu điện tỉnh"."""
    for head in words.heads:
        key = key.removeprefix(f"{head} ")
    return _COMMITTEES.match(key) is not None


def _without_tail(text: str, words: AddresseeWords) -> str:
    """Up to the words which say where the addressees belong; a list behind a colon or bracket is kept."""
    head, mark, rest = re.match(r"([^:(]*)([:(]?)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]  # always matches
    for tail in words.tails:
        found = re.search(rf"(?<!\w){re.escape(tail)}(?!\w)", head, re.IGNORECASE)
        head = head[: found.start()] if found else head
    return f"{head}{mark}{rest}"


def _kinds(text: str) -> _Kinds:
    found = _Kinds()
    kind, listing, adjacent = "", False, False
    for token in _tokens(text):
        match token:
            case ("kind", said):
                kind = said.lower()
                if not listing:
                    found.names.setdefault(kind, [])
                adjacent = True
            case ("colon", _):
                listing, kind = bool(found.names), ""
            case ("mark", _):
                kind = "" if listing else kind
            case ("name", said) if listing:
                found.listed.append((kind, said))
            case ("name", said) if adjacent and said != "UBND":
                found.names[kind].append(said)
            case ("word", said) if said.lower() != "các":
                adjacent = False
                if listing:  # "(những đơn vị được chọn)": words, no list of names
                    listing = False
    return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        yield str(match.lastgroup), match[0]
