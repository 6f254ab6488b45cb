"""Phụ lục kết quả: tables and sentences of a published result, as values. Rounding happens here, once.

Word, xlsx, json and html are written elsewhere, all from the same table; what a cell looks like is decided by
``printing`` alone.
"""
