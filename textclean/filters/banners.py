"""Drops the lines that a page puts around its text.

Does: drops lines about regions, cookies, paywalls, subscriptions, newsletters, logins, apps,
advertisements, sharing, related pages, navigation, tags, technical troubles, players, donations,
shops and terms of use, as the phrase rules of the text's language and of English know them.
Corrections and editor's notes are noted, never dropped.

Leaves alone: prose, code, tables, quoted text; headings and list items unless the rule is certain
(a list goes only when all of its items do); what stands between paragraphs of prose unless the
rule is trusted there; the only line of its kind that could be the headline.

Why: such lines stand in most scraped texts.  A rule must match the whole line, and stand before
the first or after the last paragraph of prose: there phrases are right 99 times in 100, between
paragraphs 4 to 6 times in 10 (measured on labelled news and web pages).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textclean.document import Document, Kind
from textclean.finding import Action, Example, Finding, Rule, Safety
from textclean.phrases.choosing import chosen_lines
from textclean.phrases.listed import listed_lines
from textclean.phrases.matching import survey
from textclean.phrases.teasers import teaser_blocks
from textclean.signs.breadcrumbs import find_breadcrumbs
from textclean.signs.edit_links import find_edit_link
from textclean.signs.reader_header import find_header
from textclean.signs.sharing import find_buttons, is_share_bar
from textclean.startup.records import dataclass

CALLS = frozenset({"share", "follow", "paywall"})
"""Categories of calls that services are listed beside."""
NOTED = "correction"
OTHERS = frozenset({"comments", "comments-section", "byline", "date", "reading", "credit"})
"""Categories that the filters `comments` and `credits` mind."""
_BODY = "The ferry to the islands was late again on Monday, as the pilot said it would be."


def _rule(category: str, summary: str, example: str, stays: str) -> Rule:
    return Rule(
        f"banners/{category}",
        summary,
        changes=(Example(f"Late again\n\n{_BODY}\n\n{example}", f"Late again\n\n{_BODY}"),),
        stays=(f"Late again\n\n{_BODY}\n\n{stays}\n\n{_BODY}",),
    )


@dataclass(frozen=True)
class Banners:
    """Drops banners; `extra` names TOML files with phrase rules of the user's own."""

    extra: tuple[str, ...] = ()
    inside: bool = False
    """Find also lines between paragraphs: more than should go unseen, for a report."""

    name: ClassVar[str] = "banners"
    rules: ClassVar[tuple[Rule, ...]] = (
        _rule(
            "region",
            "A notice that something is not offered where the reader is.",
            "This content is not available in your region",
            "The drug is not available in your region, the pharmacist told her.",
        ),
        _rule(
            "consent",
            "A cookie or consent banner.",
            "Accept all cookies",
            "A cookie banner asks a reader to accept all cookies or to leave.",
        ),
        _rule(
            "paywall",
            "A notice that the text is for those who pay.",
            "This article is for subscribers only.",
            "The club is for members only, and has been for a hundred years.",
        ),
        _rule(
            "subscription",
            "An offer to subscribe.",
            "Start your free trial today",
            "The subscription costs five euros a month.",
        ),
        _rule(
            "newsletter",
            "An invitation to a newsletter.",
            "Sign up for our daily newsletter",
            "She sends a newsletter about bees to forty people.",
        ),
        _rule(
            "login",
            "A login or sign-up line.",
            "Log in or sign up",
            "Login data of a million people were for sale.",
        ),
        _rule(
            "app",
            "A pointer to an app.",
            "Download our free app",
            "The app was downloaded a million times.",
        ),
        _rule(
            "ad",
            "The marker of an advertisement.",
            "ADVERTISEMENT",
            "The advertisement was banned in the spring.",
        ),
        _rule(
            "share",
            "A bar of share buttons.",
            "Share this article",
            "Share prices fell on Monday.",
        ),
        _rule(
            "follow",
            "A pointer to accounts on social networks.",
            "Follow us on Twitter",
            "Follow the path to the mill.",
        ),
        _rule(
            "related",
            "A heading or link of related pages.",
            "You may also like",
            "Read more: how the council spent its money",
        ),
        _rule(
            "navigation",
            "A link to a part of the page or the site, or the way to it.",
            "Skip to main content",
            "Skip to the next chapter if you are in a hurry.",
        ),
        _rule(
            "tags",
            "A line of tags.",
            "Tags: ferries, islands",
            "The tags: how to read a label",
        ),
        _rule(
            "technical",
            "A message of the site's machinery.",
            "Please enable JavaScript to view this page.",
            "Loading the ship took a week.",
        ),
        _rule(
            "player",
            "A text of an audio or video player.",
            "Listen to this article",
            "Listen to the sea, she said.",
        ),
        _rule(
            "donation",
            "An appeal for money.",
            "Support our journalism",
            "Donate blood on Friday at the town hall.",
        ),
        _rule(
            "commerce",
            "A button of a shop.",
            "Add to cart",
            "The basket is empty, said the boy.",
        ),
        _rule(
            "legal",
            "A line of terms, privacy or copyright.",
            "Privacy Policy | Terms of Use",
            "The policy protects the privacy of patients.",
        ),
        Rule(
            "banners/correction",
            "A correction or an editor's note: part of the text, noted for a person.",
            Safety.NOTE,
            stays=("Correction: the ferry was late on Tuesday, not on Monday.",),
        ),
        Rule(
            "banners/edit-link",
            "The link to edit a section, behind its heading.",
            changes=(
                Example(
                    f"Early boats[edit]\n\n{_BODY}\n\nSpäte Boote [Bearbeiten | Quelltext]",
                    f"Early boats\n\n{_BODY}\n\nSpäte Boote",
                ),
            ),
            stays=("The letters [editor's note]", "[edit]", "The word [edit] stood in brackets."),
        ),
        Rule(
            "banners/reader-header",
            "The header that a reading service writes above the text: metadata.",
            changes=(
                Example(
                    "Title: Late again\n\nURL Source: https://example.com/late\n\nPublished Time:"
                    f" 2024-05-03\n\nMarkdown Content:\n{_BODY}\n\n{_BODY} Still.",
                    f"Late again\n\n{_BODY}\n\n{_BODY} Still.",
                ),
            ),
            stays=(
                f"Title: Late again\n\n{_BODY}\n\nURL Source: https://example.com/late",
                f"Markdown Content:\n\n{_BODY}",
            ),
        ),
        Rule(
            "banners/own",
            "A line that a rule of the user's own names.",
            stays=("The ferry was late again.",),
        ),
    )

    def find(self, document: Document) -> Iterator[Finding]:
        """Yield a drop for each line that a trusted rule matches, a note for each correction."""
        lines = survey(document, self.extra)
        title = document.metadata.title
        chosen = list(chosen_lines(lines, title, _minds, inside=self.inside))
        matched = {line.number for line in chosen}
        for line in chosen:
            category = line.match.category
            rule = f"banners/{category}"
            yield Finding(
                rule if rule in KNOWN else "banners/own",
                Action.NOTE if category == NOTED else Action.DROP,
                line.number,
                evidence=line.evidence,
            )
        if document.format in ("text", "markdown"):
            for number, head in listed_lines(lines, chosen, linked=document.format != "text"):
                matched.add(number)
                evidence = f"listed under: {head.block.text.strip()}"
                yield Finding(
                    f"banners/{head.match.category}", Action.DROP, number, evidence=evidence
                )
        if document.format == "html":
            for number, heading in teaser_blocks(document, lines, chosen, self.extra):
                if number not in matched:
                    matched.add(number)
                    evidence = f"listed under: {heading.strip()}"
                    yield Finding("banners/related", Action.DROP, number, evidence=evidence)
        if document.format == "text":
            calls = {line.number for line in chosen if line.match.category in CALLS}
            buttons = find_buttons(list(document.standing()), calls, matched) if calls else ()
            for number in sorted(set(buttons)):
                matched.add(number)
                evidence = "a service or a count beside a call to share"
                yield Finding("banners/share", Action.DROP, number, evidence=evidence)
        yield from _other_furniture(document, matched)


