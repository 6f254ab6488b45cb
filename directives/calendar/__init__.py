"""Lịch: working days with their announced exceptions, dates as documents write them, today in Việt Nam."""
