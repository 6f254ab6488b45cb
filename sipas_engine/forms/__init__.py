"""Phiếu hỏi: the question set as something a person fills in: on paper, in Kobo, in a workbook."""
