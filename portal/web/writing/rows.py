"""Các dòng nội dung: the tree of a draft's text as rows of a form, one below the other, each with its depth.

Behind the text of the document stand, in the same list, the texts that go with it and its annexes: each begins with a
row of its own (``ROOTS``), and what is in it stands below that. How rows become a draft and back: ``row_parts``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.messages import N_

#: Loại phần -> how it is called on the page, in the order of the list to choose from.
KINDS: Mapping[str, str] = {
    "paragraph": N_("Paragraph"),
    "section": N_("Section (I, II…)"),
    "article": N_("Article (Điều)"),
    "clause": N_("Clause (1, 2…)"),
    "point": N_("Point (a, b…)"),
    "dash": N_("Dash (-, +)"),
    "table": N_("Table"),
    "picture": N_("Picture"),
    "part": N_("Part (Phần)"),
    "chapter": N_("Chapter (Chương)"),
    "division": N_("Division (Mục)"),
    "subdivision": N_("Subdivision (Tiểu mục)"),
}
ANNEX, ATTACHED = "annex", "attached"
#: Mở đầu phụ lục, văn bản kèm theo -> how they are called; never below another row.
ROOTS: Mapping[str, str] = {ATTACHED: N_("Attached text (Văn bản kèm theo)"), ANNEX: N_("Annex (Phụ lục)")}
#: What may bear a heading of its own above its text.
TITLED = frozenset(
    {"section", "article", "clause", "table", "part", "chapter", "division", "subdivision", "picture", *ROOTS}
)
#: Bề rộng hình, in millimetres, unless another is asked for: three quarters of the width of the text.
WIDTH = "120"
_REGULATION = "quy_che"
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Row:
    """Dòng nội dung: a part of the text; ``kept`` is JSON of what this page does not show, such as a file's name.

    ``choice`` is what only its kind is asked: an annex its page ("landscape"), an attached text its type, a picture
    its width in millimetres. ``notes`` stand below the table of an annex, one a line; of a picture they say what it
    shows. ``path`` is where the part stands in the draft, as a refusal names it.
    """

    kind: str = "paragraph"
    depth: int = 0
    title: str = ""
    text: str = ""
    kept: str = ""
    path: str = ""
    choice: str = ""
    notes: str = ""

    @property
    def height(self) -> int:
        """Số dòng của ô: about as many as the text takes."""
        return max(2, min(14, sum(1 + len(line) // 78 for line in self.text.split("\n"))))

    @property
    def is_root(self) -> bool:
        """Mở đầu một phần riêng: whether an annex or an attached text begins here."""
        return self.kind in ROOTS

    @property
    def is_blank(self) -> bool:
        """Chưa viết gì: such a part is no part, unless others stand below it."""
        return not (
            self.title.strip() or self.text.strip() or self.kept or self.is_root or self.kind == "table"
        )


def fitted(rows: Sequence[Row]) -> list[Row]:
    """Sửa độ sâu: no row stands more than one step below the one above it; paths follow.

    Blank rows, which are left out of the draft, are not counted.
    """
    depths = _depths(rows)
    made: list[Row] = []
    start, roots = "body", dict.fromkeys(ROOTS, 0)
    counts: list[int] = []
    for place, (row, depth) in enumerate(zip(rows, depths, strict=True)):
        if row.is_root:
            roots[row.kind] += 1
            name = "annexes" if row.kind == ANNEX else "attached"
            path = f"{name}[{roots[row.kind]}]"
            start, counts = f"{path}.body", []
        else:
            level = depth if start == "body" else depth - 1
            has_children = place + 1 < len(rows) and depths[place + 1] > depth
            counts = [*counts[: level + 1], *[0] * (level + 1 - len(counts))]
            counts[level] += 1 if has_children or not row.is_blank else 0
            first, *rest = counts
            path = f"{start}[{max(1, first)}]" + "".join(f".children[{max(1, one)}]" for one in rest)
        made.append(replace(row, depth=depth, path=path))
    return made


def acted(rows: Sequence[Row], act: str, place: int) -> list[Row]:
    """Sắp lại: one row, with what stands below it, moved, moved in or out, taken out; or a row put behind it."""
    made = list(rows)
    if act in ROOTS:
        return fitted([*made, Row(act, choice=_REGULATION if act == ATTACHED else ""), Row(depth=1)])
    if act in ("add", "table", "picture") and not made:
        return acted(fitted([Row()]), act, 0) if act != "add" else fitted([Row()])
    if not 0 <= place < len(made):
        return made
    end = _end(made, place)
    match act:
        case "add" if made[place].is_root:
            made.insert(place + 1, Row(depth=1))
        case "add":
            like = made[place]
            made.insert(
                end, Row(like.kind if like.kind not in ("table", "picture") else "paragraph", like.depth)
            )
        case "table" | "picture":
            new = Row(act, made[place].depth, choice=WIDTH if act == "picture" else "")
            made.insert(place + 1 if made[place].is_root else end, new)
        case "drop":
            del made[place : end if made[place].is_root else place + 1]
        case "in" | "out":
            step = 1 if act == "in" else -1
            made[place:end] = [replace(row, depth=row.depth + step) for row in made[place:end]]
        case "up":
            above = _sibling_above(made, place)
            if above is not None:
                made[above:end] = [*made[place:end], *made[above:place]]
        case "down":
            below = _sibling_below(made, place)
            if below is not None:
                after = _end(made, below)
                made[place:after] = [*made[below:after], *made[place:below]]
    return fitted(made)


def moved_to(rows: Sequence[Row], act: str, place: int) -> int:
    """Dòng đang sửa: where the row that was acted upon, or the new one, stands afterwards."""
    if act in ROOTS:
        return len(rows)
    known = 0 <= place < len(rows)
    end = _end(rows, place) if known else 0
    match act:
        case "add" | "table" | "picture":
            return place + 1 if known and rows[place].is_root else end
        case "up":
            above = _sibling_above(rows, place)
            return place if above is None else above
        case "down":
            below = _sibling_below(rows, place)
            return place if below is None else place + _end(rows, below) - end
        case "drop":
            return max(0, place - 1)
        case _:
            return place


def put_in(rows: Sequence[Row], place: int, new: Sequence[Row]) -> list[Row]:
    """Chèn phần dán vào: behind a row; a row in which nothing is written yet gives way."""
    made = list(rows)
    known = 0 <= place < len(made)
    depth = made[place].depth if known else 0
    put = [replace(row, depth=row.depth + depth) for row in new]
    if known and made[place].is_blank:
        made[place : place + 1] = put
    else:
        at = _end(made, place) if known else len(made)
        made[at:at] = put
    return fitted(made)


def _depths(rows: Sequence[Row]) -> list[int]:
    made: list[int] = []
    least = 0
    for row in rows:
        if row.is_root:
            least = 1
            made.append(0)
        else:
            above = made[-1] if made else -1
            made.append(max(least, min(row.depth, above + 1, _DEEPEST)))
    return made


def _end(rows: Sequence[Row], place: int) -> int:
    """Behind the row and everything below it."""
    end = place + 1
    while end < len(rows) and rows[end].depth > rows[place].depth:
        end += 1
    return end


def _sibling_above(rows: Sequence[Row], place: int) -> int | None:
    for above in range(place - 1, -1, -1):
        if rows[above].depth < rows[place].depth:
            return None
        if rows[above].depth == rows[place].depth:
            return above if rows[above].is_root == rows[place].is_root else None
    return None


def _sibling_below(rows: Sequence[Row], place: int) -> int | None:
    if not 0 <= place < len(rows):
        return None
    end = _end(rows, place)
    fits = (
        end < len(rows) and rows[end].depth == rows[place].depth and rows[end].is_root == rows[place].is_root
    )
    return end if fits else None
