"""Sử dụng kết quả: the acts of the year after a publication, each in the books of the plan that follows it up."""
