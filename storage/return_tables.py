"""Bảng phiếu gửi về: versions of returns, closing and reopening, question sets of campaigns, cuts."""
