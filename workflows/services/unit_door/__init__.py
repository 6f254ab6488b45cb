"""Cửa của đơn vị: what a unit, the Post and the supervisors do through the portal, each with its own work only."""
