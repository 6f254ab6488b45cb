"""Văn bản điện tử: judges electronic copies, pictures of digital signatures, their words and their time.

A file bears evidence of being electronic (a signature, a copy's mark), or nothing is said of it.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from directives.checking.findings import Place
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.file_facts import FileFacts
from directives.conversion.layout import MarkLine, Picture, SignatureMark

_VIETNAM = timezone(timedelta(hours=7))
_NUMBER = re.compile(r"\b\d+/[^\s/]+-[^\s/]+")
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?P<zone>Z|[+-]\d\d:?\d\d)?")
_HUES = {"red": "đỏ", "blue": "xanh", "black": "đen", "other": "màu khác"}
_NOT_ELECTRONIC = "the file bears no digital signature"


@checks("F-114", on="file")
def copy_is_scanned_as_it_should(facts: FileFacts, rule: Rule) -> Judgements:
    """Bản sao điện tử: version of the PDF, dots to the inch, colours; judged where the mark of a copy is seen."""
    if facts.copy_kind is None:
        yield rule.unseen("no mark of an electronic copy was found")
        return
    version, dpi = rule.expects["version"], rule.expects["dpi"]
    if facts.layout.pdf_version and facts.layout.pdf_version < version:
        yield rule.finding("document", f"PDF {facts.layout.pdf_version}", f"PDF {version}")
    for scan in facts.layout.scans:
        place = Place(rule.element, sheet=scan.sheet)
        if scan.dpi < dpi:
            yield rule.finding(place, f"{scan.dpi:.0f} dpi", f"{dpi} dpi")
        if not scan.coloured:
            yield rule.finding(place, "ảnh đen trắng", "ảnh màu")


@checks("F-115", on="file")
def signature_picture_is_blue(facts: FileFacts, rule: Rule) -> Judgements:
    """Hình chữ ký của người có thẩm quyền: see-through, blue, packed without loss as PNG is."""
    mark = facts.person
    if mark is None:
        yield rule.unseen(_NOT_ELECTRONIC if not facts.layout.signatures else "no person's mark can be told")
        return
    yield from _picture_findings(mark, rule)


@checks("F-116", on="file")
def seal_lies_over_the_signature(facts: FileFacts, rule: Rule) -> Judgements:
    """Hình dấu của cơ quan: red and see-through, over about a third of the signature's picture on its left."""
    seal, signature = facts.agency, facts.person
    if seal is None:
        yield rule.unseen(_NOT_ELECTRONIC if not facts.layout.signatures else "no agency's seal can be told")
        return
    yield from _picture_findings(seal, rule)
    if signature is None or signature.width <= 0:
        yield rule.unseen("there is no person's signature beside the seal")
        return
    low, high = rule.expects["overlap"]
    share = _overlap(seal, signature)
    if not low <= share <= high:
        place = Place(rule.element, sheet=seal.sheet)
        yield rule.finding(place, f"trùm {share:.0%} bên trái", f"trùm {low:.0%} - {high:.0%} bên trái")


@checks("F-117", on="file")
def corner_tells_number_and_time(facts: FileFacts, rule: Rule) -> Judgements:
    """Thông tin ký số trên phụ lục, văn bản kèm theo: top right of the first page, its words and their look."""
    mark = facts.corner
    if mark is None or facts.copy_kind is not None:
        yield rule.unseen("no signature of an annex in a file of its own was found")
        return
    place = Place(rule.element, sheet=mark.sheet)
    sheet = facts.layout.sheets[mark.sheet - 1]
    in_corner = (
        mark.sheet == 1 and mark.left + mark.width / 2 > sheet.width / 2 and mark.top < sheet.height / 5
    )
    if not in_corner:
        yield rule.finding(
            place, f"trang {mark.sheet}, cách mép trên {mark.top:.0f} mm", rule.expects["place"]
        )
    for line in mark.lines:
        if seen := list(_look_faults(line, rule)):
            yield rule.finding(place, f"{line.text[:40]}: {', '.join(seen)}", rule.expects["look"])
    text = " ".join(line.text for line in mark.lines)
    if not _NUMBER.search(text):
        yield rule.finding(place, text[:80], rule.expects["number"])
    moment = _MOMENT.search(text)
    if moment is None or moment["zone"] != rule.expects["zone"]:
        yield rule.finding(place, moment[0] if moment else text[:80], f"…T…{rule.expects['zone']}")


@checks("F-118", on="file")
def signed_before_it_is_dated(facts: FileFacts, rule: Rule) -> Judgements:
    """Thời điểm ký: the person signs before the document gets its number and day, in the time of Việt Nam."""
    mark = facts.person
    if mark is None or not mark.signed_at:
        yield rule.unseen("no moment of a person's signature was found")
        return
    if facts.day is None:
        yield rule.unseen("no day can be read on the document")
        return
    signed = datetime.fromisoformat(mark.signed_at).astimezone(_VIETNAM)
    if signed.date() > facts.day:
        place = Place(rule.element, sheet=mark.sheet or None)
        yield rule.finding(place, f"ký ngày {signed:%d/%m/%Y}", f"ngày {facts.day:%d/%m/%Y}")


def _picture_findings(mark: SignatureMark, rule: Rule) -> Judgements:
    place = Place(rule.element, sheet=mark.sheet or None)
    if not mark.pictures:
        yield rule.finding(place, "không có hình", rule.expects["picture"])
        return
    seen = list(_picture_faults(mark.pictures[0], rule.expects["hue"]))
    if seen:
        yield rule.finding(place, ", ".join(seen), rule.expects["picture"])


def _picture_faults(picture: Picture, hue: str) -> Iterator[str]:
    """Chỗ sai của hình: a hue nobody could decode is not judged."""
    if picture.format != "png":
        yield "ảnh nén JPEG"
    if picture.transparent is False:
        yield "nền không trong suốt"
    if picture.hue is not None and picture.hue != hue:
        yield f"màu {_HUES[picture.hue]}"


def _overlap(seal: SignatureMark, signature: SignatureMark) -> float:
    """Phần trùm: how much of the signature's width the seal covers from the left; 0 when they do not meet."""
    if seal.sheet != signature.sheet or seal.left > signature.left:
        return 0.0
    covered = min(seal.left + seal.width, signature.left + signature.width) - signature.left
    level = seal.top < signature.top + signature.height and signature.top < seal.top + seal.height
    return max(0.0, covered) / signature.width if level else 0.0


def _look_faults(line: MarkLine, rule: Rule) -> Iterator[str]:
    if line.font != rule.expects["font"]:
        yield line.font
    if abs(line.size - rule.expects["size"]) > rule.expects["slack"]:
        yield f"cỡ {line.size:g}"
    if line.bold:
        yield "đậm"
    if line.italic:
        yield "nghiêng"
    if line.color:
        yield "không phải màu đen"
