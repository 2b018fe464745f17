"""Phrase rules: what pages say around their content, in many languages, as data.

`matcher.match_line` says which rules a line meets; a `matching.Survey` does so for a document and
adds where in the text each block stands.  The rules are TOML (`rules.load_rules`, `all_rules`,
`check_rules`); the built-in ones are used from a compiled index.
"""
