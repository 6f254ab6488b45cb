"""Câu thi hành: who implements a decision, and since when it is in force; sentences which are no duties."""

import re

from directives.reading.duties.addressees import split_names
from directives.reading.duties.phrases import Phrases

_IMPLEMENTS = re.compile(
    r"(?:(?:chịu|có) trách nhiệm (?:tổ chức |triển khai )*(?:thi hành|thực hiện)|căn cứ|chiểu)\s+"
    r"(?:Quyết định|Nghị quyết|Nghị định|Thông tư|Luật|Chỉ thị|Pháp lệnh)(?:\s+này)?(?:\s+thi hành)?\s*(?:\./\.|"
    r"[.;/]|$)\s*"
)
_IN_FORCE = re.compile(
    r"này (?:chính thức )?có hiệu lực|hiệu lực thi hành (?:kể )?từ|hết hiệu lực|được .{0,80}thông qua"
)
#: Letters of a duty at least.
_SHORTEST = 15


def without_implementing(
    paragraphs: list[tuple[str, int]], words: Phrases
) -> tuple[list[tuple[str, int]], tuple[str, ...]]:
    """Bỏ câu thi hành và hiệu lực: "… chịu trách nhiệm thi hành Quyết định này" says who implements, no duty.

    What follows in the same paragraph is one, of the same bodies, which are given back.
    """
    kept = []
    who: tuple[str, ...] = ()
    for text, line in paragraphs:
        found = _IMPLEMENTS.search(text)
        if found:
            who = split_names(text[: found.start()], words)
            text = text[found.end() :].strip()
        if len(text) > _SHORTEST and not _IN_FORCE.search(text):
            kept.append((text, line))
    return kept, who
