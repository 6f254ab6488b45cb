"""Soát mẫu: everything wrong in an office's own Word template, found in one reading and named by its place."""
