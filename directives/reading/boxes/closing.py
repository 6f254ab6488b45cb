"""Phần cuối văn bản: reads recipients, archive line and signature (boxes 9b, 7a, 7b)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directives.reading.record import ArchiveRead, SignatureRead, Worded
from directives.vocabulary.names import is_name
from directives.vocabulary.words import AUTHORITIES

_RECIPIENTS = re.compile(r"^Nơi\s+nhận\s*:?\s*(?P<rest>.*)$")
_PREFIX = re.compile(r"^(?P<capacity>TM|KT|TL|TUQ|Q)\s*\.\s*(?P<of>.+)$")
_DEPUTY = re.compile(r"\s(?=(?:PHÓ|THỨ TRƯỞNG|(?:TM|KT)\.)(?:\s|$))")
_TITLES = (*AUTHORITIES, "PHÓ", "THỨ TRƯỞNG", "TRƯỞNG", "TỔ TRƯỞNG", "CHÁNH", "BÍ THƯ", "GIÁM ĐỐC")
_DASH = re.compile(r"^[-–+•*]\s*")
_ARCHIVE = re.compile(r"^Lưu\s*:?\s*(?P<units>[^()]*)(?P<rest>.*)$")
_BRACKET = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Closing:
    """Phần cuối: the fields read, the lines used, and where the body ends."""

    signature: SignatureRead | None
    recipients: tuple[Worded, ...]
    archive: ArchiveRead | None
    used: frozenset[int]
    start: int
    end: int


def read_closing(lines: Sequence[str]) -> Closing:
    """Đọc phần cuối: the first recipients block and signature; what follows them is an annex."""
    recipients_at = next((i for i, line in enumerate(lines) if _RECIPIENTS.match(line)), None)
    sign_at = _signature_start(lines, recipients_at)
    recipients, archive, used = _recipients(lines, recipients_at, sign_at)
    signature, signature_used = _signature(lines, sign_at, max(used, default=-1) + 1 if used else None)
    used |= signature_used
    start = min(used, default=len(lines))
    end = max(used, default=len(lines) - 1) + 1
    return Closing(signature, recipients, archive, frozenset(used), start, end)


def _signature_start(lines: Sequence[str], recipients_at: int | None) -> int | None:
    for index, line in enumerate(lines):
        if _PREFIX.match(line) and line.split(" ")[0].isupper() and _mostly_capitals(line):
            return index
    for index, line in enumerate(lines):
        if index and line.isupper() and line.startswith(_TITLES) and _name_below(lines, index):
            return index
    return None


def _mostly_capitals(line: str) -> bool:
    head = line.split(".", 1)[1].strip().split(" ")[0]
    return head.isupper()


def _name_below(lines: Sequence[str], index: int) -> bool:
    return any(is_name(line) for line in lines[index + 1 : index + 4])


def _recipients(
    lines: Sequence[str], start: int | None, sign_at: int | None
) -> tuple[tuple[Worded, ...], ArchiveRead | None, set[int]]:
    if start is None:
        return (), None, set()
    first = _RECIPIENTS.match(lines[start])
    rest = first["rest"] if first else ""
    items, archive, used = [], None, {start}
    pending = [(start, rest)] if rest else []
    pending += list(enumerate(lines))[start + 1 :]
    for index, line in pending:
        if index == sign_at or is_name(line):
            break
        item = _DASH.sub("", line).strip()
        used.add(index)
        if item.startswith("Lưu"):
            archive = _archive(item)
            break
        cleaned = re.sub(r"[;.,]+$", "", item).strip()
        if cleaned:
            items.append(Worded(cleaned, cleaned))
    return tuple(items), archive, used


def _archive(text: str) -> ArchiveRead | None:
    found = _ARCHIVE.match(text)
    if not found:
        return None
    units = [unit.strip(" .;") for unit in found["units"].split(",")]
    copies, drafter = None, None
    for mark in _BRACKET.findall(found["rest"]):
        if mark.isdigit():
            copies = int(mark)
        else:
            drafter = mark
    return ArchiveRead(text, tuple(unit for unit in units if unit), copies, drafter)


def _signature(
    lines: Sequence[str], start: int | None, after_recipients: int | None
) -> tuple[SignatureRead | None, set[int]]:
    if start is None:
        if after_recipients is None:
            return None, set()
        for index in range(after_recipients, min(after_recipients + 4, len(lines))):
            if is_name(lines[index]):
                return SignatureRead((), (), None, None, lines[index]), {index}
        return None, set()
    printed, name = _glued(lines[start])
    if name:
        return _signed((printed,), _DEPUTY.split(printed), name), {start}
    end = start + 1
    while end < len(lines) and lines[end].isupper():
        end += 1
    name_at = next((i for i in range(end, min(end + 6, len(lines))) if is_name(lines[i])), None)
    printed_lines = tuple(lines[start:end])
    used = set(range(start, end)) | ({name_at} if name_at is not None else set())
    return _signed(printed_lines, printed_lines, lines[name_at] if name_at is not None else None), used


def _glued(line: str) -> tuple[str, str]:
    """Chữ ký dính dòng: "KT. BỘ TRƯỞNG THỨ TRƯỞNG Đinh Trung Tụng KẾ …" as its capitals and the name."""
    words = line.split()
    first = next((i for i, word in enumerate(words) if not word.isupper()), len(words))
    last = next((i for i in range(first, len(words)) if words[i].isupper()), len(words))
    name = " ".join(words[first:last])
    return (" ".join(words[:first]), name) if is_name(name) else (line, "")


def _signed(printed: tuple[str, ...], parts: Sequence[str], name: str | None) -> SignatureRead:
    capacities, on_behalf, titles = [], [], []
    for part in parts:
        prefix = _PREFIX.match(part)
        if prefix:
            capacities.append(prefix["capacity"])
            on_behalf.append(prefix["of"].capitalize())
        else:
            titles.append(part.capitalize())
    return SignatureRead(
        printed, tuple(capacities), " / ".join(on_behalf) or None, " ".join(titles) or None, name
    )
