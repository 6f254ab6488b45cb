"""Kiểm tra thể thức: whether a document is laid out as the law of its day wants, rule by rule."""

from directives.checking.checker import CheckReport, check_file
from directives.checking.findings import Finding

__all__ = ["CheckReport", "Finding", "check_file"]
