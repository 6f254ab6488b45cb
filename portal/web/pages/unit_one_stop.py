"""Bộ phận một cửa của đơn vị: its inspections, its overdue files."""

from portal.web.access import Doors

doors = Doors(prefix="/don-vi/mot-cua")
