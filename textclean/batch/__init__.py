"""Cleaning many documents: what there is to do, doing it, and keeping account of it."""
