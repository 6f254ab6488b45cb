"""Bảng đếm: how many answers of each kind every group gave to every criterion. Tallies add up exactly."""
