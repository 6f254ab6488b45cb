"""Sổ khắc phục của đơn vị: its weak criteria, and what it does about them."""

from portal.web.access import Doors

doors = Doors(prefix="/don-vi/khac-phuc")
