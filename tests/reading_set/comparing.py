"""So với nhãn: which labelled values a record has, which it lacks and which it made up, field by field."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directives.text import one_tone_style

#: Words which both openings of a duty must have in common; a label's text is a locator.
_OPENING = 6


@dataclass(frozen=True, slots=True)
class Count:
    """Số đếm: values right, made up (or wrong) and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        read = self.right + self.wrong
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        labelled = self.right + self.missed
        return self.right / labelled if labelled else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


#: One value: a field of it in the record and in the label; None where the document lacks it.
SINGLE = (
    "doc_type.normalized",
    "issuer.normalized",
    "issuer.deciding_authority",
    "parent.normalized",
    "number.number",
    "number.symbol",
    "number.normalized",
    "place.normalized",
    "date.iso",
    "subject.normalized",
    "effective.date",
    "effective.until",
    "signature.title",
    "signature.name",
    "signature.on_behalf_of",
    "archive.copies",
    "archive.drafter",
)
#: Lists of values whose order says nothing.
LISTED = {
    "addressees": lambda record: [item["normalized"] for item in record["addressees"]],
    "recipients": lambda record: [item["normalized"] for item in record["recipients"]],
    "proposed_by": lambda record: record["proposed_by"] or [],
    "implementers": lambda record: record["implementers"],
    "repeals_or_replaces": lambda record: [_number(item) for item in record["repeals_or_replaces"]],
    "signature.capacities": lambda record: (record["signature"] or {}).get("capacities", []),
    "archive.units": lambda record: (record["archive"] or {}).get("units", []),
}
#: The boxes above the body; the others stand at its end or in its provisions.
HEADER = (
    "doc_type.normalized", "issuer.normalized", "parent.normalized", "number.number", "number.symbol",
    "number.normalized", "place.normalized", "date.iso", "subject.normalized", "addressees",
)  # fmt: skip


def compared(label: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Count]:
    """So một văn bản: counts by field."""
    counts = {path: _one(path, label, record) for path in SINGLE}
    counts |= {name: _many(values(label), values(record)) for name, values in LISTED.items()}
    counts |= _citations(label["citations"], record["citations"])
    if label["obligations_scope"] in ("all", "none", "timed"):
        counts |= _duties(label, record["obligations"])
    return counts


def key(value: object) -> str:
    """Khóa so: NFC, one style of tone marks, no case, single blanks, no marks at the end, UBND for its long name."""
    text = one_tone_style(unicodedata.normalize("NFC", str(value)).casefold())
    return " ".join(text.split()).replace("ủy ban nhân dân", "ubnd").rstrip(" .;:,…/")


def _at(path: str, data: Mapping[str, Any]) -> Any:
    value: Any = data
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _one(path: str, label: Mapping[str, Any], record: Mapping[str, Any]) -> Count:
    told, read = _at(path, label), _at(path, record)
    if told is None and read is None:
        return Count()
    if told is None:
        return Count(wrong=1)
    if read is None:
        return Count(missed=1)
    prefix = path.startswith("subject") and (label["subject"] or {}).get("match") == "prefix"
    a, b = key(_bare(path, told)), key(_bare(path, read))
    same = b.startswith(a) if prefix else a == b
    return Count(right=1) if same else Count(wrong=1, missed=1)


def _bare(path: str, value: object) -> str:
    """Trích yếu: with or without "về việc" in front it is the same subject."""
    if not path.startswith("subject"):
        return str(value)
    return re.sub(r"^(?:v/v|về việc)\s+", "", str(value), flags=re.IGNORECASE)


def _many(told: Sequence[str], read: Sequence[str]) -> Count:
    wanted, found = sorted(map(key, told)), sorted(map(key, read))
    right = 0
    for value in wanted:
        if value in found:
            found.remove(value)
            right += 1
    return Count(right, len(found), len(wanted) - right)


def _number(citation: Mapping[str, Any]) -> str:
    return str(citation["number"]) if isinstance(citation, Mapping) else str(citation)


