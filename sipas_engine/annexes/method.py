"""Bảng phương pháp: every setting behind a result in words, so that a reader can compute it again."""

from sipas_engine.annexes.printing import printed
from sipas_engine.annexes.table import AnnexTable, Column
from sipas_engine.index.result import DesignUsed, IndexResult, RankSetsUsed

_METRICS = {
    "F1": "Tỷ lệ câu trả lời hài lòng trên tổng số câu trả lời (F1)",
    "F1m": "Điểm trung bình trên điểm cao nhất (F1m)",
    "F1z": "Điểm trung bình quy về thang 0 - 100, mức thấp nhất là 0 (F1z)",
}
_AGGREGATES = {
    "pooled": "Gộp mọi câu trả lời, mỗi câu một phiếu",
    "mean_criteria": "Trung bình cộng của các tiêu chí",
    "mean_elements": "Trung bình cộng của các yếu tố",
    "mean_components": "Trung bình của các nội dung thành phần",
    "question": "Câu hỏi hài lòng riêng của từng yếu tố và câu hỏi hài lòng chung",
}
_ROLLUPS = {
    "pooled": "Gộp mọi phiếu của cả nước",
    "mean_units": "Trung bình cộng của các đơn vị cấp cao nhất",
    "by_forms": "Trung bình của các đơn vị cấp cao nhất theo số phiếu hợp lệ",
}
_ROUNDING = {"half_up": "nửa đơn vị làm tròn lên", "half_even": "nửa đơn vị làm tròn về số chẵn"}


def method_table(result: IndexResult, *, title: str = "Phương pháp tính") -> AnnexTable:
    """Bảng phương pháp: question set, metric, aggregation, treatment of blanks, rounding, ranks, limits."""
    questions, method = result.questions, result.method
    satisfied = ", ".join(map(str, questions.satisfied))
    rows = (
        ("Bộ câu hỏi", f"{questions.name} ({len(questions.criteria)} tiêu chí)"),
        ("Căn cứ", questions.source.legal or "Bộ câu hỏi riêng của đợt đo lường"),
        ("Thang trả lời", f"{questions.scale} mức; hài lòng là các mức {satisfied}"),
        ("Giá trị một tiêu chí", _METRICS[method.metric]),
        ("Chỉ số của yếu tố", _AGGREGATES[method.element_aggregate]),
        ("Chỉ số chung", _AGGREGATES[method.aggregate]),
        ("Số liệu của một đơn vị", "Gộp mọi phiếu hợp lệ của đơn vị"),
        ("Số liệu cả nước", _ROLLUPS[method.rollup]),
        ("Bỏ trống", _counted_as(method.blank_as)),
        ("Đánh từ hai mức trở lên", _counted_as(method.double_as)),
        ("Không biết, không có ý kiến", _counted_as(method.dont_know_as)),
        (
            "Làm tròn",
            f"Một lần khi công bố, {method.decimals} chữ số thập phân, {_ROUNDING[method.rounding]}",
        ),
        ("Xếp hạng", "1 cộng số đơn vị cùng cấp có giá trị công bố lớn hơn; bằng nhau thì đồng hạng"),
        ("Khoảng tin cậy", "Chưa tính" if result.design is None else _intervals(result.design)),
        ("Khoảng xếp hạng", "Chưa tính" if result.rank_sets is None else _rank_sets(result.rank_sets)),
        *(("Lưu ý về bộ câu hỏi", note) for note in questions.source.notes),
    )
    columns = (Column("setting", "Thiết lập", "text"), Column("value", "Giá trị", "text"))
    return AnnexTable(title, "", columns, rows, "method")


def _intervals(design: DesignUsed) -> str:
    strata = f"tầng theo cột {', '.join(design.strata)}" if design.strata else "một tầng"
    clusters = f"cụm theo cột {', '.join(design.clusters)}" if design.clusters else "mỗi phiếu là một cụm"
    return (
        f"Mức {design.confidence:.0%}; sai số chuẩn theo tuyến tính hóa Taylor ({strata}, {clusters}, chọn có hoàn "
        "lại); khoảng Wilson theo cỡ mẫu hiệu dụng, phân vị t; đơn vị chỉ có một cụm thì không tính"
    )


def _rank_sets(used: RankSetsUsed) -> str:
    return (
        f"So từng cặp đơn vị, đúng đồng thời cho mọi cặp ở mức {used.confidence:.0%}; "
        f"{printed(used.draws, 'count')} lần rút ngẫu nhiên, hạt giống {used.seed}"
    )


def _counted_as(level: int | None) -> str:
    return "Không tính là câu trả lời" if level is None else f"Tính là mức {level}"
