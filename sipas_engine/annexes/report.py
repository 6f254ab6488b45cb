"""Câu văn của báo cáo: what a report, a submission and a decision say of a result, every figure a cell of its tables.

An id opens with its part: ``overall``, ``elements``, ``criteria``, ``units``, ``year``, ``robust``, ``groups``,
``opinions``. Drafts ask for one sentence by its id, or for all of a part.
"""

from collections.abc import Iterator, Mapping, Sequence

from sipas_engine.annexes.people_sentences import group_sentences, opinion_sentences
from sipas_engine.annexes.robustness import STABLE_STEPS
from sipas_engine.annexes.sentences import CellRef, Sentence, Stated, Tables, resting_on, say
from sipas_engine.annexes.table import AnnexTable, CellValue
from sipas_engine.comparison.converted import CONVERTED_MARK
from sipas_engine.index.result import IndexResult

REPORT_PARTS = ("overall", "elements", "criteria", "units", "year", "robust", "groups", "opinions")
"""Các phần có câu: what the ids of sentences open with."""

#: Names that fit a sentence; of more only their number is said.
_MOST_NAMES = 6
#: So many criteria at either end can be taken up in a year.
_ENDS = 3


def report_sentences(tables: Tables, nouns: Mapping[str, str], result: IndexResult) -> tuple[Sentence, ...]:
    """Câu văn của báo cáo: all that these tables allow to say; what has no figures is not said.

    ``nouns`` names the units of the ranked levels (``{"commune": "xã, phường"}``), in the order of the report.
    """
    return tuple(_sentences(tables, nouns, result))


def part_of(sentences: Sequence[Sentence], part: str) -> tuple[Sentence, ...]:
    """Câu của một phần: those whose id opens with the part."""
    return tuple(sentence for sentence in sentences if sentence.id.split("_")[0] == part)


def _sentences(tables: Tables, nouns: Mapping[str, str], result: IndexResult) -> Iterator[Sentence]:
    if "overall" in tables:
        yield from _overall(tables)
    if "elements" in tables:
        yield from _ends(tables, "elements", "element", "value", "elements_ends", _ELEMENTS)
    if "levels" in tables:
        yield from _levels(tables)
    if "criteria" in tables:
        yield from _criteria(tables)
    for level, noun in nouns.items():
        key = f"ranking:{level}"
        if key in tables:
            yield from _ranked(tables, key, noun, result)
            yield from _years(tables, key, noun)
    if "robustness" in tables:
        yield from _robust(tables)
    yield from group_sentences(tables)
    yield from opinion_sentences(tables)


_ELEMENTS = "Yếu tố đạt cao nhất là {highest}; thấp nhất là {lowest}."


def _overall(tables: Tables) -> Iterator[Sentence]:
    (row,) = tables["overall"].row_keys
    cell = {column.key: CellRef("overall", row, column.key) for column in tables["overall"].columns}
    yield say(
        tables, "overall_forms",
        "Thu về {n_forms} phiếu; hợp lệ {n_valid} phiếu (đạt {valid_share}%), không hợp lệ {n_rejected} phiếu.",
        **{name: cell[name] for name in ("n_forms", "n_valid", "valid_share", "n_rejected")},
    )  # fmt: skip
    if tables["overall"].cell(row, "low") is None:
        yield say(tables, "overall_index", "Chỉ số hài lòng chung là {sipas}%.", sipas=cell["sipas"])
    else:
        yield say(
            tables, "overall_index",
            "Chỉ số hài lòng chung là {sipas}% (khoảng tin cậy 95%: từ {low}% đến {high}%).",
            sipas=cell["sipas"], low=cell["low"], high=cell["high"],
        )  # fmt: skip


def _levels(tables: Tables) -> Iterator[Sentence]:
    table = tables["levels"]
    shares = [column for column in table.columns if column.key.startswith("share.")]
    worst = max(
        table.row_keys,
        key=lambda row: size_of(table.cell(row, shares[0].key)) + size_of(table.cell(row, shares[1].key)),
    )
    said = " và ".join(
        f"“{column.heading.removesuffix(' (%)').lower()}” {{{name}}}%"
        for column, name in zip(shares[:2], ("first", "second"), strict=True)
    )
    if table.cell(worst, shares[0].key) is None:
        return
    yield say(
        tables, "elements_unsatisfied",
        f"Yếu tố có tỷ lệ không hài lòng lớn nhất là “{{name}}”: {said}.",
        name=CellRef("levels", worst, "element"),
        first=CellRef("levels", worst, shares[0].key), second=CellRef("levels", worst, shares[1].key),
    )  # fmt: skip


