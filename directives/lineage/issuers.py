"""Cơ quan ban hành: one key for the ways in which an issuer is named, with the territory it belongs to.

"UBND tỉnh" in a letter of Đắk Nông and "Ủy ban nhân dân tỉnh Đắk Nông" are one issuer; "UBND tỉnh" in a text of which
nobody knows the province stays incomplete, and nothing is guessed.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from directives.document.kinds import DocumentType
from directives.org.chart import Snapshot
from directives.org.offices import Office
from directives.org.units import Unit
from directives.text import comparison_key

#: Nouns of territories, the longer first; "xã hội" is none.
_TERRITORY = re.compile(
    r"\b(thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|phường|xã(?! hội\b))(?:\s+(.+))?$"
)
_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: Codes of types at the head of a symbol: the next part names the issuer.
_TYPE_CODES = frozenset(kind.code.casefold() for kind in DocumentType if kind.code) | {
    *("nđ", "tt", "l", "pl", "cv", "kl", "bctđ", "ctph", "lct"),
}
_JOINT = "ttlt"


class Likeness(Enum):
    """So sánh: what two namings of an issuer say of each other; SILENT where one of them says too little."""

    EQUAL = "equal"
    SILENT = "silent"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Cơ quan ban hành: ``name`` as it was said, ``key`` to compare by, ``office`` its id in the chart if known.

    ``complete``: the key names one issuer (or several of equal name); otherwise its territory was not said.
    ``concluded``: the name was not said but concluded from the symbol.
    """

    name: str
    key: str
    complete: bool
    office: str = ""
    concluded: bool = False

    @property
    def title(self) -> str:
        """Tên đầy đủ: as it was said, with the territory that was meant: "UBND tỉnh" of Đắk Nông."""
        territory = territory_of(self.key)
        said = issuer_key(self.name)
        if not self.complete or not territory or said.endswith(territory):
            return self.name
        noun, name = _parted(territory)
        shown = " ".join(word.capitalize() for word in name.split())
        return f"{self.name} {shown}" if said.endswith(noun) else f"{self.name} {noun} {shown}"

    def compared(self, other: "Issuer") -> Likeness:
        """So với: whether both may be, are, or cannot be the same."""
        if self.office and other.office:
            return Likeness.EQUAL if self.office == other.office else Likeness.DIFFERENT
        if self.key == other.key:
            return Likeness.EQUAL if self.complete and other.complete else Likeness.SILENT
        shorter, longer = sorted((self, other), key=lambda one: len(one.key))
        if not shorter.complete and longer.key.startswith(shorter.key):
            return Likeness.SILENT
        return Likeness.DIFFERENT


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "issuers.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16384)
def issuer_key(name: str) -> str:
    """Khóa cơ quan: abbreviations written out, the head's title taken off, one style of letters.

    >>> issuer_key("Chủ tịch UBND tỉnh Đắk Nông")
    'ủy ban nhân dân tỉnh đắk nông'
    """
    data = _data()
    written = data["written_out"]
    key = comparison_key(_BRACKETS.sub("", name)).replace(".", " ").strip(" ,;:")
    key = " ".join(key.split())
    key = _WORD.sub(lambda m: written.get(m[0], m[0]), key)
    titles, before = data["heads"]["titles"], data["heads"]["before"]
    for title in sorted(titles, key=len, reverse=True):
        rest = key.removeprefix(f"{title} ")
        if rest != key and rest.startswith(tuple(f"{word} " for word in before)):
            key = rest
            break
    return str(data["same"].get(key, key))


@lru_cache(maxsize=16384)
def territory_of(key: str) -> str:
    """Địa bàn: the territory which a key names, "tỉnh đắk nông"; empty for offices of the whole nation.

    A noun without a name ("tỉnh") is no territory.
    """
    found = _TERRITORY.search(key)
    return found[0] if found and found[2] else ""


def named_issuer(name: str, line: Iterable[str] = (), *, office: str = "") -> Issuer:
    """Cơ quan được nêu: as one of the territories in ``line`` names it ("UBND tỉnh", "Sở Nội vụ").

    ``line``: the territories of who names it, from its own upwards. What they do not tell stays incomplete.
    """
    key, around = issuer_key(name), tuple(line)
    found = _TERRITORY.search(key)
    if found and found[2]:
        return Issuer(name, key, True, office)
    if found:
        fitting = [one for one in around if one.startswith(f"{found[1]} ")]
        if len(fitting) == 1:
            return Issuer(name, f"{key[: found.start()]}{fitting[0]}", True, office)
        return Issuer(name, key, False, office)
    level = next((lvl for word, lvl in _data()["serving"].items() if key.startswith(f"{word} ")), None)
    if level is None:
        return Issuer(name, key, bool(key), office)
    fitting = [one for one in around if level_of(one) == level]
    return Issuer(name, f"{key} {fitting[0]}", True, office) if fitting else Issuer(name, key, False, office)


