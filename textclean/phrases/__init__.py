"""Phrase rules: what pages say around their content, in many languages, as data.

`match_line` says which rules a line meets, a `Survey` does so for a document and adds where in the
text each block stands.  The rules are TOML (`load_rules`, `all_rules`, `check_rules`); the
built-in ones are used from a compiled index.
"""

from textclean.phrases.classes import Words
from textclean.phrases.index import PhraseMatch
from textclean.phrases.matcher import match_line
from textclean.phrases.matching import Survey
from textclean.phrases.rules import PhraseRule, Problem, all_rules, check_rules, load_rules

__all__ = [
    "PhraseMatch",
    "PhraseRule",
    "Problem",
    "Survey",
    "Words",
    "all_rules",
    "check_rules",
    "load_rules",
    "match_line",
]
