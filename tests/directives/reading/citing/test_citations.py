"""Viện dẫn: every form in which documents are cited, one row one form."""

import pytest

from directives.reading.citing.citations import read_citations
from directives.reading.citing.own import Own
from directives.reading.record import Citation

B, C = "basis", "cited"

FORMS = [
    # text, citations as (type, number, date, issuer, role), why
    ("Thực hiện Công văn số 7137/UBND-NCKSTT ngày 07/12/2021 của UBND tỉnh về việc điều tra,",
     [("Công văn", "7137/UBND-NCKSTT", "2021-12-07", "UBND tỉnh", B)], "the whole form"),
    ("Ngày 07/12/2021 UBND tỉnh ban hành Công văn số 7137/UBND-NCKSTT về việc điều tra.",
     [("Công văn", "7137/UBND-NCKSTT", "2021-12-07", "UBND tỉnh", C)], "day and issuer before"),
    ("ngày 29 tháng 6 năm 2009, của Bảo hiểm xã hội (BHXH) Việt Nam ban hành Công văn số 2070/BHXH-KHTC",
     [("Công văn", "2070/BHXH-KHTC", "2009-06-29", "Bảo hiểm xã hội Việt Nam", C)], "an abbreviation put in"),
    ("Thủ tướng Chính phủ đã ban hành Chỉ thị số 10/CT-TTg ngày 22/4/2019 về việc này.",
     [("Chỉ thị", "10/CT-TTg", "2019-04-22", "Thủ tướng Chính phủ", C)], "issuer before, day behind"),
    ("Căn cứ Luật Tổ chức Quốc hội số 57/2014/QH13 đã được sửa đổi, bổ sung một số điều theo Luật số 65/2020/QH14 "
     "và Luật số 62/2025/QH15;",
     [("Luật", "57/2014/QH13", None, None, B), ("Luật", "65/2020/QH14", None, None, B),
      ("Luật", "62/2025/QH15", None, None, B)], "a law and those that amend it"),
    ("Căn cứ các Nghị quyết số 202/2025/QH15, số 203/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc hội;",
     [("Nghị quyết", "202/2025/QH15", "2025-06-12", "Quốc hội", B),
      ("Nghị quyết", "203/2025/QH15", "2025-06-12", "Quốc hội", B)], "chain, type said once, day and issuer too"),
    ("Theo các Quyết định số 12/QĐ-UBND ngày 05/3/2020, số 13/QĐ-UBND ngày 06/3/2020 của UBND tỉnh Gia Lai về "
     "việc X.",
     [("Quyết định", "12/QĐ-UBND", "2020-03-05", "UBND tỉnh Gia Lai", B),
      ("Quyết định", "13/QĐ-UBND", "2020-03-06", "UBND tỉnh Gia Lai", B)], "chain, each with its day"),
    ("Xét đề nghị của Chính phủ tại Tờ trình số 336/TTr-CP và Đề án số 337/ĐA-CP ngày 09 tháng 5 năm 2025, "
     "Báo cáo thẩm tra số 445/BC-UBPLTP15 ngày 03 tháng 6 năm 2025 của Ủy ban Pháp luật và Tư pháp,",
     [("Tờ trình", "336/TTr-CP", "2025-05-09", "Chính phủ", B),
      ("Đề án", "337/ĐA-CP", "2025-05-09", "Chính phủ", B),
      ("Báo cáo thẩm tra", "445/BC-UBPLTP15", "2025-06-03", "Ủy ban Pháp luật và Tư pháp", B)],
     "one day for two; who asked issued what was asked with"),
    ("Căn cứ Nghị định số 46/2026/NĐ-CP ngày 26 tháng 01 năm 2026 và Nghị quyết số 66.13/2026/NQ-CP ngày 27 tháng "
     "01 năm "
     "2026 của Chính phủ;",
     [("Nghị định", "46/2026/NĐ-CP", "2026-01-26", "Chính phủ", B),
      ("Nghị quyết", "66.13/2026/NQ-CP", "2026-01-27", "Chính phủ", B)], "one issuer for two; a number with a dot"),
    ("theo Thông tư số 86/2013/TT-BTC và Nghị định số 12/2015/NĐ-CP ngày 12/02/2015 của Chính phủ",
     [("Thông tư", "86/2013/TT-BTC", None, None, C),
      ("Nghị định", "12/2015/NĐ-CP", "2015-02-12", "Chính phủ", C)], "a day and an issuer not shared"),
    ("Nhằm thực hiện các Quyết định của Thủ tướng Chính phủ số: 1521/QĐ-TTg ngày 06/10/2020 ban hành Kế hoạch "
     "thực hiện "
     "Kết luận số 80-KL/TW; 21/2021/QĐ-TTg ngày 21/6/2021 quy định về thành phần;",
     [("Quyết định", "1521/QĐ-TTg", "2020-10-06", "Thủ tướng Chính phủ", B),
      ("Kết luận", "80-KL/TW", None, None, C),
      ("Quyết định", "21/2021/QĐ-TTg", "2021-06-21", "Thủ tướng Chính phủ", B)], "issuer before a chain"),
    ("Xét đề nghị của Bộ Giao thông vận tải (công văn số 2913/BGTVT-KHĐT ngày 06/5/2008), ý kiến của các Bộ: Kế "
     "hoạch và "
     "Đầu tư (công văn số 2539/BKH-TĐ&GSĐT ngày 09/4/2008), Bộ Tài chính (công văn số 6330/BTC-ĐT ngày 02/6/2008),",
     [("Công văn", "2913/BGTVT-KHĐT", "2008-05-06", "Bộ Giao thông vận tải", B),
      ("Công văn", "2539/BKH-TĐ&GSĐT", "2008-04-09", "Bộ Kế hoạch và Đầu tư", B),
      ("Công văn", "6330/BTC-ĐT", "2008-06-02", "Bộ Tài chính", B)], "in brackets behind who wrote it"),
    ("đã nhận được các công văn số 3491/UB-KH &ĐT ngày 18/12/2002 và số 3612/UB-KH &ĐT ngày 30/12/2002 của UBND "
     "thành phố",
     [("Công văn", "3491/UB-KH&ĐT", "2002-12-18", "UBND thành phố", C),
      ("Công văn", "3612/UB-KH&ĐT", "2002-12-30", "UBND thành phố", C)], "a blank within a symbol"),
    ("Thực hiện công văn hướng dẫn số 237/SGD&ĐT-GDMN ngày 01 tháng 3 năm 2012 của Sở Giáo dục và Đào tạo,",
     [("Công văn", "237/SGD&ĐT-GDMN", "2012-03-01", "Sở Giáo dục và Đào tạo", B)], "a letter and what it does"),
    ("Trả lời công văn số 636/TTHT ngày 25/4/2014 của Cục thuế tỉnh Đắk Nông hỏi về hóa đơn,",
     [("Công văn", "636/TTHT", "2014-04-25", "Cục thuế tỉnh Đắk Nông", B)], "the verb behind the issuer"),
    ("thì công văn số 1454/TCHQ-GSQL ngày 05/4/2011 của Tổng cục Hải quan chưa quy định rõ,",
     [("Công văn", "1454/TCHQ-GSQL", "2011-04-05", "Tổng cục Hải quan", C)], "a negation behind the issuer"),
    ("Căn cứ Quyết định số 24/2021/QĐ-TTg ngày 16/7/20 21 của Thủ tướng Chính phủ quy định quy trình;",
     [("Quyết định", "24/2021/QĐ-TTg", "2021-07-16", "Thủ tướng Chính phủ", B)], "a blank within the year"),
    ("quy định của Thông tư 01/2016/TT-BGD ĐT ngày 15/01/2016 của Bộ trưởng Bộ GD&ĐT.",
     [("Thông tư", "01/2016/TT-BGDĐT", "2016-01-15", "Bộ trưởng Bộ GD&ĐT", C)], "a blank within the issuer's letters"),
    ("kèm theo Quyết định số 84 QĐ/TWĐTN ngày 22/02/2013 của Ban Chấp hành Trung ương Đoàn;",
     [("Quyết định", "84-QĐ/TWĐTN", "2013-02-22", "Ban Chấp hành Trung ương Đoàn", C)], "of the Youth Union"),
    # laws
    ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
     [("Luật", "Luật Tổ chức chính quyền địa phương", "2015-06-19", None, B)], "by title and day"),
    ("Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương "
     "ngày 22 "
     "tháng 11 năm 2019;",
     [("Luật", "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
       "2019-11-22", None, B)], "the law that amends is another one"),
    ("Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thuế giá trị gia tăng, Luật Thuế tiêu thụ đặc biệt và Luật "
     "Quản lý thuế;",
     [("Luật", "Luật sửa đổi, bổ sung một số điều của Luật Thuế giá trị gia tăng, Luật Thuế tiêu thụ đặc biệt và Luật "
       "Quản lý thuế", None, None, B)], "one law that amends three"),
    ("Căn cứ Luật Phòng, chống thiên tai ngày 19/6/2013; Luật Đê điều ngày 29/11/2006 và Luật Thủy lợi ngày "
     "19/6/2017;",
     [("Luật", "Luật Phòng, chống thiên tai", "2013-06-19", None, B), ("Luật", "Luật Đê điều", "2006-11-29", None, B),
      ("Luật", "Luật Thủy lợi", "2017-06-19", None, B)], "several in one line"),
    ("Căn cứ Luật Kinh tế biển xanh ngày 19/6/2027;",
     [("Luật", "Luật Kinh tế biển xanh", "2027-06-19", None, B)], "a title nobody has heard of"),
    ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;",
     [("Hiến pháp", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", None, None, B)], "the Constitution"),
    ("Căn cứ Bộ luật Tố tụng dân sự số 92/2015/QH13; Pháp lệnh Cảnh sát cơ động ngày 23 tháng 12 năm 2013;",
     [("Bộ luật", "92/2015/QH13", None, None, B),
      ("Pháp lệnh", "Pháp lệnh Cảnh sát cơ động", "2013-12-23", None, B)], "code and ordinance"),
    ("Luật này thay thế Luật Hải quan số 29/2001/QH10 năm 2001 và Luật sửa đổi, bổ sung một số điều của Luật Hải "
     "quan số "
     "42/2005/QH11 năm 2005.",
     [("Luật", "29/2001/QH10", None, None, C), ("Luật", "42/2005/QH11", None, None, C)], "years behind numbers"),
    ("Luật hải quan được Quốc hội khóa XIII kỳ họp thứ 7 thông qua ngày 23/6/2014 và có hiệu lực từ ngày 01/01/2015.",
     [("Luật", "Luật hải quan", "2014-06-23", "Quốc hội", C)], "the day of adoption told in the sentence"),
    ("thực hiện theo quy định tại khoản 2 Điều 18 Luật Hải quan năm 2014, trừ trường hợp khác.",
     [("Luật", "Luật Hải quan", None, None, C)], "with its year, amid a sentence"),
    ("phổ biến, giáo dục pháp luật (PBGDPL) được đẩy mạnh theo Luật PBGDPL.",
     [("Luật", "Luật phổ biến, giáo dục pháp luật", None, None, C)], "an abbreviation which the text introduced"),
    # spellings
    ("Căn cứ Quyết định số 12/QÐ – UBND ngày 05/3/2020 của UBND tỉnh;",
     [("Quyết định", "12/QĐ-UBND", "2020-03-05", "UBND tỉnh", B)], "a look-alike Đ and a spaced dash"),
    ("Căn cứ Nghị định số 30/2020/NÐ-СР ngày 05/3/2020 của Chính phủ;",
     [("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", B)], "Cyrillic letters"),
    ("Căn cứ Nghị định số 22/2026/NĐCP ngày 16/01/2026 của Chính phủ;",
     [("Nghị định", "22/2026/NĐ-CP", "2026-01-16", "Chính phủ", B)], "a hyphen lost at the line's end"),
    ("Căn cứ Nghị định số 30/2020/NĐ-CP1 ngày 05/3/2020 và Thông tư số 01/2019/TT-BNV[2] ngày 24/01/2019 của Bộ "
     "Nội vụ;",
     [("Nghị định", "30/2020/NĐ-CP", "2020-03-05", None, B),
      ("Thông tư", "01/2019/TT-BNV", "2019-01-24", "Bộ Nội vụ", B)], "marks of footnotes"),
    ("Căn cứ Tờ trình sô 2269/TTr-BNG ngày 02 tháng 4 năm 2026 của Bộ Ngoại giao;",
     [("Tờ trình", "2269/TTr-BNG", "2026-04-02", "Bộ Ngoại giao", B)], "a damaged “số”"),
    ("(Công văn: số 3335/VPCP-TCCV ngày 22 tháng 5năm 2008)",
     [("Công văn", "3335/VPCP-TCCV", "2008-05-22", None, C)], "a blank lost in the day"),
    ("Căn cứ NĐ 30/2020/NĐ-CP ngày 05/3/2020 và QĐ 1383/QĐ-BNV ngày 28/12/2022 của Bộ Nội vụ;",
     [("Nghị định", "30/2020/NĐ-CP", "2020-03-05", None, B),
      ("Quyết định", "1383/QĐ-BNV", "2022-12-28", "Bộ Nội vụ", B)], "types abbreviated"),
    ("thực hiện theo Thông tư 86/2013/TT-BTC , Thông tư 13/2014/TT-BTC .",
     [("Thông tư", "86/2013/TT-BTC", None, None, C), ("Thông tư", "13/2014/TT-BTC", None, None, C)], "without “số”"),
    # symbols of all kinds
    ("Chương trình số 1249a/CTPH-UBDT-BTP ngày 13/11/2014 của Ủy ban Dân tộc và Bộ Tư pháp về phối hợp",
     [("Chương trình", "1249a/CTPH-UBDT-BTP", "2014-11-13", "Ủy ban Dân tộc và Bộ Tư pháp", C)], "a letter, two "
      "issuers"),
    ("Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ",
     [("Nghị quyết", "30c/NQ-CP", "2011-11-08", "Chính phủ", C)], "a letter in the number"),
    ("Quyết định số 93/2007/QĐ-TTg ngày 22/6/2007 của Thủ tướng Chính phủ",
     [("Quyết định", "93/2007/QĐ-TTg", "2007-06-22", "Thủ tướng Chính phủ", C)], "an old normative decision"),
    ("Quyết định số 01/1999/QĐ.UB ngày 15/01/1999 của Ủy ban nhân dân tỉnh Tiền Giang",
     [("Quyết định", "01/1999/QĐ.UB", "1999-01-15", "Ủy ban nhân dân tỉnh Tiền Giang", C)], "a dot in the symbol"),
    ("Quyết định số 345/QĐ/UB ngày 15/01/1999 của UBND tỉnh", [("Quyết định", "345/QĐ/UB", "1999-01-15", "UBND "
     "tỉnh", C)],
     "strokes only"),
    ("Nghị định số 25/CP ngày 23/5/1993 của Chính phủ", [("Nghị định", "25/CP", "1993-05-23", "Chính phủ", C)],
     "short"),
    ("Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khóa XII về một số vấn đề",
     [("Nghị quyết", "18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương Đảng khóa XII", C)], "of the Party"),
    ("Chỉ thị 32-CT/TW của Ban Bí thư, Kết luận số 127-KL/TW ngày 28/02/2025 của Bộ Chính trị, Ban Bí thư",
     [("Chỉ thị", "32-CT/TW", None, "Ban Bí thư", C), ("Kết luận", "127-KL/TW", "2025-02-28", "Bộ Chính trị", C)],
     "of the Party, two"),
    ("Quy định số 294-QĐ/TW ngày 26/5/2025 của Ban Chấp hành Trung ương",
     [("Quy định", "294-QĐ/TW", "2025-05-26", "Ban Chấp hành Trung ương", C)], "a rule of the Party"),
    ("Nghị quyết số 09-NQ/TWĐTN ngày 05/02/2018 của Ban Chấp hành Trung ương Đoàn",
     [("Nghị quyết", "09-NQ/TWĐTN", "2018-02-05", "Ban Chấp hành Trung ương Đoàn", C)], "of a mass organisation"),
    ("Thông báo kết luận số 15/TB-UBND ngày 05/3/2024 của UBND tỉnh",
     [("Thông báo kết luận", "15/TB-UBND", "2024-03-05", "UBND tỉnh", C)], "a longer name of a type"),
    ("Kế hoạch 342/KH-UBND ngày 12/12/2020 của UBND huyện Tam Đường",
     [("Kế hoạch", "342/KH-UBND", "2020-12-12", "UBND huyện Tam Đường", C)], "a plan without “số”"),
    ("Thông tư liên tịch số 05/2013/TTLT-BNV-BTC ngày 05/3/2013 của Bộ Nội vụ và Bộ Tài chính",
     [("Thông tư liên tịch", "05/2013/TTLT-BNV-BTC", "2013-03-05", "Bộ Nội vụ và Bộ Tài chính", C)], "joint "
      "circular"),
    ("Văn bản số 844/UBND-NC ngày 29/6/2021 của Ủy ban nhân dân tỉnh Gia Lai về việc triển khai",
     [("Văn bản", "844/UBND-NC", "2021-06-29", "Ủy ban nhân dân tỉnh Gia Lai", C)], "“Văn bản”"),
    ("công văn số 123/BC-BYT ngày27 tháng 02 năm 2009 của Bộ Y tế, báo cáo Thủ tướng",
     [("Công văn", "123/BC-BYT", "2009-02-27", "Bộ Y tế", C)], "a small letter"),
    ("Công văn số 1234/BTC-QLCS đề ngày 05.3.2020 của Bộ Tài chính",
     [("Công văn", "1234/BTC-QLCS", "2020-03-05", "Bộ Tài chính", C)], "dots in the day"),
    ("Nghị quyết số 71/2006/QH11 của Quốc hội ngày 29/11/2006 phê chuẩn",
     [("Nghị quyết", "71/2006/QH11", "2006-11-29", "Quốc hội", C)], "the day behind the issuer"),
    ("Quyết định số 12/QĐ-UBND ngày 31/02/2020 của UBND tỉnh", [("Quyết định", "12/QĐ-UBND", None, "UBND tỉnh", C)],
     "a day no calendar has"),
    # where issuers end
    ("Nghị định số 60/2003/NĐ-CP ngày 06/6/2003 của Chính phủ Quy định chi tiết và hướng dẫn thi hành",
     [("Nghị định", "60/2003/NĐ-CP", "2003-06-06", "Chính phủ", C)], "a capital begins the title"),
    ("Thông tư số 10/2022/TT-BKHĐT ngày 15/6/2022 của Bộ trưởng Bộ Kế hoạch và Đầu tư quy định chi tiết",
     [("Thông tư", "10/2022/TT-BKHĐT", "2022-06-15", "Bộ trưởng Bộ Kế hoạch và Đầu tư", C)], "a type within a name"),
    ("Quyết định số 12/QĐ-BVHTTDL ngày 05/3/2020 của Bộ Văn hóa, Thể thao và Du lịch ban hành Kế hoạch",
     [("Quyết định", "12/QĐ-BVHTTDL", "2020-03-05", "Bộ Văn hóa, Thể thao và Du lịch", C)], "a comma in the name"),
    ("Công văn số 12/BNG-VP ngày 05/3/2020 của Bộ Ngoại giao và Kế hoạch số 15/KH-UBND ngày 08/3/2020 của UBND "
     "tỉnh, Sở Nội "
     "vụ yêu cầu",
     [("Công văn", "12/BNG-VP", "2020-03-05", "Bộ Ngoại giao", C),
      ("Kế hoạch", "15/KH-UBND", "2020-03-08", "UBND tỉnh", C)], "“và” joins documents; the sentence goes on"),
    ("Căn cứ Nghị quyết Liên tịch số 19/2008/NQLT/CP-UBTUMTTQVN ngày 22/8/2008 của Chính phủ và Ủy ban Trung ương "
     "Mặt trận "
     "Tổ quốc Việt Nam về việc ban hành Quy chế;",
     [("Nghị quyết liên tịch", "19/2008/NQLT/CP-UBTUMTTQVN", "2008-08-22",
       "Chính phủ và Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", B)], "two issuers together"),
    ("Căn cứ Nghị định số 61/2018/NĐCP ngày 23/4/2018 Chính phủ về thực hiện cơ chế một cửa;",
     [("Nghị định", "61/2018/NĐ-CP", "2018-04-23", "Chính phủ", B)], "“của” left out"),
    ("Theo đề nghị của Sở Nội vụ tại Tờ trình số 1494/TTr-SNV ngày 28/6/2018, Công văn số 2231/SNV-CCHC&PC ngày "
     "28/9/2018 "
     "và Báo cáo thẩm định số 18/BCTĐ-STP ngày 25/5/2018 của Sở Tư pháp.",
     [("Tờ trình", "1494/TTr-SNV", "2018-06-28", "Sở Nội vụ", B), ("Công văn", "2231/SNV-CCHC&PC", "2018-09-28",
      "Sở Nội vụ", B),
      ("Báo cáo thẩm định", "18/BCTĐ-STP", "2018-05-25", "Sở Tư pháp", B)], "who asked wrote the first two"),
    # roles
    ("Để triển khai thực hiện Chỉ thị số 31/CT-TTg ngày 08/11/2018 của Thủ tướng Chính phủ, UBND Thành phố yêu "
     "cầu các sở "
     "thực hiện Chỉ thị số 33/2008/CT-TTg ngày 20/11/2008 của Thủ tướng Chính phủ.",
     [("Chỉ thị", "31/CT-TTg", "2018-11-08", "Thủ tướng Chính phủ", B),
      ("Chỉ thị", "33/2008/CT-TTg", "2008-11-20", "Thủ tướng Chính phủ", C)], "what the author says is no basis"),
    ("Căn cứ Nghị quyết số 11/NQ-CP ngày 18/02/2014 của Chính phủ thực hiện Nghị quyết số 62/2013/QH13 ngày "
     "27/11/2013 của "
     "Quốc hội về thủy điện;",
     [("Nghị quyết", "11/NQ-CP", "2014-02-18", "Chính phủ", B),
      ("Nghị quyết", "62/2013/QH13", "2013-11-27", "Quốc hội", C)], "named in the title of a basis"),
    ("1. Căn cứ kết quả tại Quyết định số 1633/QĐ-UBND ngày 12/12/2019 của UBND tỉnh Lai Châu để rà soát.",
     [("Quyết định", "1633/QĐ-UBND", "2019-12-12", "UBND tỉnh Lai Châu", C)], "within a numbered duty"),
    ("Hiện nay đã vào mùa mưa bão, thực hiện Chỉ thị số 19/CT-TTg ngày 19/6/2025 của Thủ tướng Chính phủ, Bộ yêu "
     "cầu:",
     [("Chỉ thị", "19/CT-TTg", "2025-06-19", "Thủ tướng Chính phủ", B)], "carried out, amid the opening sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), FORMS, ids=[row[2] for row in FORMS])
def test_a_form_of_citation_is_read(
    text: str, expected: list[tuple[str, str, str | None, str | None, str]], why: str
) -> None:
    assert list(read_citations([text], None)) == [Citation(*row) for row in expected]


NO_CITATION = [
    ("Tiếp nhận hồ sơ 24/7, trong 1/2 ngày làm việc.", "times"),
    ("Theo khoản 2 Điều 10 và điểm a khoản 3 Điều 5 Nghị định này.", "articles of the document itself"),
    ("Mẫu số 01/ĐK-TT, biểu số 02/BC-CCHC ban hành kèm theo.", "forms"),
    ("Tài khoản số 3511/KBNN; hóa đơn số 12/HĐ-GTGT.", "accounts and bills"),
    ("Hỗ trợ 50.000/HS, 2,5 tấn/ha, điện thoại 02613/123.456.", "amounts and telephones"),
    ("Quy chuẩn QCVN 01:2019/BXD và TCVN 5687:2010.", "technical standards"),
    ("Hồ sơ mã số 1.001234/TTHC-UBND của thủ tục 2.000123.", "procedures"),
    ("Hiệp định số 12/2020/HĐ-VN ký ngày 05/3/2020.", "a foreign agreement"),
    ("Dự án Luật Đất đai (sửa đổi) và dự thảo Luật Nhà ở đang được xây dựng.", "bills"),
    ("Hội Luật gia, Đoàn Luật sư, Trường Đại học Luật Hà Nội; chấp hành pháp luật.", "no laws"),
    ("Giai đoạn 2021-2025, năm học 2025-2026, quý III/2020.", "periods"),
    ("Các bộ luật, luật này và Luật này.", "laws without a name"),
    ("theo quy định của Hiến pháp và pháp luật", "the Constitution as such"),
    ("Quyết định này, Nghị quyết trên.", "documents pointed at"),
]


@pytest.mark.parametrize(("text", "why"), NO_CITATION, ids=[row[1] for row in NO_CITATION])
def test_what_only_looks_like_a_number_is_no_citation(text: str, why: str) -> None:
    assert read_citations([text], None) == ()


def numbers(lines: list[str], own: str | None = None) -> list[str]:
    return [one.number for one in read_citations(lines, Own(own) if own else None)]


def test_the_document_itself_is_not_cited() -> None:
    lines = ["Kèm theo Quyết định số 012/QĐ-UBND và Công văn số 13/UBND-NC ngày 01/02/2020."]
    assert numbers(lines, "12/QĐ-UBND") == ["13/UBND-NC"]


COMMUNE = Own("01/UBND-VX", "cong_van", "2026-10-05", "UBND xã Đức Trọng")
NAMED_ALIKE = [
    ("Công văn số 01/UBND-VX ngày 28/9/2026 của UBND tỉnh Lâm Đồng", True, "another day and issuer"),
    (
        "Công văn số 1/UBND-VX ngày 05/10/2026 của Ủy ban nhân dân tỉnh Lâm Đồng",
        True,
        "another issuer, its very day",
    ),
    ("Công văn số 01/UBND-VX của UBND tỉnh", True, "another issuer, without its name"),
    ("Công văn số 01/UBND-VX ngày 06/01/2025 của UBND xã", True, "its own of another year"),
    ("Tờ trình số 01/UBND-VX ngày 05/10/2026", True, "another type"),
    ("Công văn số 01/UBND-VX", False, "nothing but the number"),
    (
        "Văn bản số 01/UBND-VX ngày 05 tháng 10 năm 2026 của Ủy ban nhân dân xã",
        False,
        "any document of its day",
    ),
    ("Công văn số 01/UBND-VX ngày 05/10/2026 của Chủ tịch Ủy ban nhân dân xã Đức Trọng", False, "its head"),
    ("Công văn số 01/UBND-VX ngày 05/10/2026 của UBNDX", False, "an abbreviation nobody knows"),
    ("Công văn số 01/UBND-VX ngày ... tháng 10 năm 2026 của UBND xã", False, "its day left blank"),
]


@pytest.mark.parametrize(("words", "cited", "why"), NAMED_ALIKE, ids=[row[2] for row in NAMED_ALIKE])
def test_another_document_of_equal_number_is_cited(words: str, cited: bool, why: str) -> None:
    found = read_citations([f"Thực hiện {words} về đo lường, đề nghị các thôn triển khai."], COMMUNE)
    assert len(found) == cited


def test_of_what_is_not_known_of_the_document_itself_nothing_tells_another() -> None:
    line = "Kèm theo Công văn số 01/UBND-VX ngày 28/9/2026 của UBND tỉnh Lâm Đồng."
    assert read_citations([line], Own("01/UBND-VX")) == ()
    assert [one.date for one in read_citations([line], Own(None, "cong_van"))] == ["2026-09-28"]


def test_a_later_mention_enriches_the_first_and_being_a_basis_outweighs() -> None:
    lines = [
        "Tại Quyết định số 12/QĐ-UBND đã nêu.",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2020 của UBND tỉnh;",
    ]
    assert read_citations(lines, None) == (
        Citation("Quyết định", "12/QĐ-UBND", "2020-03-05", "UBND tỉnh", B),
    )


def test_a_law_named_again_by_title_is_the_one_with_the_number() -> None:
    lines = ["Luật Bảo hiểm xã hội quy định.", "Trước ngày Luật Bảo hiểm xã hội số 41/2024/QH15 có hiệu lực."]
    assert read_citations(lines, None) == (Citation("Luật", "41/2024/QH15", None, None, C),)


def test_laws_of_one_title_and_two_years_are_two() -> None:
    lines = ["Luật Hải quan năm 2014 thay thế Luật Hải quan số 29/2001/QH10.", "Theo Điều 5 Luật Hải quan."]
    assert numbers(lines) == ["Luật Hải quan", "29/2001/QH10"]


def test_a_law_in_the_title_of_another_document_is_not_cited_by_itself() -> None:
    line = "Nghị định số 342/2025/NĐ-CP ngày 26/12/2025 của Chính phủ quy định chi tiết Luật Quảng cáo."
    assert numbers([line]) == ["342/2025/NĐ-CP"]


BROKEN = [
    (["Căn cứ Quyết định số 12/QĐ-UBND ngày 05", "tháng 3 năm 2020 của", "UBND tỉnh về việc này;"], "amid day and "
     "issuer"),
    (["Căn cứ Quyết định số 12", "/QĐ-UBND ngày 05/3/2020 của UBND tỉnh", "về việc này;"], "within the number"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "why"), BROKEN, ids=[row[1] for row in BROKEN])
def test_a_citation_broken_over_lines_is_one(lines: list[str], why: str) -> None:
    assert read_citations(lines, None) == (
        Citation("Quyết định", "12/QĐ-UBND", "2020-03-05", "UBND tỉnh", B),
    )


def test_items_under_a_heading_of_bases_are_bases() -> None:
    lines = [
        "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
        "- Luật An toàn thông tin mạng ngày 19/11/2015;",
        "- Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;",
        "II. NỘI DUNG",
        "1. Theo Quyết định số 750/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.",
    ]
    assert [(one.number, one.role) for one in read_citations(lines, None)] == [
        ("Luật An toàn thông tin mạng", B), ("749/QĐ-TTg", B), ("750/QĐ-TTg", C),
    ]  # fmt: skip


WRITTEN = [
    ("Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2020 của UBND tỉnh;", None, "in the form of the law"),
    ("Ngày 05/3/2020 UBND tỉnh ban hành Quyết định số 12/QĐ-UBND.",
     "Ngày 05/3/2020 UBND tỉnh ban hành Quyết định số 12/QĐ-UBND", "in another order"),
    ("theo Quyết định 12 /QĐ- UBND của UBND tỉnh.", "Quyết định 12 /QĐ- UBND của UBND tỉnh", "with blanks, no “số”"),
    ("Điều 5 Luật Hải quan 2014", "Luật Hải quan 2014", "a year for the day"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), WRITTEN, ids=[row[2] for row in WRITTEN])
def test_the_words_of_the_text_are_kept_where_they_differ(text: str, expected: str | None, why: str) -> None:
    (citation,) = read_citations([text], None)
    assert citation.as_written == expected
