"""Câu văn của một đơn vị: what its dispatch and its page say of its own figures."""

from sipas_engine.annexes.publication import Limits
from sipas_engine.annexes.report import size_of
from sipas_engine.annexes.sentences import CellRef, Sentence, Tables, printed_cell, resting_on, say
from sipas_engine.comparison.converted import CONVERTED_MARK


def unit_sentences(tables: Tables, level: str, unit: tuple[str, ...], noun: str) -> tuple[Sentence, ...]:
    """Câu văn của một đơn vị: its index, rank, what the rank is worth, and its year-on-year change."""
    key = f"ranking:{level}"
    table = tables[key]
    shown = {column.key for column in table.columns}
    cell = {name: CellRef(key, unit, name) for name in shown}
    count = sum(rank is not None for rank in table.column("rank"))
    if table.cell(unit, "rank") is None:
        few = Limits().suppresses(int(str(table.cell(unit, "n_valid") or 0)))
        text = (
            "Đơn vị có quá ít phiếu hợp lệ ({n_valid} phiếu) nên không công bố chỉ số."
            if few
            else "Chỉ số của đơn vị ({n_valid} phiếu hợp lệ) không công bố, để không suy ra được số liệu của đơn vị "
            "có quá ít phiếu."
        )
        return (say(tables, "unit_index", text, n_valid=cell["n_valid"]),)
    found = [
        say(
            tables, "unit_index",
            f"Chỉ số hài lòng là {{sipas}}%, xếp thứ {{rank}}/{count} {noun} ({{n_valid}} phiếu hợp lệ).",
            sipas=cell["sipas"], rank=cell["rank"], n_valid=cell["n_valid"],
        )
    ]  # fmt: skip
    if "low" in shown and table.cell(unit, "low") is not None:
        words = (
            "Do chỉ hỏi một phần người dân, chỉ số thật có thể nằm trong khoảng từ {low}% đến {high}% "
            "(độ tin cậy 95%)."
        )
        found.append(say(tables, "unit_interval", words, low=cell["low"], high=cell["high"]))
    if "rank_low" in shown and table.cell(unit, "rank_low") is not None:
        sure = table.cell(unit, "rank_low") == table.cell(unit, "rank_high")
        words = (
            "Xét sai số chọn mẫu, thứ hạng {first} là chắc chắn."
            if sure
            else "Xét sai số chọn mẫu, thứ hạng thật nằm trong khoảng từ {first} đến {last}."
        )
        found.append(say(tables, "unit_rank_set", words, first=cell["rank_low"], last=cell["rank_high"]))
    if "change" in shown and table.cell(unit, "change") is not None:
        change = size_of(table.cell(unit, "change"))
        steps = table.cell(unit, "steps") if "steps" in shown else None
        verb = "tăng" if change > 0 else "giảm" if change < 0 else "không đổi"
        converted = "mark" in shown and CONVERTED_MARK in str(table.cell(unit, "mark"))
        before = "số quy đổi của năm trước từ các đơn vị cũ" if converted else "năm trước"
        words = f"So với {before} ({{previous}}%) " + (f"{verb} {{size}} điểm phần trăm" if change else verb)
        if isinstance(steps, int):
            words += (
                f", {'tăng' if steps > 0 else 'giảm'} {abs(steps)} bậc" if steps else ", giữ nguyên thứ hạng"
            )
        size = printed_cell(tables, cell["change"]).lstrip("+-")
        changed = say(tables, "unit_change", words + ".", previous=cell["previous"], size=size)
        found.append(resting_on(changed, [cell[name] for name in ("change", "steps") if name in shown]))
    return tuple(found)
