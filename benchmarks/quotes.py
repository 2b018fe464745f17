"""Quotation marks: textclean against other tools, on text that is made here, in one run.

    python -m benchmarks.quotes [--paragraphs N] [--show N]

Correct paragraphs are composed from a fixed seed: dialogue, quotations in quotations, apostrophes
at either end of a word, in American and British style.  They are then made straight (and are to be
curly again), mangled in one of fourteen ways (and are to be as they were), or left (and are to
stay).  A paragraph counts when it is right to the last mark.  The others take part when they are
installed: smartypants, pyromark's smart punctuation, ftfy's uncurl (which only straightens, so it
is held to straight marks).
"""

from __future__ import annotations

import argparse
import html
import random
import re
import time
from collections.abc import Callable
from importlib.util import find_spec

from textclean.chain import Chain, Step, run
from textclean.document import Block, Document, Kind, Metadata, Piece
from textclean.filters.quotes import Quotes

Tool = Callable[[list[str]], list[str]]

NAMES = ["Ada", "Bram", "Clara", "Dennis", "Edith", "Fergus", "Greta", "Hollis"]
VERBS = ["said", "asked", "cried", "answered", "whispered"]
SPEECH = (
    "I~ never seen the Harrises~ boat so low",
    "get ~em aboard before the tide turns",
    "it~s the ~90s all over again",
    "the captain told me, <Don~t wait for the others,> and I didn~t",
    "my father called it <the long field> and nobody else did",
    "we were goin~ home when the light went out",
    "~twas nothing but rock ~n~ roll",
    "there isn~t a house on that road",
    "mind your p~s and q~s, the Joneses~ boy is listening",
    "bring the lamp and the two green bottles",
)
PLAIN = (
    "The [new] pier isn~t open, and the [old] one burned in ~98.",
    "She wrote [late] on the card; nobody~s fault, the neighbours~ dog ate it.",
    "They went in—[if it~s dry]—and came out again.",
    "Nobody had seen the key since the winter.",
)
NARRATION = (
    "The path ran along the wall as far as the mill, and there it turned up into the wood.",
    "All that autumn the boats lay idle, for no one on that coast had bought a barrel of salt.",
    "It wasn~t the first winter that she had spent in the house, nor would it be the last.",
    "Two men came up from the quay with a ladder, set it against the gable, and went in to eat.",
    "By the time the lamps were lit the whole of the lower town knew about the pilot~s letter.",
    "He counted the money twice, put it back into the tin, and took his coat from the nail.",
)
MANGLING: dict[str, Callable[[str], str]] = {
    "TeX": lambda t: _map(t, "“”‘’", ("``", "''", "`", "'")),
    "right for left": lambda t: t.replace("“", "”"),
    "left for right": lambda t: t.replace("”", "“"),
    "swapped": lambda t: t.translate(str.maketrans("“”", "”“")),
    "straight closer": lambda t: t.replace("”", '"'),
    "straight opener": lambda t: t.replace("“", '"'),
    "two singles": lambda t: _map(t, "“”", ("''", "''")),
    "primes": lambda t: _map(t, "“”", ("″", "″")),
    "low opener": lambda t: t.replace("“", "„"),
    "one guillemet": lambda t: t.replace("“", "«"),
    "inner spaces": lambda t: _map(t, "“”", ("“ ", " ”")),
    "doubled": lambda t: _map(t, "“”", ("““", "””")),
    "stray closer": lambda t: t.replace("”", '``"'),
    "grave apostrophe": lambda t: re.sub(r"(?<=\w)’(?=\w)", "`", t),
}


def _map(text: str, old: str, new: tuple[str, ...]) -> str:
    return text.translate({ord(mark): sign for mark, sign in zip(old, new, strict=True)})


