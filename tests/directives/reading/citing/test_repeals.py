"""Văn bản bị thay thế, bãi bỏ: only what ends as a whole with this document."""

import pytest

from directives.reading.citing.own import Own
from directives.reading.citing.repeals import read_repealed

ENDED = [
    (["Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 1704/QĐ-CT ngày 15/10/2007 của Chủ tịch "
     "UBND tỉnh về "
      "mức trợ giúp."], ["1704/QĐ-CT"], "replaced"),
    (["Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ về công tác văn thư và Nghị định số 09/2010/NĐ-CP "
     "ngày 08/02/2010 "
      "của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 110/2004/NĐ-CP hết hiệu lực từ ngày Quyết định "
      "này có hiệu "
      "lực."], ["110/2004/NĐ-CP", "09/2010/NĐ-CP"], "named before the verb"),
    (["Quyết định này thay thế Nghị quyết số 09/2026/NQ-CP ngày 04/02/2026 của Chính phủ tạm ngưng hiệu lực và "
     "điều chỉnh thời "
      "hạn áp dụng Nghị định số 46/2026/NĐ-CP ngày 26/01/2026 và Nghị quyết số 66.13/2026/NQ-CP ngày 27/01/2026."],
     ["09/2026/NQ-CP"], "what its title names goes on"),
    (["Điều 2. Bãi bỏ Quyết định số 12/QĐ-UBND ngày 05/3/2020 và Quyết định số 13/QĐ-UBND ngày 06/3/2020 của UBND "
     "tỉnh."],
     ["12/QĐ-UBND", "13/QĐ-UBND"], "two at once"),
    (["Điều 2. Bãi bỏ các văn bản sau đây:", "1. Quyết định số 12/QĐ-UBND ngày 05/3/2020 của UBND tỉnh về việc A;",
      "2. Chỉ thị số 5/CT-UBND ngày 06/3/2020 thực hiện Nghị quyết số 18-NQ/TW.", "Điều 3. Theo Quyết định số "
      "14/QĐ-UBND."],
     ["12/QĐ-UBND", "5/CT-UBND"], "a list"),
    (["Quyết định này thay thế các Quyết định: số 12/QĐ-UBND ngày 05/3/2020, số 13/QĐ-UBND ngày 06/3/2020."],
     ["12/QĐ-UBND", "13/QĐ-UBND"], "a chain"),
    (["Các Quyết định sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực: Quyết định số 1/2010/QĐ-TTg ngày "
      "05/01/2010 về A; Quyết định số 2/2011/QĐ-TTg ngày 06/01/2011 thực hiện Chỉ thị số 3/CT-TTg."],
     ["1/2010/QĐ-TTg", "2/2011/QĐ-TTg"], "listed behind the verb"),
    (["Bãi bỏ khoản 2 Điều 3 Quyết định số 12/QĐ-UBND ngày 05/3/2020 của UBND tỉnh."], [], "a part only"),
    (["Thay thế cụm từ “huyện” tại Quyết định số 12/QĐ-UBND."], [], "some words only"),
    (["Quyết định số 12/QĐ-UBND đã được thay thế bởi Quyết định số 13/QĐ-UBND."], [], "a history told"),
    (["Luật này thay thế Luật Hải quan số 29/2001/QH10 năm 2001."], [], "another document's effect"),
    (["Căn cứ Quyết định số 12/QĐ-UBND; Quyết định này có hiệu lực cho đến khi có văn bản thay thế."], [], "some "
     "day"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected", "why"), ENDED, ids=[row[2] for row in ENDED])
def test_what_ends_with_the_document_is_read(lines: list[str], expected: list[str], why: str) -> None:
    assert [one.number for one in read_repealed(lines, Own("99/QĐ-UBND", "quyet_dinh"))] == expected


def test_day_and_issuer_of_what_ends_are_read() -> None:
    (ended,) = read_repealed(
        ["Quyết định này thay thế Quyết định số 12/QĐ-UBND ngày 05/3/2020 của UBND tỉnh."], None
    )
    assert (ended.type, ended.date, ended.issuer) == ("Quyết định", "2020-03-05", "UBND tỉnh")
