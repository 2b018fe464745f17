"""Write the compiled rules: `python -m textclean.phrases.build`, after any change to the TOML.

The index of a language is `textclean/data/phrases/index/LANGUAGE.json`; that of the rules that
hold in every language is `any.json`.  A test holds the files equal to what this writes.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from textclean.phrases.beginnings import dump_beginnings
from textclean.phrases.classes import INDEX, folded_date_words
from textclean.phrases.index import Index
from textclean.phrases.rules import PhraseRule, all_rules


def compiled() -> dict[str, str]:
    """Return the contents of the index files by their names."""
    by_language: defaultdict[str, list[PhraseRule]] = defaultdict(list)
    for rule in all_rules():
        by_language["any" if rule.language == "*" else rule.language].append(rule)
    indexes = {language: Index.build(rules) for language, rules in sorted(by_language.items())}
    return {
        **{f"{language}.json": index.dump() for language, index in indexes.items()},
        "beginnings.txt": dump_beginnings(indexes),
        "date_words.txt": folded_date_words(),
    }


def main() -> None:
    """Write every index file and remove those whose language has gone."""
    folder = Path(INDEX)
    folder.mkdir(exist_ok=True)
    contents = compiled()
    for old in folder.iterdir():
        if old.name not in contents:
            old.unlink()
    for name, text in contents.items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
