"""Plain texts of 6-11 kB through `textclean clean --jsonl`, documents a CPU-second.

    python -m benchmarks.throughput [--documents N]

The texts are made here: prose from a fixed seed with the defects of scraped news (banners,
bylines, captions given twice, spaces inside quote marks, mangled characters in one of ten).
ftfy's and trafilatura's own commands take part, on the same texts, when they are installed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from importlib.util import find_spec

from benchmarks.measuring import cpu_seconds

VOCABULARY = (
    "the of and to in a is that for it was on are as with his they at be this from have or by one "
    "had not but what all were when we there can an your which their said if do will each about "
    "how up out them then she many some so these would other into has more her two like him see "
    "time could no make than first been its who now people my made over did down only way find "
    "use may water long little very after words called just where most know harbour council "
    "minister strike island winter price engine village storm committee library railway question "
    "answer morning evening report budget "
)
WORDS = VOCABULARY.split()
HEAD = (
    "This content is not available in your region",
    "Sign up for our newsletter",
    "Access to the comments Comments",
)
WANTED = 400
"""Documents a CPU-second that the standard preset promises on plain texts of this size."""

TEXTCLEAN = "import sys; from textclean.cli.main import main; sys.exit(main())"
FTFY = "from ftfy.cli import main; main()"


def sentence(source: random.Random) -> str:
    """Return some words with a capital and a full stop, now and then quoted."""
    words = source.choices(WORDS, k=source.randint(7, 24))
    text = " ".join(words).capitalize() + "."
    if source.random() < 0.08:
        return f'"{text}" {source.choice(("she", "he"))} said.'
    if source.random() < 0.05:
        return text.replace(" that ", " that doesn't ", 1)
    return text


def make_text(source: random.Random) -> str:
    """Return an article of 6 to 11 thousand characters as a scraper would leave it."""
    wanted = source.randint(6000, 11000)
    caption = "Photo: " + sentence(source)
    lines = [source.choice(HEAD), "", sentence(source).rstrip("."), ""]
    lines += ["By Ada Example", caption, caption + "   -   Copyright  Example News", ""]
    length = sum(map(len, lines))
    while length < wanted:
        paragraph = " ".join(sentence(source) for _ in range(source.randint(2, 5)))
        if source.random() < 0.05:
            paragraph = f'He called it "a shame " and left. {paragraph}'
        lines += [paragraph, ""]
        length += len(paragraph) + 2
    text = "\n".join(lines)
    if source.random() < 0.1:
        text = text.replace("doesn't", "doesn\u00e2\u20ac\u2122t").replace(
            "shame", "caf\u00c3\u00a9"
        )
    return text


def main() -> int:
    """Print the table; the status is 1 when there are fewer documents a second than promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    count = parser.parse_args().documents
    source = random.Random(7)
    texts = [make_text(source) for _ in range(count)]
    size_bytes = sum(len(text.encode()) for text in texts)
    lines = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts))
    print(f"{count} texts, {size_bytes / count / 1000:.1f} kB each")
    cpu_seconds(["-c", TEXTCLEAN, "clean", "--jsonl"], lines.encode()[:20000].rpartition(b"\n")[0])
    start = cpu_seconds(["-c", TEXTCLEAN, "clean", "--jsonl"], b'{"text": "a"}\n')
    seconds = {}
    for preset in ("standard", "hook"):
        arguments = ["-c", TEXTCLEAN, "clean", "--jsonl", "--preset", preset]
        seconds[f"textclean clean --jsonl --preset {preset}"] = cpu_seconds(
            arguments, lines.encode()
        )
    if find_spec("ftfy"):
        seconds["ftfy"] = cpu_seconds(["-c", FTFY], "\n".join(texts).encode())
    if find_spec("trafilatura"):
        seconds["trafilatura.extract in a loop"] = trafilatura_seconds(texts)
    print(f"{'command':44} {'CPU s':>7} {'documents a CPU-second':>24}")
    for name, value in seconds.items():
        print(f"{name:44} {value:7.2f} {count / value:24.0f}")
    print(f"(starting and ending takes {start:.2f} s of each)")
    reached = count / (seconds["textclean clean --jsonl --preset standard"] - start)
    return int(reached < WANTED)


def trafilatura_seconds(texts: list[str]) -> float:
    """Return the CPU time of trafilatura over the texts, each as the page it would come from."""
    from html import escape

    pages = []
    for text in texts:
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
        pages.append(f"<html><body><article>{paragraphs}</article></body></html>")
    code = (
        "import json, sys, trafilatura\n"
        "for page in json.load(sys.stdin): trafilatura.extract(page)\n"
    )
    return cpu_seconds(["-c", code], json.dumps(pages).encode())


if __name__ == "__main__":
    sys.exit(main())
