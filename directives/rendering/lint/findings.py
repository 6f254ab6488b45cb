"""Lỗi của mẫu: what the lint finds, as values with a place; a door puts the words on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from directives.conversion.template import TemplatePlace
from directives.errors import N_


class Severity(Enum):
    """Mức độ: an error keeps a template out, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Fault(Enum):
    """Loại lỗi: what can be wrong in a template: its stable code and the sentence that says it."""

    UNKNOWN_FIELD = ("unknown_field", N_("“{field}” is not known. The nearest field is “{nearest}”: {says}"))
    NO_FIELD = ("unknown_field", N_("“{field}” is not known, and nothing known resembles it."))
    UNKNOWN_ATTRIBUTE = (
        "unknown_attribute",
        N_("“{field}” is not known. An item of this list has: {known}."),
    )
    BROKEN_TAG = ("broken_tag", N_("The tag “{tag}” is broken: {reason}."))
    UNCLOSED_TAG = (
        "unclosed_tag",
        N_("The tag “{tag}” is never closed: “{closer}” is missing in this paragraph."),
    )
    STRAY_CLOSER = ("unclosed_tag", N_("“{tag}” closes a tag which was not opened in this paragraph."))
    UNCLOSED_BLOCK = ("unclosed_block", N_("“{tag}” is never ended: “{closer}” is missing."))
    STRAY_END = ("unclosed_block", N_("“{tag}” ends nothing that was begun before it."))
    MISPLACED = ("misplaced_tag", N_("“{tag}” stands in the wrong place: {reason}."))
    CODE = (
        "code",
        N_("“{tag}” is code ({what}). A template only prints fields, repeats lists and asks yes or no."),
    )
    LIST_AS_TEXT = ("wrong_use", N_("“{field}” is a list: repeat it with “for”, one item at a time."))
    TEXT_AS_LIST = (
        "wrong_use",
        N_("“{field}” is one text: print it, “for” would take it apart into letters."),
    )
    NO_TEXT = (
        "wrong_use",
        N_("“{tag}” does not come to a text: it prints a list or a yes, or reckons with words."),
    )
    MISSING_FIELD = ("missing_field", N_("The field “{field}” is nowhere in the template: {says}"))
    LOST = (
        "lost_words",
        N_("The words “{words}”, filled in for “{field}”, do not come out: {says}"),
    )
    MISSING_STYLES = (
        "missing_styles",
        N_("The styles {styles} are missing; tables, annexes and rules will look like plain text."),
    )
    NO_BLOCKS = (
        "missing_blocks",
        N_("Tables and pictures of the body have no place: the paragraph “{tag}” is missing in its loop."),
    )
    SECRECY = ("secrecy_mark", N_("The mark “{mark}”: documents under state secrecy must not be made here."))
    LINK = ("link", N_("The file brings along “{target}” ({what}); a template stands alone."))
    COMPUTED = (
        "computed_field",
        N_(
            "The Word field “{field}” changes, fetches or runs something when the file is opened. "
            "Only page numbers and references may stay."
        ),
    )
    NOT_A_DOCUMENT = (
        "wrong_format",
        N_("To Word this file is of another kind ({type}). Open it in Word and save it as “.docx”."),
    )
    TOO_LARGE = ("too_large", N_("The part {part} has {size} bytes; at most {limit} are accepted."))
    TOO_MANY = ("too_large", N_("The part {part} has {count} tags; at most {limit} are accepted."))
    BROKEN = ("broken_form", N_("The template cannot be filled: {reason}."))
    FORM = ("against_form", N_("{message} Seen: {seen}; expected: {expected} ({clause})"))

    def __init__(self, kind: str, template: str) -> None:
        self.kind = kind
        self.template = template


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Lỗi tìm thấy: one thing wrong in a template, where, and how bad."""

    fault: Fault
    place: TemplatePlace | None
    fields: Mapping[str, object]
    severity: Severity = Severity.ERROR


_AREAS = {
    "body": N_("body"),
    "header": N_("page header ({part})"),
    "footer": N_("page footer ({part})"),
    "footnote": N_("footnote {note}"),
    "endnote": N_("endnote {note}"),
    "comment": N_("comment {note}"),
    "property": N_("property of the file “{attribute}” ({part})"),
    "other": N_("part {part}"),
}
_WHOLE = N_("whole template")
_BOX = N_("text box {box}")
_CELL = N_("table {table}, row {row}, cell {cell}")
_PARAGRAPH = N_("paragraph {paragraph}")
_WORDS = N_("“{words}”")
_ATTRIBUTE = N_("in the markup “{attribute}”")


def place_sentences(place: TemplatePlace | None) -> list[tuple[str, dict[str, object]]]:
    """Lời chỉ chỗ: sentences with fields, from the part of the file down to the first words of the paragraph."""
    if place is None:
        return [(_WHOLE, {})]
    about: dict[str, object] = {
        "part": place.part, "note": place.note, "attribute": place.attribute, "box": place.box,
        "table": place.table, "row": place.row, "cell": place.cell, "paragraph": place.paragraph,
        "words": place.words,
    }  # fmt: skip
    chosen = [_AREAS[place.area]]
    chosen += [_BOX] if place.box else []
    chosen += [_CELL] if place.table else []
    chosen += [_PARAGRAPH] if place.paragraph else []
    chosen += [_ATTRIBUTE] if place.attribute and place.area != "property" else []
    chosen += [_WORDS] if place.words else []
    return [(sentence, about) for sentence in chosen]


def locator(place: TemplatePlace | None) -> str:
    """Mã chỗ: the place without language, for example ``word/document.xml:t1r2c1:p3``."""
    if place is None:
        return ""
    pieces = [place.part]
    pieces += [f"note{place.note}"] if place.note else []
    pieces += [f"box{place.box}"] if place.box else []
    pieces += [f"t{place.table}r{place.row}c{place.cell}"] if place.table else []
    pieces += [f"p{place.paragraph}"] if place.paragraph else []
    pieces += [place.attribute] if place.attribute else []
    return ":".join(pieces)
