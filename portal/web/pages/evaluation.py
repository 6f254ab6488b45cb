"""Đánh giá năm: the scorecard of each unit, proposals of commendation, what a person chose."""

from portal.web.access import Doors

doors = Doors(prefix="/theo-doi/{campaign}/danh-gia")
