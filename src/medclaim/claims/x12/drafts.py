"""Values filled without their converters: what was read is typed already."""

from functools import cache
from typing import Any

import attrs


@cache
def draft(cls: Any) -> Any:
    """A class with the slots of a frozen one, whose objects are filled and then become of that one.

    Each field costs a store; going around the frozen class costs ten times as much.
    """
    slots = tuple(field.name for field in attrs.fields(cls))
    return type(f"{cls.__name__}Draft", cls.__bases__, {"__slots__": slots})
