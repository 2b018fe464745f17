"""Clean scraped or pasted text, and account for every change."""
