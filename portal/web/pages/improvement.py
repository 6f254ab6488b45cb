"""Sổ khắc phục: what units do about their weak criteria, for the office that follows it up."""

from portal.web.access import Doors

doors = Doors(prefix="/theo-doi/{campaign}/khac-phuc")
