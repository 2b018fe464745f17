"""Measures of a page's blocks, and what the learned scorer makes of them."""
