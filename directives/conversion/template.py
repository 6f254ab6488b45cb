"""Nội dung mẫu Word: what a foreign template says and where, as plain values which cross from the child process."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from directives.conversion.layout import Layout


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """Chỗ trong mẫu: where something stands, counted from 1 as a person counts; 0 where it does not apply.

    ``area`` is body, header, footer, footnote, endnote, comment, property or other; ``note`` the number of a note
    or comment; ``box`` of a text box; ``attribute`` the name when it stands in the markup and not in the text.
    """

    area: str
    part: str
    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    box: int = 0
    note: int = 0
    attribute: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Đoạn chữ của mẫu: the whole text of one paragraph or property, or a piece of markup that holds a tag."""

    place: TemplatePlace
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Liên kết của mẫu: a part that points outside, or to something that is no text of a document.

    ``kind`` is the last word of the relationship's type: hyperlink, attachedTemplate, oleObject…
    """

    part: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class TemplateContent:
    """Nội dung mẫu: texts in reading order, links, fields that Word computes, style names, sizes of parts.

    ``main_type`` is the content type by which the package calls its main part: a document, or a Word template.
    """

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    fields: tuple[Passage, ...]
    styles: frozenset[str]
    sizes: Mapping[str, int]
    main_type: str
    word: Layout

    def to_json(self) -> dict[str, Any]:
        """Dạng JSON: plain lists and dictionaries, the inverse of ``from_json``."""
        return {
            "passages": [asdict(one) for one in self.passages],
            "links": [asdict(one) for one in self.links],
            "fields": [asdict(one) for one in self.fields],
            "styles": sorted(self.styles),
            "sizes": dict(self.sizes),
            "main_type": self.main_type,
            "word": self.word.to_json(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "TemplateContent":
        """Từ JSON: rebuilds the values; raises KeyError or TypeError when a field is missing or unknown."""
        return cls(
            passages=tuple(map(_passage, data["passages"])),
            links=tuple(Link(**one) for one in data["links"]),
            fields=tuple(map(_passage, data["fields"])),
            styles=frozenset(data["styles"]),
            sizes=data["sizes"],
            main_type=data["main_type"],
            word=Layout.from_json(data["word"]),
        )


def _passage(data: dict[str, Any]) -> Passage:
    return Passage(TemplatePlace(**data["place"]), data["text"])
