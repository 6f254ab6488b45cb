"""Văn bản đến để thử: letters of the reading set, letters of our own, and records made by hand."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from directives.drafting.incoming import Incoming
from directives.reading.reader import read_source
from directives.reading.record import (
    Citation,
    DateRead,
    DutyTime,
    Issuer,
    NumberRead,
    Obligation,
    Record,
    Worded,
)
from directives.reading.sources.source import load

READING_SET = Path(__file__).parents[2] / "reading_set" / "documents"
LABELS = READING_SET.with_name("labels")
OWN = Path(__file__).parent / "letters"


def path_of(name: str) -> Path:
    """Tệp: of the reading set, else of our own letters."""
    known = READING_SET / f"{name}.txt"
    return known if known.exists() else OWN / f"{name}.txt"


@cache
def incoming(name: str) -> Incoming:
    """Văn bản đến: of the reading set by its truth label, so that drafting is judged by itself; ours as read."""
    source = load(path_of(name))
    label = LABELS / f"{name}.json"
    record = _labelled(json.loads(label.read_text("utf-8"))) if label.exists() else read_source(source)
    return Incoming(source.name, record, source.lines)


def _labelled(label: dict[str, Any]) -> Record:
    """Bản ghi theo nhãn: the fields of a truth label which drafting looks at."""
    issuer, number, day = label["issuer"], label["number"], label["date"]
    return Record(
        doc_type=_worded(label["doc_type"]),
        issuer=Issuer(issuer["text"], issuer["normalized"], None, issuer.get("inferred_from")),
        parent=_worded(label["parent"]) if label["parent"] else None,
        number=NumberRead(number["text"], number["number"], number["symbol"], number["normalized"]),
        date=DateRead(day["text"], day["iso"], None),
        place=_worded(label["place"]),
        subject=_worded(label["subject"]),
        addressees=tuple(_worded(one) for one in label["addressees"]),
        citations=tuple(
            Citation(one["type"], one["number"], one["date"], one["issuer"], one["role"])
            for one in label["citations"]
        ),
        obligations=tuple(_owed(one) for one in label["obligations"]),
    )


def _worded(pair: dict[str, Any]) -> Worded:
    return Worded(pair["text"], pair["normalized"])


def _owed(label: dict[str, Any]) -> Obligation:
    said = {"start" if name == "from" else name: value for name, value in (label["time"] or {}).items()}
    more = {name: label[name] for name in ("condition", "report_to", "force", "evidence")}
    return Obligation(
        label["ref"],
        tuple(label["addressees"]),
        label["text"],
        label["kind"],
        DutyTime(**said) if said else None,
        **more,
    )


def duty(text: str, *addressees: str, ref: str = "1", kind: str = "task", **more: object) -> Obligation:
    """Nhiệm vụ: made by hand."""
    return replace(Obligation(ref, addressees, text, kind, None), **more)  # type: ignore[arg-type]  # fields by name


def letter(
    *duties: Obligation,
    to: tuple[str, ...] = ("UBND các huyện, thành phố",),
    issuer: str = "UBND tỉnh Đắk Nông",
) -> Incoming:
    """Công văn: of 10/12/2021 with these duties, each on a line of its own."""
    record = Record(
        doc_type=Worded(None, "cong_van"),
        issuer=Issuer(issuer.upper(), issuer),
        parent=None,
        number=NumberRead("Số: 7137/UBND-NC", "7137", "UBND-NC", "7137/UBND-NC"),
        date=DateRead("ngày 10 tháng 12 năm 2021", "2021-12-10", 2021),
        place=Worded("Đắk Nông", "Đắk Nông"),
        subject=Worded(None, "tăng cường cải cách hành chính"),
        addressees=tuple(Worded(name, name) for name in to),
        obligations=tuple(replace(one, line=line) for line, one in enumerate(duties)),
    )
    return Incoming("thu.txt", record, tuple(one.text for one in duties))


def by(day: str, words: str) -> DutyTime:
    """Hạn: the latest day and its words."""
    return DutyTime(words, by=day)
