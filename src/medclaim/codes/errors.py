"""The one exception of ``medclaim.codes`` and the closed set of reasons it gives."""

from medclaim.malformed import Reason

__all__ = ["InvalidCode", "Reason"]


class InvalidCode(ValueError):
    """A text that is not a value of the code system it was given to.

    ``system`` is the system's name, ``reason`` a :class:`Reason`, ``position`` the 1-based
    character at fault or ``None``, ``suggestion`` the nearest right text or ``None``. The message
    never repeats the text: it may be anything a person typed.

    >>> error = InvalidCode("NPI", Reason.CHECK_DIGIT, "the last digit should be 3", position=10)
    >>> str(error)
    'NPI: the last digit should be 3 (position 10)'
    """

    def __init__(
        self,
        system: str,
        reason: Reason,
        detail: str,
        *,
        position: int | None = None,
        suggestion: str | None = None,
    ) -> None:
        self.system = system
        self.reason = reason
        self.detail = detail
        self.position = position
        self.suggestion = suggestion
        at = f" (position {position})" if position is not None else ""
        hint = f"; did you mean {suggestion}?" if suggestion is not None else ""
        super().__init__(f"{system}: {detail}{at}{hint}")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.system, self.reason, self.detail, self.position, self.suggestion))


def _rebuild(
    system: str, reason: Reason, detail: str, position: int | None, suggestion: str | None
) -> InvalidCode:
    return InvalidCode(system, reason, detail, position=position, suggestion=suggestion)
