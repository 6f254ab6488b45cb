"""Sử dụng kết quả: what a published result is for: weak points mended, people told, units checked and valued. Pure."""