def level_of(territory: str) -> str:
    """Cấp của địa bàn: province, district or commune, by its noun; "thành phố" by the name of the city."""
    nouns = _data()["territories"]
    for level in ("province", "district", "commune"):
        if territory.startswith(tuple(f"{noun} " for noun in nouns[level]["nouns"])):
            city = territory.startswith("thành phố ") and territory[10:] in nouns["province_cities"]
            return "province" if city else level
    return ""


def rank_of(issuer: Issuer | None) -> int | None:
    """Bậc: how high an issuer stands, 1 the highest; None when its name does not say."""
    if issuer is None:
        return None
    data = _data()
    territory = territory_of(issuer.key)
    row = data["territories"].get(level_of(territory)) if territory else None
    if row:
        governs = issuer.key.startswith(tuple(data["territories"]["governs"]))
        return int(row["governs" if governs else "serves"])
    ranks = (row["level"] for row in data["rank"] if issuer.key.startswith(tuple(row["begins"])))
    return next(ranks, None)


def issuer_of_symbol(symbol: str) -> Issuer | None:
    """Cơ quan theo ký hiệu: who issued, where the symbol names somebody of whom there is one in the nation.

    >>> issuer_of_symbol("BNV-CCHC").key, issuer_of_symbol("QĐ-TTg").key, issuer_of_symbol("UBND-NC")
    ('bộ nội vụ', 'thủ tướng chính phủ', None)
    """
    part, data = _issuing_part(symbol), _data()
    key = data["symbols"].get(part)
    if key is None and part[-1:].isdigit():  # QH15: the term of the National Assembly follows
        letters = part.rstrip("0123456789")
        key = data["symbol_beginnings"].get(letters)
    return Issuer(key, key, True, concluded=True) if key else None


def symbol_contradicts(symbol: str, issuer: Issuer) -> bool:
    """Ký hiệu trái với cơ quan: the symbol names another issuer, or another kind of issuer, than was said."""
    named = issuer_of_symbol(symbol)
    if named is not None:
        return named.key != issuer.key
    begins = _data()["shared_symbols"].get(_issuing_part(symbol))
    return begins is not None and not issuer.key.startswith(begins)


def line_of_unit(snapshot: Snapshot, unit: Unit) -> tuple[str, ...]:
    """Các cấp địa bàn: a unit and those above it below the nation, as keys, from its own upwards."""
    line = []
    at: Unit | None = unit
    while at is not None and at is not snapshot.nation:
        line.append(comparison_key(at.full_name))
        at = snapshot.parent(at)
    return tuple(line)


def line_of(keys: Iterable[str], snapshot: Snapshot | None = None) -> tuple[str, ...]:
    """Các cấp địa bàn của nơi nói: territories which its own and its superior's names hold, from below.

    Where the chart of that day knows one unit of the lowest name, the units above it are added.
    """
    named = list(dict.fromkeys(filter(None, map(territory_of, keys))))
    if snapshot is None or not named:
        return tuple(named)
    units = snapshot.named(named[0])
    if len(units) != 1:
        return tuple(named)
    return tuple(dict.fromkeys((*named, *line_of_unit(snapshot, units[0]))))


def issuer_of_office(office: Office) -> Issuer:
    """Cơ quan của tổ chức: an office of the chart as an issuer."""
    return Issuer(office.full_name, issuer_key(office.full_name), True, office.id)


def own_name_of(issuer: Issuer) -> str:
    """Tên không kèm địa bàn: "sở nội vụ" of "sở nội vụ tỉnh đắk nông", as those above it call it."""
    return _TERRITORY.sub("", issuer.key).strip()


def _parted(territory: str) -> tuple[str, str]:
    found = _TERRITORY.search(territory)
    return (found[1], found[2] or "") if found else ("", territory)


def _issuing_part(symbol: str) -> str:
    parts = [part for part in comparison_key(symbol).replace(" ", "").split("-") if part]
    if not parts or parts[0] == _JOINT:
        return ""
    return parts[1] if len(parts) > 1 and parts[0] in _TYPE_CODES else parts[0]
