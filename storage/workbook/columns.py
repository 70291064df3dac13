"""What a sheet's format is made of: columns, how each is read, and what it refers to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from storage.workbook.cells import line
from storage.workbook.grid import Raw

REQUIRED: Final = object()
"""The default of a column whose cells may not be empty."""


@dataclass(frozen=True, slots=True)
class Reference:
    """`what` the value should be, found by code in `sheets`, one of the words `also`, or a group of the settings."""

    what: str
    sheets: tuple[str, ...]
    also: tuple[str, ...] = ()
    groups: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """An `added` column came later: where it is missing, every cell of it is empty."""

    head: str
    read: Callable[[Raw], Any] = line
    default: Any = REQUIRED
    refers: Reference | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`key` is the column of its codes; `labels` are columns by which people also name a row; `unique` never repeat.

    An `optional` sheet that is missing is an empty one; a sheet with rows wants those that it `needs`.
    """

    name: str
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...]
    key: str | None = None
    labels: tuple[str, ...] = ()
    may_be_empty: bool = False
    optional: bool = False
    needs: tuple[str, ...] = ()


ROLE = Reference("角色代码", ("角色",))
PERSON = Reference("人员编号", ("人员",))
PLACE = Reference("地点编码", ("地点",))
SHIFT = Reference("班次代码", ("班次",))
ROLE_OR_PERSON = Reference("角色代码或人员编号", ("角色", "人员"))
