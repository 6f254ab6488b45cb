"""Bảng thực địa: the tables of forms handed out and taken back, visits and re-checks."""
