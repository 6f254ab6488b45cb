"""Thông tin, tuyên truyền: texts for press, loudspeaker and notice board; who has published what."""

from portal.web.access import Doors

doors = Doors(prefix="/theo-doi/{campaign}/truyen-thong")
