"""Credits of pictures as agencies write them: a name and an agency with a slash between them."""

from __future__ import annotations

from textclean.startup.lazy import lazy_compile

_AGENCY = (
    r"(?:AP(?: Photo| Images)?|AFP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|dpa|DPA|APA|ANSA|Lusa|LUSA|"
    r"TASS|Sputnik|PAP|\u010cTK|CTK|NTB|TT|ANP|Belga|BELGA|Xinhua|Kyodo|Getty(?: Images)?|"
    r"Shutterstock|"
    r"iStock|Imago|imago(?: images)?|Alamy|Keystone|KEYSTONE|PA(?: Wire| Images| Media)?|Zuma|ZUMA|"
    r"SIPA|Sipa|Bloomberg|Anadolu(?: Agency)?|AA|MTI|Agerpres|Ritzau|Scanpix|Lehtikuva|NurPhoto|"
    r"picture alliance|Picture Alliance|ddp|epd|KNA)"
)
_UPPER = r"[^\W\da-z_]"
_WORD = rf"{_UPPER}[\w.'\u2019-]*+"
_NAME = rf"{_WORD}(?: (?:van|von|de|der|del|da|di|al|el|bin|{_WORD})){{0,4}}"
_SLASH = r" ?/ ?"
_CREDIT = lazy_compile(
    rf"(?:(?:^|(?<=[.!?\u2026\"\u201d] )|(?P<sign>[(\[|\u2013\u2014-] ?))"
    rf"(?P<named>{_NAME}{_SLASH}{_AGENCY}(?:{_SLASH}[^/]{{2,40}})?)"
    rf"|(?:^|(?<=\s)|[(\[])(?P<agency>{_AGENCY}{_SLASH}{_NAME}(?:{_SLASH}[^/]{{2,40}})?)"
    rf"|(?<=\s)/ ?(?P<alone>{_AGENCY})|(?<=[.!?\u2026\"\u201d] )/ ?(?P<behind>{_NAME}))"
    r"[)\]]?\Z"
)
LONGEST_CREDIT = 120
"""Characters; two names, an agency and a pool have 60."""


def find_credit(text: str) -> tuple[int, str] | None:
    """Return where the credit at the end of a text begins, and the credit; None without one.

    >>> find_credit("The ferry at the quay. REUTERS/Ana Marsh")
    (23, 'REUTERS/Ana Marsh')
    >>> find_credit("The ferry at the quay [Ana Marsh/AFP]")
    (22, 'Ana Marsh/AFP')
    >>> find_credit("The ferry at the quay. / ANA MARSH")
    (23, 'ANA MARSH')
    >>> find_credit("She works for AFP/Reuters and others.")
    """
    if "/" not in text[-LONGEST_CREDIT:]:
        return None
    begin = max(0, len(text) - LONGEST_CREDIT)
    found = _CREDIT.search(text.rstrip(), begin)
    if found is None:
        return None
    return found.start(), found[found.lastgroup or 0]