def _criteria(tables: Tables) -> Iterator[Sentence]:
    table = tables["criteria"]
    ranked = sorted(_known(table, "value"), key=lambda row: size_of(table.cell(row, "value")))
    if len(ranked) < 2 * _ENDS:
        return
    for id, words, rows in (
        ("criteria_highest", "Các tiêu chí được đánh giá cao nhất", ranked[: -_ENDS - 1 : -1]),
        ("criteria_lowest", "Các tiêu chí được đánh giá thấp nhất", ranked[:_ENDS]),
    ):
        items = tuple(
            tuple(CellRef("criteria", row, name) for name in ("code", "criterion", "value")) for row in rows
        )
        yield say(tables, id, f"{words}: {{named}}.", named=Stated("tiêu chí {0} “{1}” ({2}%)", items, "; "))


def _ranked(tables: Tables, key: str, noun: str, result: IndexResult) -> Iterator[Sentence]:
    table, level = tables[key], key.partition(":")[2]
    count = sum(rank is not None for rank in table.column("rank"))
    words = f"Trong {count} {noun} được xếp hạng, cao nhất là {{highest}}; thấp nhất là {{lowest}}."
    yield from _ends(tables, key, "unit", "sipas", f"units_{level}_ends", words)
    yield from _rivals(tables, key, noun, level)
    yield from _alike(table, key, noun, level, result)
    yield from _small(table, key, noun, level)


def _rivals(tables: Tables, key: str, noun: str, level: str) -> Iterator[Sentence]:
    """Whose lead is not sure, where rank sets say so."""
    table = tables[key]
    if "rank_low" not in [column.key for column in table.columns]:
        return
    leaders = [row for row in table.row_keys if table.cell(row, "rank_low") == 1]
    rests = [CellRef(key, row, "rank_low") for row in leaders]
    if len(leaders) == 1:
        words = "Số liệu đủ để khẳng định {name} đứng đầu (mức tin cậy 95% đồng thời cho mọi đơn vị)."
        sure = say(tables, f"units_{level}_leader", words, name=CellRef(key, leaders[0], "unit"))
        yield resting_on(sure, rests)
    elif len(leaders) > 1:
        named = "" if len(leaders) > _MOST_NAMES else ": {names}"
        names = Stated("{0}", tuple((CellRef(key, row, "unit"),) for row in leaders[:_MOST_NAMES]))
        words = (
            f"Số liệu chưa loại trừ được việc đứng đầu của {len(leaders)} {noun}{named}; "
            "thứ hạng của các đơn vị này cần được đọc cùng khoảng xếp hạng."
        )
        yield resting_on(say(tables, f"units_{level}_leader", words, names=names), rests)


def _alike(table: AnnexTable, key: str, noun: str, level: str, result: IndexResult) -> Iterator[Sentence]:
    groups = [group for group in result.alike.get(level, ()) if len(group) > 1]
    if not groups:
        return
    largest = max(groups, key=len)
    cells = tuple(
        CellRef(key, unit.path, column)
        for unit in largest
        for column in ("rank_low", "rank_high")
        if unit.path in table.row_keys and column in {one.key for one in table.columns}
    )
    yield Sentence(
        f"units_{level}_alike",
        f"Có {len(groups)} nhóm {noun} mà số liệu chưa phân biệt được với nhau; "
        f"nhóm lớn nhất gồm {len(largest)} đơn vị.",
        cells,
    )


def _small(table: AnnexTable, key: str, noun: str, level: str) -> Iterator[Sentence]:
    marked = [row for row in table.row_keys if table.cell(row, "rank") is None]
    if marked:
        cells = tuple(CellRef(key, row, "n_valid") for row in marked)
        text = (
            f"{len(marked)} {noun} không được xếp hạng vì có quá ít phiếu hợp lệ hoặc không có câu trả lời."
        )
        yield Sentence(f"units_{level}_small", text, cells)


