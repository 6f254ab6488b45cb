"""Địa danh và thời gian (PL.I-II.4)."""

from directives.rendering.styles import Style
from tests.directives.checking.cases.page import WITH_DATE
from tests.directives.checking.spoiling import Case

#: The same day stands in what an annex says it belongs to.
POINTERS = ("F-102", "F-111")

CASES = [
    Case("F-44", "Lâm Đồng, ngày 05 tháng 3 năm 2026", "Lâm Đồng, 05/3/2026",
         lambda s: s.rewrite(Style.PLACE_AND_DATE, r"ngày (\d+) tháng (\d+) năm (\d+)", r"\1/\2/\3"), also=POINTERS),
    Case("F-44", "Lâm Đồng, ngày 05 tháng 3 năm 2026", "Lâm Đồng ngày 05 tháng 3 năm 2026",
         lambda s: s.rewrite(Style.PLACE_AND_DATE, ",", "")),
    Case("F-44", "Lâm Đồng, ngày 05 tháng 3 năm 2026", "lâm đồng, ngày 05 tháng 3 năm 2026",
         lambda s: s.rewrite(Style.PLACE_AND_DATE, "^[^,]+", "lâm đồng")),
    Case("F-45", "ngày 05 tháng 3", "ngày 5 tháng 3", lambda s: s.rewrite(Style.PLACE_AND_DATE, "ngày 0", "ngày ")),
    Case("F-46", "tháng 02", "tháng 2", lambda s: s.rewrite(Style.PLACE_AND_DATE, "tháng 3", "tháng 2"), also=POINTERS),
    Case("F-46", "tháng 3", "tháng 03", lambda s: s.rewrite(Style.PLACE_AND_DATE, "tháng 3", "tháng 03")),
    Case("F-47", "ngày 30 tháng 4", "ngày 31 tháng 4",
         lambda s: s.rewrite(Style.PLACE_AND_DATE, r"ngày \d+ tháng \d", "ngày 31 tháng 4"), also=POINTERS),
    Case("F-48", "địa danh và thời gian nghiêng", "địa danh và thời gian đứng",
         lambda s: s.letters(Style.PLACE_AND_DATE, i="0")),
    Case("F-48", "canh giữa dưới Quốc hiệu", "canh phải",
         lambda s: s.paragraph(Style.PLACE_AND_DATE, "jc", val="right"), forms=WITH_DATE),
    Case("F-49", "Lâm Đồng", "Tỉnh Lâm Đồng", lambda s: s.rewrite(Style.PLACE_AND_DATE, "^[^,]+", "Tỉnh Lâm Đồng")),
    Case("F-49", "Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh",
         lambda s: s.rewrite(Style.PLACE_AND_DATE, "^[^,]+", "TP. Hồ Chí Minh")),
    Case("F-49", "Thành phố Hồ Chí Minh", "Hồ Chí Minh",
         lambda s: s.rewrite(Style.PLACE_AND_DATE, "^[^,]+", "Hồ Chí Minh")),
]  # fmt: skip

#: F-50: test_forms.py::test_what_is_spoilt_is_found_and_nothing_else, "minutes with a day in their head".
SHOWN = [("F-50", "(phần đầu biên bản không có ngày tháng)", "Lâm Đồng, ngày 05 tháng 3 năm 2026")]
