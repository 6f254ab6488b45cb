"""Việc của cơ quan: one use case a file. Each owns its transaction; none knows Prefect or the web."""
