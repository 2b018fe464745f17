"""The cheap named tuples and dataclasses act like the standard ones."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import typing
from typing import Any, ClassVar

import pytest

from textclean.plugins import configure
from textclean.startup.records import NamedTuple, dataclass


class Point(NamedTuple):
    """A point."""

    x: int
    y: int = 2
    label: str = ""

    @property
    def both(self) -> int:
        return self.x + self.y


class Standard(typing.NamedTuple):
    """The same as the standard library makes it."""

    x: int
    y: int = 2
    label: str = ""


class Named(Point):
    """A subclass."""


@dataclass(frozen=True)
class Options:
    """Options."""

    style: str = "keep"
    words: typing.Mapping[str, int] = {}
    least: int = 3
    name: ClassVar[str] = "options"


@dataclasses.dataclass(frozen=True)
class StandardOptions:
    """The same as the standard library makes it."""

    style: str = "keep"
    words: typing.Mapping[str, int] = dataclasses.field(default_factory=dict)
    least: int = 3
    name: ClassVar[str] = "options"


@dataclass(frozen=True)
class Needy:
    """Has a field without a default."""

    size: int


def test_a_named_tuple_is_made_and_shown_like_a_standard_one() -> None:
    for made, standard in (
        (Point(1), Standard(1)),
        (Point(1, 3, "a"), Standard(1, 3, "a")),
        (Point(label="b", x=5), Standard(label="b", x=5)),
        (Point._make([1, 2, "c"]), Standard._make([1, 2, "c"])),
        (Point(1)._replace(y=9), Standard(1)._replace(y=9)),
    ):
        assert made == standard and hash(made) == hash(standard)
        assert repr(made).replace("Point", "Standard") == repr(standard)
        assert made._asdict() == standard._asdict()
        assert made.both == standard.x + standard.y
        assert not hasattr(made, "__dict__")
    assert Point._fields == Standard._fields
    assert Point._field_defaults == Standard._field_defaults


@pytest.mark.parametrize(
    "wrong",
    [
        lambda kind: kind(),
        lambda kind: kind(1, 2, "", 4),
        lambda kind: kind(1, z=2),
        lambda kind: kind._make([1]),
    ],
)
def test_a_named_tuple_refuses_what_a_standard_one_refuses(wrong: Any) -> None:
    for kind in (Point, Standard):
        with pytest.raises(TypeError):
            wrong(kind)
    with pytest.raises(ValueError):
        Point(1)._replace(z=2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]


def test_a_named_tuple_travels_and_has_subclasses() -> None:
    for value in (Point(1), Named(1, 5)):
        assert pickle.loads(pickle.dumps(value)) == value
        assert type(copy.deepcopy(value)) is type(value)
    assert type(Named(1)._replace(x=4)) is Named
    match Point(1, 4):
        case Point(x, y):
            assert (x, y) == (1, 4)


def test_a_field_without_a_default_cannot_follow_one_with_one() -> None:
    with pytest.raises(TypeError, match="without a default"):

        class Wrong(NamedTuple):
            x: int = 1
            y: int  # type: ignore[misc]


def test_options_act_like_a_standard_frozen_dataclass() -> None:
    for made, standard in (
        (Options(), StandardOptions()),
        (Options("curly"), StandardOptions("curly")),
        (Options(least=1, style="x"), StandardOptions(least=1, style="x")),
        (dataclasses.replace(Options(), least=7), StandardOptions(least=7)),
    ):
        assert repr(made) == repr(standard).replace("Standard", "")
        assert dataclasses.asdict(made) == dataclasses.asdict(standard)
        assert pickle.loads(pickle.dumps(made)) == made
        assert made == made.__class__(made.style, made.words, made.least)
    assert Options() != Options("x") and Options() != StandardOptions()
    assert hash(Needy(1)) == hash(Needy(1))
    with pytest.raises(dataclasses.FrozenInstanceError):
        Options().style = "curly"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Options().style


def test_the_fields_of_options_are_those_of_a_standard_dataclass() -> None:
    ours, standard = dataclasses.fields(Options), dataclasses.fields(StandardOptions)
    assert [(field.name, field.default, field.type) for field in ours] == [
        (field.name, field.default, field.type) for field in standard
    ]
    assert dataclasses.is_dataclass(Options)
    assert configure(Options, {"least": "5"}) == Options(least=5)


@pytest.mark.parametrize(
    "wrong", [lambda: Needy(), lambda: Needy(1, 2), lambda: Needy(1, size=2), lambda: Needy(no=1)]
)
def test_options_refuse_what_is_no_field(wrong: Any) -> None:
    with pytest.raises(TypeError):
        wrong()
