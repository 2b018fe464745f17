"""What filters that mend characters ask of a text: where prose is, why a character stands there."""
