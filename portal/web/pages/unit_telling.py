"""Đăng tải của đơn vị: the texts it may use, and the evidence of what it published."""

from portal.web.access import Doors

doors = Doors(prefix="/don-vi/truyen-thong")
