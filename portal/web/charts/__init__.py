"""Biểu đồ: pictures as SVG, drawn from values; a table with the same values stands behind each."""
