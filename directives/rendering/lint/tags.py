"""Thẻ trong mẫu: the tags of one passage of text, whole or broken; what they say is judged elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directives.conversion.template import Passage, TemplatePlace
from directives.rendering.lint.findings import Fault, LintFinding

_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}
#: What docxtpl takes away with the tag: a paragraph, a row, a cell, a run.
_LEVEL = re.compile(r"(tr|tc|p|r)\s")
#: Word makes these of straight quotes; docxtpl makes them straight again within a tag.
_QUOTES = str.maketrans("“”‘’", "\"\"''")
#: A name is short; a longer tag is an attempt to choke the parser.
MAX_TAG = 400


@dataclass(frozen=True, slots=True)
class Tag:
    """Thẻ: what opens it (``{{``, ``{%``, ``{#``), the level docxtpl removes with it, and its words.

    ``dashed``: a dash at one of its ends. ``alone``: nothing else stands in its paragraph.
    """

    opener: str
    level: str
    words: str
    shown: str
    place: TemplatePlace
    alone: bool
    dashed: bool = False

    @property
    def keyword(self) -> str:
        """Từ đầu: of a statement: for, endfor, if…; nothing for what is printed."""
        first = re.match(r"[a-z]+", self.words)
        return first[0] if first and self.opener == "{%" else ""


def tags_of(passage: Passage) -> Iterator[Tag | LintFinding]:
    """Các thẻ: of a passage, in order; a finding stands where one is broken."""
    text, position = passage.text, 0
    while found := _MARK.search(text, position):
        opener, start = found[0], found.start()
        position = found.end()
        if opener not in _CLOSER:
            if opener != "#}":  # “#}” alone is text to Jinja too
                yield LintFinding(
                    Fault.STRAY_CLOSER, passage.place, {"tag": _shown(text[max(0, start - 30) : position])}
                )
            continue
        closer = _CLOSER[opener]
        end = text.find(closer, position)
        following = next((m for m in _MARK.finditer(text, position) if m[0] in _CLOSER), None)
        if opener == "{#":
            following = None
        if end < 0 or (following is not None and following.start() < end):
            stop = following.start() if following is not None else len(text)
            shown = _shown(text[start:stop])
            yield LintFinding(Fault.UNCLOSED_TAG, passage.place, {"tag": shown, "closer": closer})
            position = stop
            continue
        position = end + 2
        yield _tag(opener, text[start + 2 : end], text[start:position], passage)


def _tag(opener: str, inner: str, whole: str, passage: Passage) -> Tag:
    level = _LEVEL.match(inner)
    words = inner[level.end() :] if level else inner
    return Tag(
        opener,
        level[1] if level else "",
        words.strip().strip("-+").strip().translate(_QUOTES),
        _shown(whole),
        passage.place,
        passage.text.strip() == whole.strip(),
        inner.startswith("-") or inner.endswith("-"),
    )


def misplaced(tag: Tag, reason: str) -> LintFinding:
    """Thẻ đặt sai chỗ: the finding of it, with the reason."""
    return LintFinding(Fault.MISPLACED, tag.place, {"tag": tag.shown, "reason": reason})


def broken_between(before: Passage, after: Passage) -> Iterator[LintFinding]:
    """Thẻ đứt giữa hai đoạn: a brace at the end of one and its other half at the beginning of the next.

    docxtpl would join them, and take the border of the paragraphs away.
    """
    if before.text.endswith("{") and after.text.startswith(("{", "%", "#")):
        opener = f"{{{after.text[0]}"
        about = {"tag": _shown(before.text[-30:]), "closer": _CLOSER[opener]}
        yield LintFinding(Fault.UNCLOSED_TAG, before.place, about)
    if before.text.endswith(("}", "%", "#")) and after.text.startswith("}"):
        yield LintFinding(Fault.STRAY_CLOSER, after.place, {"tag": _shown(after.text[:30])})


def _shown(text: str) -> str:
    return " ".join(text.split())[:80]
