"""What autodoc does not see of our values: an attrs field's own type, and the members of an enum."""

import importlib
from enum import Enum

import attrs
from sphinx.application import Sphinx
from sphinx.util.typing import stringify_annotation


def signature(
    app: Sphinx, what: str, name: str, obj: object, options: object, given: str, returns: str
) -> tuple[str, str] | None:
    """The fields with their types; a converter's annotation says only what may be passed in."""
    if what != "class" or not isinstance(obj, type) or not attrs.has(obj):
        return None
    shown: list[str] = []
    for field in attrs.fields(obj):
        if not field.init:
            continue
        if field.kw_only and "*" not in shown:
            shown.append("*")
        text = f"{field.alias}: {stringify_annotation(field.type, 'smart')}"
        if isinstance(field.default, attrs.Factory):
            text += " = ()"
        elif field.default is not attrs.NOTHING:
            text += f" = {field.default!r}"
        shown.append(text)
    return f"({', '.join(shown)})", returns


def members(
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """The members of an enum, one a line, after its docstring."""
    if what == "class" and isinstance(obj, type) and issubclass(obj, Enum):
        lines += ["", *(f"* ``{m.name}`` = ``{m.value!r}``" for m in obj), ""]


def _directive(value: object) -> str:
    if isinstance(value, type):
        return "autoclass"
    return "autofunction" if callable(value) else "autodata"


def reexported(fullname: str) -> list[tuple[str, str]]:
    """What a module offers in its ``__all__`` out of a private module, each with its directive.

    Only out of its own package: what a package further out offers again is shown where it lives.
    """
    module = importlib.import_module(fullname)
    found = []
    for name in getattr(module, "__all__", ()):
        value = getattr(module, name)
        home = getattr(value, "__module__", fullname)
        package, _, last = home.rpartition(".")
        if last.startswith("_") and package in (fullname, fullname.rpartition(".")[0]):
            found.append((name, _directive(value)))
    return found


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen to autodoc."""
    app.connect("autodoc-process-signature", signature)
    app.connect("autodoc-process-docstring", members)
    app.config.autosummary_context = {"reexported": reexported}
    return {"parallel_read_safe": True, "parallel_write_safe": True}
