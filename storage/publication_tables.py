"""Bảng công bố: the tables of published bundles."""
