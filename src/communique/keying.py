"""The key of the notes on an article: all that the rooms see of it, and of the polities only those that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.data import Article, Polity, digest
from communique.memory import turned, unlike

_Given = tuple[str | None, str | None, tuple[str, ...]]


class NoteKeys:
    """Keys of notes, from one time to the next; only articles that are new, or other than they were, are looked at."""

    def __init__(self) -> None:
        self._under: tuple[object, ...] = ()
        self._naming: dict[str, dict[str, bool]] = {}  # polity to article id to whether it is named there
        self._articles: Mapping[str, Article] = {}
        self._made: dict[str, str] = {}
        self._digests: dict[_Given, str] = {}

    def of(self, found: Sequence[Article], polities: Sequence[Polity], under: Sequence[object]) -> dict[str, str]:
        """The key of each article, ``under`` these options."""
        told = {repr(polity): polity for polity in polities}
        if self._under != (*under, *told):
            self._under = *under, *told
            self._naming = {name: self._naming.get(name, {}) for name in told}
            self._articles, self._made, self._digests = {}, {}, {}
        now = {article.id: article for article in found}
        for one in unlike(self._articles, now):
            self._made[one] = self._key(now[one], told, under)
        self._articles = now
        return {one: self._made[one] for one in now}

    def _key(self, article: Article, told: Mapping[str, Polity], under: Sequence[object]) -> str:
        given = (
            article.published,
            article.outlet,
            tuple(n for n, polity in told.items() if self._named(n, polity, article)),
        )
        if given not in self._digests:
            first, rest = under[:2], under[2:]
            self._digests[given] = digest("notes", *first, given[0], given[1], *rest, *given[2])
        return self._digests[given]

    def _named(self, told: str, polity: Polity, article: Article) -> bool:
        asked = self._naming[told]
        if article.id not in asked:
            asked[article.id] = named_in(polity, article)
        return asked[article.id]


class ToldKeys:
    """The keys of what is read in articles, of whose people others of the case may tell the sides."""

    def __init__(self) -> None:
        self._plain: Mapping[str, str] = {}
        self._told: Mapping[str, Mapping[str, str]] = {}
        self._made: dict[str, str] = {}

    def of(self, plain: Mapping[str, str], told: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        """The key of each article, for which a ``plain`` one will do where others have ``told`` nothing of it."""
        for one in {*unlike(self._plain, plain), *turned(self._told, told)} & plain.keys():
            self._made[one] = digest(plain[one], *sorted(told[one].items())) if one in told else plain[one]
        self._plain, self._told = plain, told
        return {one: self._made[one] for one in plain}


def named_in(polity: Polity, article: Article) -> bool:
    """Whether an article names a polity, be it with the words of its name turned round."""
    words = (polity.name, *polity.aliases, *polity.demonyms, *polity.capitals, *polity.metonyms)
    return any(word in article.text for word in words) or all(word in article.text for word in polity.name.split())
