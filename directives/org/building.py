"""Dựng danh mục đơn vị hành chính: the long lists of ``data`` (``*.tsv``) from the data set named in NOTICE.

Not part of the program: ``python -m directives.org.building FOLDER`` is run by a person, once for each new data
set, where FOLDER holds its unpacked package (``data/dataset.db``, ``data/converter_2025.json``). The rows of
``units-*.toml`` come first; the lists hold the units of which these say nothing.
"""

import json
import re
import sqlite3
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from directives.text import normalise, old_tone_placement, slug

DATA = Path(__file__).parent / "data"

#: The source writes some syllables small which begin with an accented vowel: "Đại áng", "Pa ủ".
_LOST_CAPITAL = re.compile(r"(?<![\w'])(?![a-zđ])[^\W\d_]")
_KINDS = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")


class Row(NamedTuple):
    """Dòng: one unit of a long list; ``marks`` as the head of the list explains them."""

    code: str
    parent: str
    kind: str
    name: str
    marks: str = ""


def cleaned(full_name: str) -> tuple[str, str]:
    """Tên đã làm sạch: kind and name, NFC, with single blanks, straight apostrophes, tones placed as laws do.

    >>> cleaned("Xã é  Tòng"), cleaned("Phường Thuỷ Xuân"), cleaned("xã Ch’ơm")
    (('xã', 'É Tòng'), ('phường', 'Thủy Xuân'), ('xã', "Ch'ơm"))
    """
    text = " ".join(re.sub("[’‘ʼ´`]", "'", normalise(full_name)).split())
    kind = next(kind for kind in _KINDS if text.casefold().startswith(f"{kind} "))
    name = text[len(kind) + 1 :]
    placed = old_tone_placement(name.casefold())
    name = "".join(new.upper() if old.isupper() else new for old, new in zip(name, placed, strict=True))
    return kind, _LOST_CAPITAL.sub(lambda found: found[0].upper(), name)


def keeps_noun(name: str) -> bool:
    """Giữ danh từ chung: whether the name is a number or begins with one, or is that of a person or an event."""
    return bool(re.match(r"\d", name)) or name in _named_after()


@cache
def _named_after() -> frozenset[str]:
    lines = (DATA / "named-after.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def rows_of(
    units: Iterable[tuple[str, str, str]], taken: frozenset[str], *, coded_ids: bool
) -> Iterator[Row]:
    """Các dòng: of (code, parent, full name) those whose code is not taken, in order of parent and code.

    Where ids bear no code, one of several units alike in kind and name (accents aside) is marked a homonym.
    """
    clean = {code: (parent, *cleaned(full_name)) for code, parent, full_name in units}
    alike = Counter((kind, slug(name)) for _, kind, name in clean.values())
    for code, (parent, kind, name) in sorted(clean.items(), key=lambda item: (item[1][0], item[0])):
        if code not in taken:
            homonym = not coded_ids and alike[kind, slug(name)] > 1
            marks = ("keeps_noun" if keeps_noun(name) else "", "homonym" if homonym else "")
            yield Row(code, parent, kind, name, " ".join(filter(None, marks)))


def successions(
    converter: dict[str, object], old: dict[str, str], new: dict[str, str]
) -> dict[str, list[str]]:
    """Kế thừa: old code → new codes, for the data set's keys; several where the old unit was divided."""
    heirs: dict[str, list[str]] = {}
    whole, divided = converter["DICT_PROVINCE_WARD_NO_DIVIDED"], converter["DICT_PROVINCE_WARD_DIVIDED"]
    assert isinstance(whole, dict)
    assert isinstance(divided, dict)
    for province, wards in whole.items():
        for ward, parts in wards.items():
            for part in parts:
                heirs.setdefault(old[part], []).append(new[f"{province}_{ward}"])
    for province, parts in divided.items():
        for part, wards in parts.items():
            found = sorted(new[f"{province}_{ward['newWardKey']}"] for ward in wards)
            heirs.setdefault(old[part], []).extend(found)
    return heirs


def _taken(file: str) -> frozenset[str]:
    table = tomllib.loads((DATA / file).read_text(encoding="utf-8"))
    return frozenset(row["code"] for group in table["units"] for row in group.get("rows", ()))


def _write(file: str, lines: Iterable[Iterable[str]]) -> None:
    path = DATA / file
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    body = ["\t".join(cells).rstrip() for cells in lines]
    path.write_text("\n".join([*head, *body]) + "\n", encoding="utf-8")


def main(source: Path) -> None:
    """Dựng: writes the four lists anew below the heads which they have."""
    with sqlite3.connect(source / "data" / "dataset.db") as database:
        new = database.execute(
            "select wardCode, provinceCode, ward, provinceKey, wardKey from admin_units"
        ).fetchall()
        old = database.execute(
            "select wardCode, districtCode, ward, provinceKey, districtKey, wardKey, provinceCode, district"
            " from admin_units_legacy"
        ).fetchall()
    districts = {row[1]: (row[1], row[6], row[7]) for row in old}
    old_communes = [row[:3] for row in old if row[0]]
    two, three = _taken("units-two-tiers.toml"), _taken("units-three-tiers.toml")
    columns = [Row._fields]
    _write("communes-two-tiers.tsv", [*columns, *rows_of((r[:3] for r in new), two, coded_ids=True)])
    _write("districts-three-tiers.tsv", [*columns, *rows_of(districts.values(), three, coded_ids=False)])
    _write("communes-three-tiers.tsv", [*columns, *rows_of(old_communes, three, coded_ids=True)])
    converter = json.loads((source / "data" / "converter_2025.json").read_text(encoding="utf-8"))
    old_keys = {f"{r[3]}_{r[4]}_{r[5] or ''}": r[0] or r[1] for r in old}
    heirs = successions(converter, old_keys, {f"{r[3]}_{r[4]}": r[0] for r in new})
    _write(
        "succession-communes.tsv",
        [("old", "new"), *((code, " ".join(found)) for code, found in sorted(heirs.items()))],
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
