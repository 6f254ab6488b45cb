"""Nhiệm vụ: what a document asks of whom until when."""
