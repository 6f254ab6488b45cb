"""Phiếu điểm của đơn vị: how it is valued this year, and by what."""

from portal.web.access import Doors

doors = Doors(prefix="/don-vi/danh-gia")
