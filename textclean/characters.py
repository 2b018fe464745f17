"""The characters of a text that are not ASCII: few in most, and all that many tests ask for."""

from __future__ import annotations

_ASCII = bytes(range(128))


def beyond_ascii(text: str) -> str:
    """Return the characters of a text that are not ASCII, in order.

    To look for rare ones among them takes half the time that a search of the text does, or less.

    >>> beyond_ascii("l'été !")
    'éé'
    """
    if text.isascii():
        return ""
    # Bytes are deleted several times faster than characters.
    data = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return data.decode("utf-8", "surrogatepass")
