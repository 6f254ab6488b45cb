"""Bảng chọn mẫu: the tables of lists, people and samples, beside those of ``storage.tables``."""
