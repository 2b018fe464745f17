"""The engine of the `quotes` filter: find the marks, pair them, say what is wrong with each."""
