"""Trang in và văn bản điện tử (PL.I-I.7, PL.I-II.7d, II.8a, III.1d, P2): shown by tests of their own."""

from tests.directives.checking.spoiling import Case

CASES: list[Case] = []
#: F-19: test_pdf.test_a_planted_mistake_is_found_on_the_printed_page_and_no_other_error
#: F-114…F-118: test_electronic, by the names of the rows' right and wrong examples.
SHOWN = [
    ("F-19", "trang 2 mang số 2, trang 3 mang số 3", "trang 2 mang số 4"),
    ("F-114", "bản sao điện tử quét màu, 200 dpi", "bản sao điện tử quét 100 dpi"),
    ("F-115", "hình chữ ký màu xanh, nền trong suốt", "hình chữ ký màu đen"),
    ("F-116", "hình dấu trùm 1/3 hình chữ ký về bên trái", "hình dấu trùm 60% hình chữ ký"),
    (
        "F-117",
        "05/SNV-CCHC, 2026-03-05T09:30:15+07:00, Times New Roman cỡ 10",
        "05/SNV-CCHC, 05/03/2026 09:30:15",
    ),
    ("F-118", "ghi ngày 05/3/2026, ký ngày 04/3/2026", "ghi ngày 05/3/2026, ký ngày 06/3/2026"),
]
