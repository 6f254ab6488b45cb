"""Sổ đăng ký: examples that the tables of tests/directives/checking/test_register_rules.py prove."""

from tests.directives.checking.spoiling import Case

CASES: list[Case] = []

SHOWN = [
    # test_a_file_that_differs_from_its_row_is_found
    ("F-47", "văn bản và sổ cùng ghi 05/3/2026", "văn bản ghi 05/3/2026, sổ ghi 09/01/2026"),
    ("F-97", "văn bản và sổ cùng ghi Nguyễn Văn Mẫu", "văn bản: Nguyễn Văn Mẫu; sổ: Trần Thị Khác"),
    ("F-120", "văn bản và sổ cùng ghi 05/UBND-VX", "văn bản: 05/UBND-VX; sổ: 99/ABC-XYZ"),
    # test_the_number_of_copies_is_that_of_the_register
    ("F-88", "Lưu: VT, VX (5); sổ ghi 5 bản", "Lưu: VT, VX (5); sổ ghi 12 bản"),
    # test_every_column_is_filled
    ("F-119", "đủ các cột của sổ", "cột “Nơi nhận văn bản” để trống"),
    # test_numbers_run_on_and_begin_anew_each_year
    ("F-121", "01, 02 (đã hủy), 03", "01, 03 (không có dòng số 02)"),
    ("F-122", "số đầu tiên của năm: 01", "số đầu tiên của năm: 501, tiếp số năm trước"),
    # test_a_document_leaves_by_the_next_working_day
    (
        "F-123",
        "văn bản ngày 06/3/2026 (thứ Sáu), gửi ngày 09/3/2026",
        "văn bản ngày 06/3/2026, gửi ngày 10/3/2026",
    ),
    # test_an_arrival_is_submitted_by_the_next_working_day
    ("F-124", "đến ngày 05/3/2026, chuyển ngày 06/3/2026", "đến ngày 05/3/2026, chuyển ngày 09/3/2026"),
    # test_a_correction_has_its_form
    ("F-125", "quyết định được đính chính bằng công văn", "quyết định được đính chính bằng quyết định"),
    # test_input_fields_are_no_longer_than_the_law_allows
    ("F-126", "trích yếu dài 500 ký tự", "trích yếu dài 501 ký tự"),
]
