"""Bài học: what the last campaign taught, and whether this year's figures show it mended."""

from portal.web.access import Doors

doors = Doors(prefix="/theo-doi/{campaign}/bai-hoc")
