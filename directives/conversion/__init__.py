"""Chuyển đổi: foreign files become plain values of ours, read by a child process with limits."""
