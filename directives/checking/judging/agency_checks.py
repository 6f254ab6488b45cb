"""Cơ quan và địa danh: judges the names of bodies and places by the organisation as it was on the document's day."""

import re
from datetime import date
from functools import lru_cache

from directives.checking.judging.letters import letters_of
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.page import Page
from directives.errors import DirectiveError
from directives.org.chart import Snapshot
from directives.org.loading import load_chart
from directives.org.units import Unit
from directives.text import ascii_fold, comparison_key
from directives.vocabulary.days import DAY, day_of

_DAY = re.compile(DAY.format(""))
_COMMITTEE = re.compile(r"^(?:ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HĐND)\s+(?P<unit>.+)$")


@checks("F-32")
def issuer_bears_its_full_name(page: Page, rule: Rule) -> Judgements:
    """Tên đầy đủ: no abbreviation; the unit's name as the register of units has it on that day."""
    short = rule.expects["short"]
    found = False
    for line in page.boxes["issuer"]:
        for word, full in short.items():
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line.text):
                found = True
                yield rule.finding(line, word, full, at=letters_of(line, word))
    if not found:
        yield from _known_name(page, rule)


def _known_name(page: Page, rule: Rule) -> Judgements:
    """Tên trong danh mục: a name that differs from a known one by its marks alone is that name miswritten."""
    match = _COMMITTEE.match(_issuer(page))
    snapshot = organisation(printed_day(page)) if match else None
    if match is None or snapshot is None:
        yield rule.unseen("the register of bodies does not hold this body, or not for the document's day")
        return
    if snapshot.named(match["unit"]):
        return
    alike = _alike(snapshot.day).get(_folded(match["unit"]), ())
    if not alike or not _all_known(snapshot.day):
        yield rule.unseen("the register of bodies knows no body of this name on the document's day")
        return
    last = page.boxes["issuer"][-1]
    yield rule.finding(last, match["unit"], " hoặc ".join(sorted({unit.full_name.upper() for unit in alike})))


@checks("F-33")
def highest_bodies_name_no_parent(page: Page, rule: Rule) -> Judgements:
    """Không ghi cơ quan chủ quản: ministries, People's Committees and Councils, by the circular of 2011."""
    issuer = _issuer(page)
    named = issuer.startswith(tuple(rule.expects["without_parent"]))
    if named and not issuer.startswith(tuple(rule.expects["except"])):
        parent = page.boxes["parent"][0]
        yield rule.finding(parent, " ".join(line.text for line in page.boxes["parent"]), issuer)


@checks("F-34")
def ended_units_are_not_named(page: Page, rule: Rule) -> Judgements:
    """Đơn vị đã kết thúc: districts and towns in the names of bodies and places; judged where the day can be read."""
    if printed_day(page) is None:
        yield rule.unseen("no day can be read, and before the two tiers these units existed")
        return
    for box in rule.expects["boxes"]:
        for line in page.boxes.get(box, ()):
            text = line.text.upper()
            word = next((w for w in rule.expects["ended"] if re.search(rf"(?<!\w){w}(?!\w)", text)), None)
            if word is not None:
                at = text.index(word)
                yield rule.finding(line, line.text, rule.expects["today"], at=(at, at + len(word)))


@checks("F-49")
def place_is_that_of_the_seat(page: Page, rule: Rule) -> Judgements:
    """Địa danh: written out, with a common noun only where it belongs to the name, and that of the body's own unit."""
    line = page.boxes["place_and_date"][0]
    place, comma, _ = line.text.partition(",")
    if not comma or not place.strip():
        return
    at = (0, len(place))
    spelt = _spelt_out(place, rule.expects["short"])
    if spelt != place:
        yield rule.finding(line, place, spelt, at=at)
        return
    issuer = _issuer(page)
    if _is_ministry(issuer, rule) and "parent" not in page.boxes:
        if comparison_key(place) != comparison_key(rule.expects["capital"]):
            yield rule.finding(line, place, rule.expects["capital"], at=at)
        return
    snapshot = organisation(printed_day(page))
    if snapshot is None:
        yield rule.unseen("the organisation of the document's day is not known")
        return
    wanted = _place_wanted(page, snapshot, place, tuple(rule.expects["bodies"]))
    if wanted is None:
        yield rule.unseen("neither the body nor the place is in the register of units")
    elif wanted and comparison_key(place) not in {comparison_key(one) for one in wanted}:
        yield rule.finding(line, place, " hoặc ".join(wanted), at=at)


def _place_wanted(
    page: Page, snapshot: Snapshot, place: str, bodies: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Địa danh đúng: of the People's Committee or Council; else how the unit that is named writes itself.

    None where neither is known; empty where nothing can be said against the place.
    """
    match = _COMMITTEE.match(_issuer(page))
    seats = snapshot.named(match["unit"]) if match else ()
    if match and seats:
        return tuple(dict.fromkeys(_as_place(unit) for unit in seats))
    units = snapshot.named(place)
    if not units:
        return None
    if any(comparison_key(_as_place(unit)) == comparison_key(place) for unit in units):
        return ()
    return tuple(dict.fromkeys(_as_place(unit) for unit in units))


def _as_place(unit: Unit) -> str:
    name = unit.place_name
    return name[0].upper() + name[1:]


def _spelt_out(place: str, short: dict[str, str]) -> str:
    """Viết đầy đủ: "TP. HCM" as "Thành phố Hồ Chí Minh"; a name without abbreviations stays."""
    words = [short.get(word.upper(), word) for word in re.split(r"[\s.]+", place) if word]
    return " ".join(words) if words != place.split() else place


def _is_ministry(issuer: str, rule: Rule) -> bool:
    return issuer.startswith(f"{rule.expects['ministry']} ") and not issuer.startswith(
        tuple(rule.expects["no_ministry"])
    )


def _issuer(page: Page) -> str:
    """Tên cơ quan ban hành: on one line, in capitals, spelt as the laws spell."""
    text = " ".join(line.text for line in page.boxes.get("issuer", ())).upper()
    return re.sub(r"^UỶ BAN", "ỦY BAN", " ".join(text.split()))


def printed_day(page: Page) -> date | None:
    """Ngày trên văn bản: as the head shows it; None when none can be read."""
    line = page.first("place_and_date")
    match = _DAY.search(line.text) if line else None
    return day_of(match) if match else None


@lru_cache(maxsize=64)
def organisation(day: date | None) -> Snapshot | None:
    """Tổ chức của ngày: None where there is no day, or none that the data know."""
    if day is None:
        return None
    try:
        return load_chart().on(day)
    except DirectiveError:
        return None


@lru_cache(maxsize=4)
def _all_known(day: date) -> bool:
    """Đủ danh sách: whether the data hold every unit of the day, so that a name they do not know is none."""
    snapshot = organisation(day)
    try:
        return snapshot is not None and all(snapshot.children(province) for province in snapshot.provinces)
    except DirectiveError:
        return False


@lru_cache(maxsize=4)
def _alike(day: date) -> dict[str, list[Unit]]:
    """Theo tên không dấu: the units of a day by their full name without marks."""
    found: dict[str, list[Unit]] = {}
    snapshot = organisation(day)
    for unit in snapshot.units.values() if snapshot is not None else ():
        found.setdefault(_folded(unit.full_name), []).append(unit)
    return found


def _folded(name: str) -> str:
    return ascii_fold(" ".join(name.split())).casefold()
