"""Viết hoa (PL.II): each mistake stands within the first paragraph of running text."""

from collections.abc import Callable

from directives.rendering.styles import Style
from tests.directives.checking.cases.words import ND30, say
from tests.directives.checking.spoiling import Case, Sheet


def said(words: str) -> Callable[[Sheet], bool]:
    return lambda sheet: say(sheet, f", {words}")


CASES = [
    Case("K1", "… nội dung sau. Các đơn vị báo cáo", "… nội dung sau. các đơn vị báo cáo",
         lambda s: say(s, ". các đơn vị báo cáo")),
    Case("K1", "a) Chỉ số chung của tỉnh;", "a) chỉ số chung của tỉnh;",
         lambda s: s.rewrite(Style.POINT, r"^a\) Chỉ", "a) chỉ")),
    Case("K2", "kịp thời, các đơn vị thực hiện", "kịp thời, Các đơn vị thực hiện",
         said("Các đơn vị thực hiện"), forms=ND30),
    Case("K3", "giao ông Nguyễn Văn An", "giao ông Nguyễn văn An", said("giao ông Nguyễn văn An")),
    Case("K3", "mời bà Trần Thị Bình", "mời bà trần thị bình", said("mời bà trần thị bình")),
    Case("K4", "học tập Lê-nin", "học tập Lê-Nin", said("học tập Lê-Nin")),
    Case("K4", "đi Mát-xcơ-va", "đi Mát-Xcơ-Va", said("đi Mát-Xcơ-Va")),
    Case("K5", "trên địa bàn xã Minh Tân", "trên địa bàn Xã Minh Tân", said("trên địa bàn Xã Minh Tân")),
    Case("K6", "tại Phường 5, Quận 3", "tại phường 5, Quận 3", said("tại phường 5, Quận 3")),
    Case("K6", "tại Phường Điện Biên Phủ", "tại phường Điện Biên Phủ", said("tại phường Điện Biên Phủ")),
    Case("K7", "về Thủ đô Hà Nội", "về thủ đô Hà Nội", said("về thủ đô Hà Nội")),
    Case("K7", "ở Thành phố Hồ Chí Minh", "ở Thành Phố Hồ Chí Minh", said("ở Thành Phố Hồ Chí Minh")),
    Case("K8", "tới Vũng Tàu", "tới Vũng tàu", said("tới Vũng tàu")),
    Case("K8", "ven sông Vàm Cỏ", "ven Sông Vàm Cỏ", said("ven Sông Vàm Cỏ")),
    Case("K9", "các tỉnh Tây Bắc", "các tỉnh Tây bắc", said("các tỉnh Tây bắc")),
    Case("K9", "cả vùng Nam Bộ", "cả vùng Nam bộ", said("cả vùng Nam bộ")),
    Case("K10", "gửi Sở Nội vụ", "gửi Sở nội vụ", said("gửi Sở nội vụ")),
    Case("K10", "gửi Bộ Tài chính", "gửi Bộ Tài Chính", said("gửi Bộ Tài Chính")),
    Case("K11", "phục vụ Nhân dân", "phục vụ nhân dân", said("phục vụ nhân dân"), forms=ND30),
    Case("K11", "chính sách của Nhà nước", "chính sách của nhà nước", said("chính sách của nhà nước"), forms=ND30),
    Case("K12", "do Chủ tịch Nguyễn Văn An chủ trì", "do chủ tịch Nguyễn Văn An chủ trì",
         said("do chủ tịch Nguyễn Văn An chủ trì")),
    Case("K13", "theo Quyết định số 12/QĐ-UBND", "theo quyết định số 12/QĐ-UBND",
         said("theo quyết định số 12/QĐ-UBND")),
    Case("K13", "theo Luật Đất đai", "theo Luật đất đai", said("theo Luật đất đai")),
    Case("K14", "tại Chương II Nghị định này", "tại chương II Nghị định này", said("tại chương II Nghị định này")),
    Case("K14", "nêu tại khoản này", "nêu tại Khoản này", said("nêu tại Khoản này"), forms=ND30),
    Case("K15", "họp vào sáng thứ Hai", "họp vào sáng thứ hai", said("họp vào sáng thứ hai")),
    Case("K15", "xong trong tháng Tám", "xong trong tháng tám", said("xong trong tháng tám")),
    Case("K16", "nghỉ tết Nguyên đán", "nghỉ tết nguyên đán", said("nghỉ tết nguyên đán")),
    Case("K16", "mừng ngày Quốc khánh 2-9", "mừng ngày quốc khánh 2-9", said("mừng ngày quốc khánh 2-9")),
    Case("K17", "được tặng Huân chương Lao động hạng Nhất", "được tặng Huân chương Lao động hạng nhất",
         said("được tặng Huân chương Lao động hạng nhất")),
    Case("K18", "đón xuân Bính Ngọ", "đón xuân Bính ngọ", said("đón xuân Bính ngọ")),
    Case("K18", "kỷ niệm Cách mạng tháng Tám", "kỷ niệm Cách mạng Tháng Tám",
         said("kỷ niệm Cách mạng Tháng Tám")),
    Case("K19", "đăng trên tạp chí Cộng sản", "đăng trên tạp chí Cộng Sản", said("đăng trên tạp chí Cộng Sản")),
    Case("K20", "phát triển kinh tế - xã hội", "phát triển kinh tế-xã hội", said("phát triển kinh tế-xã hội")),
]  # fmt: skip
