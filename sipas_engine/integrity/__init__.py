"""Kiểm soát chất lượng phiếu: signs of fabrication, supervision and re-check; reasons to look, never rejections."""