def flat(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def american(text: str) -> str:
    """Return a composed text with its quotations in double marks."""
    return text.translate(str.maketrans("[]<>~", "“”‘’’"))


def british(text: str) -> str:
    """Return a composed text with its quotations in single marks."""
    return text.translate(str.maketrans("[]<>~", "‘’“”’"))


def compose(rng: random.Random) -> str:
    """Return a paragraph: brackets for the outer marks, angles for the inner, ~ an apostrophe."""
    if rng.random() < 0.25:
        return rng.choice(PLAIN)
    first, second = rng.sample(SPEECH, 2)
    form = rng.choice(
        (
            "[{0},] {2} {3}. [{1}.]",
            "{3} {2}: [{0}.] The others looked up.",
            "[{0}?] {2} {3}, [or is it that {1}?]",
            "[{0}—] {3} stopped. [{1}!]",
        )
    )
    return form.format(first, second, rng.choice(VERBS), rng.choice(NAMES))


def chapter(rng: random.Random, paragraphs: int) -> list[str]:
    """Return paragraphs as in a book, straight: one in three is dialogue, the rest narration."""
    return [
        flat(
            american(
                compose(rng)
                if rng.random() < 1 / 3
                else " ".join(rng.sample(NARRATION, rng.randint(3, 6)))
            )
        )
        for _ in range(paragraphs)
    ]


def textclean_tool(style: str) -> Tool:
    chain = Chain((Step(Quotes(style=style)),))  # type: ignore[arg-type]

    def tool(paragraphs: list[str]) -> list[str]:
        blocks, offset = [], 0
        for text in paragraphs:
            extent = (offset, offset + len(text))
            blocks.append(Block(Kind.PARAGRAPH, text, (Piece(0, offset, len(text)),), extent))
            offset += len(text) + 1
        source = "\n".join(paragraphs)
        document = Document("", source, "text", tuple(blocks), Metadata(language="en"))
        return [block.text for block in run(document, chain)[0].blocks]

    return tool


def tools() -> dict[str, tuple[Tool, bool]]:
    """Return each tool that is installed, and whether it makes marks curly."""
    found: dict[str, tuple[Tool, bool]] = {
        "textclean": (textclean_tool("curly"), True),
        "textclean, straight": (textclean_tool("straight"), False),
    }
    if find_spec("smartypants"):
        import smartypants

        kinds = smartypants.Attr.q | smartypants.Attr.B
        found["smartypants"] = (
            lambda texts: [html.unescape(smartypants.smartypants(text, kinds)) for text in texts],
            True,
        )
    if find_spec("pyromark"):
        import pyromark

        options = pyromark.Options.ENABLE_SMART_PUNCTUATION
        found["pyromark"] = (
            lambda texts: [
                html.unescape(re.sub("</?p>|\n", "", pyromark.html(text, options=options)))
                for text in texts
            ],
            True,
        )
    if find_spec("ftfy"):
        from ftfy.fixes import uncurl_quotes

        found["ftfy uncurl"] = (lambda texts: [uncurl_quotes(text) for text in texts], False)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--paragraphs", type=int, default=3000)
    parser.add_argument("--show", type=int, default=0, help="wrong paragraphs to show a set")
    given = parser.parse_args()
    rng = random.Random(20)
    composed = [compose(rng) for _ in range(given.paragraphs)]
    gold, uk = [american(text) for text in composed], [british(text) for text in composed]
    ways = [rng.choice(list(MANGLING)) for _ in gold]
    sets = {
        "straight US": ([flat(text) for text in gold], gold),
        "straight UK": ([flat(text) for text in uk], uk),
        "mangled": ([MANGLING[way](text) for way, text in zip(ways, gold, strict=True)], gold),
        "correct": (gold, gold),
    }
    book = chapter(rng, given.paragraphs)
    print(f"{given.paragraphs} paragraphs, right in %; speed on as many of a straight book")
    print(f"| {'tool':20} | " + " | ".join(f"{name:>11}" for name in sets) + " |  MB/s |")
    print("|---" * (len(sets) + 2) + "|")
    for name, (tool, curly) in tools().items():
        tool(gold[:50] + sets["straight US"][0][:50])  # loads what is loaded on use
        start = time.process_time()
        tool(book)
        speed = sum(map(len, book)) / 1e6 / max(time.process_time() - start, 1e-9)
        cells = []
        for given_texts, wanted in sets.values():
            out = tool(given_texts)
            right = [text if curly else flat(text) for text in wanted]
            wrong = [pair for pair in zip(out, right, strict=True) if pair[0] != pair[1]]
            cells.append(f"{100 - 100 * len(wrong) / len(right):11.1f}")
            for is_, want in wrong[: given.show]:
                print(f"  got  {is_}\n  want {want}")
        print(f"| {name:20} | " + " | ".join(cells) + f" | {speed:5.1f} |")


if __name__ == "__main__":
    main()