def _years(tables: Tables, key: str, noun: str) -> Iterator[Sentence]:
    table, level = tables[key], key.partition(":")[2]
    shown = [column.key for column in table.columns]
    if "change" not in shown:
        return
    known = sorted(_known(table, "change"), key=lambda row: size_of(table.cell(row, "change")))
    if not known:
        return
    up = sum(size_of(table.cell(row, "change")) > 0 for row in known)
    down = sum(size_of(table.cell(row, "change")) < 0 for row in known)
    yield Sentence(
        f"year_{level}",
        f"So với năm trước, trong {len(known)} {noun} có số liệu hai năm, {up} đơn vị tăng, {down} đơn vị giảm, "
        f"{len(known) - up - down} đơn vị giữ nguyên.",
        tuple(CellRef(key, row, "change") for row in known),
    )
    marked = [row for row in known if "mark" in shown and CONVERTED_MARK in str(table.cell(row, "mark"))]
    if marked:
        yield Sentence(
            f"year_{level}_converted",
            f"Số năm trước của {len(marked)} {noun} là số quy đổi từ các đơn vị cũ, không phải số đã công bố.",
            tuple(CellRef(key, row, "previous") for row in marked),
        )
    for id, words, row, holds in (
        ("up", "Tăng nhiều nhất", known[-1], up),
        ("down", "Giảm nhiều nhất", known[0], down),
    ):
        if holds:
            yield say(
                tables, f"year_{level}_{id}",
                f"{words}: {{name}}, từ {{previous}}% đến {{now}}% ({{change}} điểm phần trăm).",
                name=CellRef(key, row, "unit"), previous=CellRef(key, row, "previous"),
                now=CellRef(key, row, "sipas"), change=CellRef(key, row, "change"),
            )  # fmt: skip


def _robust(tables: Tables) -> Iterator[Sentence]:
    table = tables["robustness"]
    rows = _known(table, "best")
    if not rows or not tables["variations"].rows:
        return  # a weighted result is not reckoned again
    moves = {
        row: max(
            size_of(table.cell(row, "rank")) - size_of(table.cell(row, "best")),
            size_of(table.cell(row, "last")) - size_of(table.cell(row, "rank")),
        )
        for row in rows
    }
    stable = [row for row in rows if moves[row] <= STABLE_STEPS]
    cells = tuple(CellRef("robustness", row, name) for row in rows for name in ("best", "last"))
    ways = len(tables["variations"].rows)
    yield Sentence(
        "robust_stable",
        f"Qua {ways} phương án tính khác nhau, {len(stable)} trên {len(rows)} đơn vị đổi không quá {STABLE_STEPS} bậc.",
        cells,
    )
    named = stable[:_MOST_NAMES]
    if named and len(stable) < len(rows):
        items = tuple(tuple(CellRef("robustness", row, name) for name in ("unit", "rank")) for row in named)
        words = "Các đơn vị ổn định" if len(named) == len(stable) else "Các đơn vị ổn định đứng đầu danh sách"
        yield say(tables, "robust_names", f"{words}: {{named}}.", named=Stated("{0} (hạng {1})", items))
    farthest = max(rows, key=lambda row: moves[row])
    if moves[farthest] > STABLE_STEPS:
        yield say(
            tables, "robust_farthest",
            "Thứ hạng phụ thuộc cách tính nhiều nhất là của {name}: hạng {rank}, từ {best} đến {last} tùy phương án.",
            **{
                word: CellRef("robustness", farthest, column)
                for word, column in {"name": "unit", "rank": "rank", "best": "best", "last": "last"}.items()
            },
        )  # fmt: skip


def _ends(tables: Tables, key: str, name: str, value: str, id: str, words: str) -> Iterator[Sentence]:
    """The highest and the lowest of a column, all that share a value; nothing where all are equal."""
    table = tables[key]
    rows = _known(table, value)
    values = [size_of(table.cell(row, value)) for row in rows]
    if len(set(values)) < 2:
        return
    stated: dict[str, CellRef | Stated | str] = {}
    for word, end in (("highest", max(values)), ("lowest", min(values))):
        at_end = [row for row, found in zip(rows, values, strict=True) if found == end]
        items = tuple((CellRef(key, row, name), CellRef(key, row, value)) for row in at_end[:_MOST_NAMES])
        quoted = "“{0}” ({1}%)" if name == "element" else "{0} ({1}%)"
        stated[word] = Stated(quoted, items)
    yield say(tables, id, words, **stated)


def _known(table: AnnexTable, column: str) -> list[tuple[str, ...]]:
    return [row for row in table.row_keys if table.cell(row, column) is not None]


def size_of(value: CellValue) -> float:
    """Độ lớn: a cell as a number to compare; a text or an empty cell is 0."""
    return 0.0 if value is None or isinstance(value, str) else float(value)
