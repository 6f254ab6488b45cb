"""Nhận định, mong đợi: what people said besides their satisfaction, as counts and shares (F9, F10)."""
