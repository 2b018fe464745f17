"""What score a block needs, by its kind and by what stands around it."""

from textclean.document import Block, Source
from textclean.read.html import read
from textclean.scoring.cut import (
    CAPTION,
    CODE_SHARE,
    HELD_SHARE,
    IN_ASIDE,
    IN_DIALOG,
    QUOTE_SHARE,
    block_thresholds,
)


def blocks(body: str) -> tuple[Block, ...]:
    return read(f"<body>{body}</body>", Source()).blocks


TABLE = "<table><tr><td>Day</td><td>Tide</td></tr><tr><td>Monday</td><td>2 m</td></tr></table>"


def test_a_caption_must_be_clear() -> None:
    page = blocks("<p>Text of it</p><figure><img src=a><figcaption>A mill</figcaption></figure>")
    page = tuple(block for block in page if block.text)
    assert block_thresholds(page, [0.9, 0.7], 0.5) == [0.5, CAPTION]


def test_what_opens_over_the_page_must_be_clearer() -> None:
    page = blocks("<p>Text</p><div role=dialog><p>Pick your country</p></div>")
    assert block_thresholds(page, [0.9, 0.5], 0.4) == [0.4, IN_DIALOG]
    assert block_thresholds(page, [0.9, 0.5], 0.7) == [0.7, 0.7]


def test_a_table_amid_what_is_kept_needs_half() -> None:
    page = blocks(f"<p>One</p><p>Two</p>{TABLE}<p>Three</p>")
    assert block_thresholds(page, [0.9, 0.9, 0.3, 0.9], 0.5)[2] == HELD_SHARE * 0.5


def test_a_table_beside_what_is_dropped_needs_as_much_as_all() -> None:
    page = blocks(f"<p>One</p><p>Two</p>{TABLE}<p>Three</p>")
    assert block_thresholds(page, [0.1, 0.9, 0.3, 0.9], 0.5) == [0.5] * 4


def test_what_its_names_set_apart_must_be_clear() -> None:
    page = blocks("<p>Text of a post</p><div class='post-signature'><b>Me</b></div>")
    assert block_thresholds(page, [0.9, 0.6], 0.5) == [0.5, IN_ASIDE]


def test_names_tell_nothing_of_what_is_most_of_a_page() -> None:
    page = blocks("<div class='newsletter'><p>The text of this week.</p></div><p>Bye</p>")
    assert block_thresholds(page, [0.8, 0.6], 0.5) == [0.5, 0.5]


def test_code_at_the_end_of_what_is_likely_needs_little() -> None:
    page = blocks("<p>One</p><p>Two</p><pre>make all</pre>")
    assert block_thresholds(page, [0.9, 0.4, 0.2], 0.6)[2] == CODE_SHARE * 0.6
    assert block_thresholds(page, [0.9, 0.1, 0.2], 0.6)[2] == 0.6


def test_a_quotation_between_what_is_kept_on_a_clear_page_needs_less() -> None:
    page = blocks("<p>One</p><blockquote>Words</blockquote><p>Three</p>")
    assert block_thresholds(page, [0.9, 0.5, 0.9], 0.6)[1] == QUOTE_SHARE * 0.6
    assert block_thresholds(page, [0.9, 0.5, 0.1], 0.6)[1] == 0.6
    assert block_thresholds(page, [0.9, 0.4, 0.9], 0.5)[1] == 0.5


def test_a_paragraph_between_what_is_kept_needs_as_much_as_all() -> None:
    page = blocks("<p>One</p><p>Words</p><p>Three</p>")
    assert block_thresholds(page, [0.9, 0.5, 0.9], 0.6)[1] == 0.6


def test_the_captions_of_a_gallery_need_no_more_than_its_text() -> None:
    figure = "<figure><img src=a><figcaption>{}</figcaption></figure>"
    pictures = "".join(map(figure.format, ("The mill in the frost", "The pier at high tide")))
    page = tuple(block for block in blocks(f"<p>A year in pictures</p>{pictures}") if block.text)
    assert block_thresholds(page, [0.9, 0.7, 0.7], 0.5) == [0.5] * 3
