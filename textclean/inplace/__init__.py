"""Edits in a source file: where they go, and what they must not break."""
