"""Bộ phận một cửa: inspections against their quota, overdue files against apologies, handling decisions."""

from portal.web.access import Doors

doors = Doors(prefix="/theo-doi/{campaign}/mot-cua")
