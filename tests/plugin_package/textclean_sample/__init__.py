"""A filter, a reader and a writer for textclean."""
