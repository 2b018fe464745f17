"""Signs of boilerplate that are more than one phrase or one line."""
