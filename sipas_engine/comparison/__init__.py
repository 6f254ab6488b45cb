"""So sánh: the same index by groups of people, over the years across mergers, and in points of the PAR index."""
