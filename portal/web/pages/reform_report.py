"""Báo cáo cải cách hành chính: the part on the index, drafted from all that was recorded."""

from portal.web.access import Doors

doors = Doors(prefix="/theo-doi/{campaign}/bao-cao-cchc")
