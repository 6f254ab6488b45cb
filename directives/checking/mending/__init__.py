"""Sửa thể thức: repairs of what can be put right without touching the meaning."""
