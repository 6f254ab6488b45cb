"""Trao đổi văn bản: documents on their way to others: edXML messages, recipients, e-mail, envelopes, postal book.

Values and pure functions; what carries them (folders, mail servers, the books) is in the rooms above.
"""
