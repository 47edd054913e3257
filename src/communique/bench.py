"""The bench: judgements about what a case holds are written here, against the record as it was when one looked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from communique import premises
from communique.data import Actor, Article, Judgement, Verdict
from communique.record import Author, Desk
from communique.record.renaming import called
from communique.snapshot import Snapshot
from communique.store import Store


class Bench:
    """Keeps judgements in a store; what was derived when the first was given is looked at for all of them.

    ``look`` makes the snapshot in which data are looked up.
    """

    def __init__(self, store: Store, look: Callable[[], Snapshot]) -> None:
        self._store = store
        self._look = look
        self._known: Mapping[str, Any] | None = None

    def forget(self) -> None:
        """Look anew before the next judgement: something came in."""
        self._known = None

    def judge(
        self,
        data: Iterable[Any],
        verdict: Verdict,
        changes: Mapping[str, str],
        author: Author,
        *,
        seen: Snapshot | None = None,
        check: Callable[[Sequence[Judgement]], None] = lambda _: None,
    ) -> list[Judgement]:
        """Keep one judgement about each of the data, all or none; ``seen`` is the snapshot in which they stand.

        ``check`` looks at all judgements given so far, while nobody else can write, and may raise.
        """
        if seen is not None:
            self._known = seen.by_id
        items = [item if verdict == "undo" else self._item(item, seen) for item in data]
        made = self._desk().write(items, verdict, changes, author)
        self._store.judge(*made, check=lambda: check(self._store.judgements()))
        return made

    def last(self) -> str:
        """The id of the last judgement in force, or of its batch."""
        return self._desk().last()

    def _desk(self) -> Desk:
        known = self._known = self._look().by_id if self._known is None else self._known

        def party(name: str) -> str:
            return called(name, [d for d in known.values() if isinstance(d, Actor)]).id

        return Desk(known, self._store.judgements(), party)

    def _item(self, item: Any, seen: Snapshot | None) -> Any:  # noqa: ANN401 - any noun
        """The item, or the id of the article of which it is the path; what is new by now is looked up again."""
        if not isinstance(item, str) or item in (self._known or ()):
            return item
        now = seen or self._look()
        self._known = known = now.by_id
        near = [d.id for d in known.values() if isinstance(d, Article) and d.path == item]
        if item not in known and not near and " " not in item:  # the id or the name of a part of the conflict model
            self._known = {**known, **premises.premises(now)}
        return near[0] if len(near) == 1 else item
