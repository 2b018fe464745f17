"""Strings that are one of a fixed few, as cheap to name as any attribute."""

from __future__ import annotations

from typing import Any, Self


class Member(str):
    """What `enum.StrEnum` is, less its price.

    Python 3.11 looks a member of an enumeration up through a hook that takes eight times as long as
    an attribute, and filters ask `block.kind is Kind.HEADING` a thousand times a document.  Here
    the annotations of a subclass are the names of its members, in lower case their values:

    >>> class Colour(Member):
    ...     RED: ClassVar[Colour]
    ...     GREEN: ClassVar[Colour]
    >>> Colour.RED, Colour("green") is Colour.GREEN, Colour.all()
    (Colour.RED, True, (Colour.RED, Colour.GREEN))
    """

    __slots__ = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for name in cls.__annotations__:
            setattr(cls, name, super().__new__(cls, name.lower()))

    def __new__(cls, value: str) -> Self:
        """Return the member of a value.

        Raises:
            ValueError: there is none.
        """
        for member in cls.all():
            if member == value:
                return member
        raise ValueError(f"{value!r} is not a {cls.__name__}")

    @classmethod
    def all(cls) -> tuple[Self, ...]:
        """Return the members in order."""
        return tuple(getattr(cls, name) for name in cls.__annotations__)

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (str(self),))

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.upper()}"
