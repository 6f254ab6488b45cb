"""Đo tốc độ: each figure beside its peer's, measured in one run; never a test, never a promise."""
