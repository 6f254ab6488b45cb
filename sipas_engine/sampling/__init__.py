"""Chọn mẫu: from the list of everybody to the people who are asked, so that anyone can draw them again."""
