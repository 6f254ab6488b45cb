"""Văn bản đến tại bàn: files dropped in a browser, read, compared by the clerk, entered; and what follows from them."""
