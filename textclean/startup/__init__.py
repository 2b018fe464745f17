"""What keeps the start cheap: values, patterns and filters that are made when used."""
