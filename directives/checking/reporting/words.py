"""Từ ngữ của kết quả: what a report calls the parts of a page, in Vietnamese or English."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from directives.checking.findings import Finding, Place
from directives.checking.rules import in_english

VIETNAMESE, ENGLISH = "vi", "en"


def element_name(element: str, language: str) -> str:
    """Tên thành phần: of a part of the page, such as "Số, ký hiệu". Raises KeyError for one without a name."""
    return _words()["element"][element][language]


def severity_name(severity: str, language: str) -> str:
    """Mức độ: "lỗi" or "cảnh báo"."""
    return _words()["severity"][severity][language]


def report_words(language: str) -> dict[str, str]:
    """Từ cố định: the set words of a report by their keys."""
    return {key: both[language] for key, both in _words()["report"].items()}


def place_name(place: Place, language: str) -> str:
    """Chỗ bằng lời: "Số, ký hiệu (đoạn 5)", "Lề trang (phần 1)"."""
    said = report_words(language)
    name = element_name(place.element, language)
    if place.entry is not None:
        return f"{name} ({said['entry']} {place.entry})"
    if place.sheet is not None:
        return f"{name} ({said['sheet']} {place.sheet})"
    if place.paragraph is not None:
        return f"{name} ({said['paragraph']} {place.paragraph})"
    if place.section is not None:
        return f"{name} ({said['section'].lower()} {place.section})"
    return name


def worded(finding: Finding, language: str) -> Finding:
    """Lỗi bằng ngôn ngữ đã chọn: the finding with its sentences in that language."""
    return in_english(finding) if language == ENGLISH else finding


def reason_said(reason: str, language: str) -> str:
    """Lý do bằng lời: why a rule was not judged or what was supposed; one without a translation stays English."""
    if language == ENGLISH:
        return reason
    for pattern, vietnamese in _reasons():
        found = pattern.fullmatch(reason)
        if found:
            return vietnamese.format(**found.groupdict())
    return reason


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Các lý do: patterns of the English sentences, those without open places first."""
    rows = tomllib.loads(files(__package__).joinpath("data/reasons.toml").read_text(encoding="utf-8"))[
        "reason"
    ]
    pairs = []
    for row in sorted(rows, key=lambda row: row["en"].count("{")):
        escaped = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(row["en"]))
        pairs.append((re.compile(escaped), row["vi"]))
    return tuple(pairs)


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = files(__package__).joinpath("data/words.toml").read_text(encoding="utf-8")
    words: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(text)
    return words
