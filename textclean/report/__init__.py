"""A run over many documents, summed up for a person and for a program."""
