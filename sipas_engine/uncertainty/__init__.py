"""Sai số: how sure a published figure is: standard errors, intervals, rank sets."""
