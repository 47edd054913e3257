"""How the kernels of the rooms are compiled, and what they take."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from threading import RLock
from typing import Any, TypeAlias, TypeVar, cast

from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Function = TypeVar("Function", bound=Callable[..., Any])

_ONE_AT_A_TIME = RLock()  # of the threads that call the first kernel, one compiles


def compiled(function: Function) -> Function:
    """The function compiled when first called, and kept on disk where there is a folder that may be written to."""
    return cast(Function, _Kernel(function))


class _Kernel:
    """A function that numba compiles when it is called: who never calls one does not load numba, which is large."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._machine: Callable[..., Any] | None = None
        update_wrapper(self, function)

    def __call__(self, *args: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
        return (self._machine or self.made())(*args)

    def made(self) -> Callable[..., Any]:
        """The compiled function. It calls other kernels as such: they take their places among the names it knows."""
        with _ONE_AT_A_TIME:
            if self._machine is None:
                names: dict[str, Any] = self._function.__globals__
                for name in self._function.__code__.co_names:
                    if isinstance(other := names.get(name), _Kernel):
                        names[name] = other.made()
                self._machine = _made(self._function)
            return self._machine


def _made(function: Callable[..., Any]) -> Callable[..., Any]:
    from numba import njit

    try:
        return cast(Callable[..., Any], njit(cache=True, nogil=True)(function))
    except RuntimeError:  # "cannot cache function: no locator available"
        return cast(Callable[..., Any], njit(nogil=True)(function))
