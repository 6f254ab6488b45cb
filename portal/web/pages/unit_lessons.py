"""Bài học của đơn vị: what the last campaign said of it, and what this year's figures say."""

from portal.web.access import Doors

doors = Doors(prefix="/don-vi/bai-hoc")