def _other_furniture(document: Document, matched: set[int]) -> Iterator[Finding]:
    """Yield what is told by its links, brackets and signs, among the lines not yet matched."""
    linked = document.format != "text"
    for number, block in document.standing():
        if number in matched:
            continue
        if linked and block.marks and is_share_bar(block):
            matched.add(number)
            evidence = "all links to share the page with"
            yield Finding("banners/share", Action.DROP, number, evidence=evidence)
        elif (cut := find_edit_link(block)) is not None:
            # What can be edited by itself is a section: a plain text has lost that it is headed.
            lost = not linked and block.kind is Kind.PARAGRAPH
            sets = (("kind", Kind.HEADING), ("level", 2)) if lost else ()
            yield Finding("banners/edit-link", Action.EDIT, number, edits=(cut,), sets=sets)
    for header in find_header(document):
        if header.number not in matched:
            matched.add(header.number)
            unknown = header.field and not getattr(document.metadata, header.field)
            yield Finding(
                "banners/reader-header",
                Action.EDIT if header.cut else Action.DROP,
                header.number,
                edits=(header.cut,) if header.cut else (),
                sets=((f"metadata.{header.field}", header.value),) if unknown else (),
            )
    for number, evidence in find_breadcrumbs(document):
        if number not in matched:
            yield Finding("banners/navigation", Action.DROP, number, evidence=evidence)


KNOWN = frozenset(rule.id for rule in Banners.rules)


def _minds(category: str) -> bool:
    return category not in OTHERS
