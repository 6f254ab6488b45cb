"""Sổ đăng ký văn bản đi: books, the next number, the ten columns. Pure rules; the rows live in ``storage``."""
