"""Đọc văn bản: what an official document says, as a record other programs can use."""

from directives.reading.reader import read_file
from directives.reading.record import Record

__all__ = ["Record", "read_file"]