def _citations(told: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]]) -> dict[str, Count]:
    """Viện dẫn: right when type, number, date and role are; the issuer is counted by itself."""

    def whole(one: Mapping[str, Any]) -> str:
        return "|".join(key(one[part]) for part in ("type", "number", "date", "role"))

    pairs = [(a, b) for a in told for b in read if key(a["number"]) == key(b["number"])]
    return {
        "citations": _many([whole(one) for one in told], [whole(one) for one in read]),
        "citations.number": _many([_number(one) for one in told], [_number(one) for one in read]),
        "citations.issuer": _sum(
            _one("issuer", {"issuer": a["issuer"], "subject": None}, {"issuer": b["issuer"]})
            for a, b in pairs
        ),
    }


def _duties(label: Mapping[str, Any], read: Sequence[Mapping[str, Any]]) -> dict[str, Count]:
    """Nhiệm vụ: found by opening words; "duties" counts those whose addressees are right as well."""
    told = label["obligations"]
    if label["obligations_scope"] == "timed":
        read = [duty for duty in read if duty["time"]]
    pairs = list(_paired(told, read))
    extra, missed = len(read) - len(pairs), len(told) - len(pairs)
    right = sum(_addressees(a) == _addressees(b) for a, b in pairs)
    counts = {
        "duties.found": Count(len(pairs), extra, missed),
        "duties": Count(right, len(read) - right, len(told) - right),
        "duties.ref": _agree(pairs, "ref"),
        "duties.kind": _agree(pairs, "kind"),
        "duties.force": _agree(pairs, "force"),
        "duties.evidence": _agree(pairs, "evidence"),
        "duties.condition": _sum(_present(a.get("condition"), b["condition"]) for a, b in pairs),
        "duties.report_to": _sum(_present(a.get("report_to"), b["report_to"]) for a, b in pairs),
        "times": _sum(_time(a["time"], b["time"]) for a, b in pairs),
    }
    lost = [duty for duty in told if not any(duty is a for a, _ in pairs) and duty["time"]]
    counts["times"] += Count(missed=len(lost))
    return counts


def _paired(
    told: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    free = list(read)
    for duty in told:
        same = [
            other
            for other in free
            if _same_opening(duty["text"], other["text"], anywhere=other["ref"] == duty["ref"])
        ]
        best = next((other for other in same if other["ref"] == duty["ref"]), same[0] if same else None)
        if best is not None:
            free.remove(best)
            yield duty, best


def _same_opening(told: str, read: str, *, anywhere: bool) -> bool:
    """Cùng mở đầu: some labels begin behind those addressed; within one item (``anywhere``) that may be far in."""
    a, b = (re.findall(r"\w+", key(text)) for text in (told, read))
    if not a or not b:
        return False
    shared = min(_OPENING, len(a), len(b))
    last = len(b) - shared
    starts = range(last + 1) if anywhere or last < 12 else range(12)
    return any(b[at : at + shared] == a[:shared] for at in starts)


def _addressees(duty: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(map(key, duty["addressees"]))


def _agree(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], name: str) -> Count:
    labelled = [(a[name], b.get(name)) for a, b in pairs if name in a]
    return _sum(Count(right=1) if key(a) == key(b) else Count(wrong=1, missed=1) for a, b in labelled)


def _present(told: object, read: object) -> Count:
    if not told and not read:
        return Count()
    if told and read:
        a, b = key(told), key(read)
        return Count(right=1) if a in b or b in a else Count(wrong=1, missed=1)
    return Count(missed=1) if told else Count(wrong=1)


def _time(told: Mapping[str, Any] | None, read: Mapping[str, Any] | None) -> Count:
    if not told and not read:
        return Count()
    if not told or not read:
        return Count(missed=1) if told else Count(wrong=1)
    same = all(told.get(part) == read.get(part) for part in ("by", "from", "until"))
    freq = [(one.get("recurrence") or {}).get("freq") for one in (told, read)]
    relative = [bool(one.get("relative")) for one in (told, read)]
    ok = same and freq[0] == freq[1] and relative[0] == relative[1]
    return Count(right=1) if ok else Count(wrong=1, missed=1)


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())
