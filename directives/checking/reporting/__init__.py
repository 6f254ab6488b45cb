"""Trình bày kết quả: a report as SARIF, as a page, as comments in the Word file."""
