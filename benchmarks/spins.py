"""What spinners and translators do to a text: other words, lost small words, other spellings, another order."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from edits import each
from pieces import Page, Piece

_WORD = re.compile(r"[A-Za-z]+")
_SMALL = re.compile(r"\b(?:the|an?|of|to|in|on|at|for|by|with|from|that) (?=\w)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_MARKS = re.compile(r"[“”\"]|(?<!\w)[‘']|['’](?!\w)")
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_LAST = re.compile(r"^(.{20,}?),? ((?:on|in|at|after|during|since|by|for|with) (?:\w+ ){0,4}\w+)\.$")
_WHEN = re.compile(rf" (on )?({_DAYS})\b")
_SAID = re.compile(r"^(.{15,}),[”\"]? ((?:\w+ ){0,3}\w+) (said|told \w+|added|says)\.$")
_SPEAKS = re.compile(r"^((?:[A-Z]\w+ ){1,3})(said|says) (?:that )?")
_OWNED = re.compile(r"\b([A-Z]\w+)['’]s ([a-z]+)\b")
_PAIR = re.compile(r"\b([a-z]{4,}) and ([a-z]{4,})\b")
_ASIDE = re.compile(r", (?:who|which|whose|where)\b[^,.;]{5,80},| \([^()]{3,60}\)| [—–-] [^—–-]{5,80} [—–-] ")
_SHORT = {
    "n't": " not", "n’t": " not", "'re": " are", "’re": " are", "'ve": " have", "’ve": " have", "'ll": " will",
    "’ll": " will", "'m": " am", "’m": " am",
}  # fmt: skip
_SHORTENED = re.compile("|".join(_SHORT))
# One writing for another, as the same name comes out of two tables of transliteration.
_WRITINGS = (
    (r"kh", "h"), (r"(?<!^)ei", "ey"), (r"(?<=[a-z])y\b", "i"), (r"(?<=[a-z])i\b", "y"), (r"ck", "k"), (r"ph", "f"),
    (r"(?<!^)ks", "x"), (r"x", "ks"), (r"oo", "u"), (r"ou", "u"), (r"ie", "y"), (r"ts", "tz"), (r"tz", "ts"),
    (r"sch", "sh"), (r"([bdfglmnprst])\1", r"\1"), (r"(?<=[aeiou])v(?=[aeiou])", "w"), (r"(?<=[aeiou])w", "v"),
    (r"(?<=[aeiou])([lnrt])(?=[aeiou])", r"\1\1"), (r"^J", "Dj"), (r"^C(?=[aou])", "K"), (r"^Y", "I"),
)  # fmt: skip


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Each word and phrase to the others of its lines, form by form."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).with_name("synonyms.txt")).read_text("utf-8").split("\n"):
        if line and not line.startswith("#"):
            groups = [[form.strip() for form in group.split(",")] for group in line.split("|")]
            for at in range(min(map(len, groups))):
                forms = [group[at] for group in groups]
                for form in forms:
                    found.setdefault(form, []).extend(other for other in forms if other != form)
    return {form: tuple(dict.fromkeys(others)) for form, others in found.items() if others}


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """The first word of each form to the forms that begin so, the longest first."""
    found: dict[str, list[str]] = {}
    for form in sorted(_table(), key=lambda form: (-len(form), form)):
        found.setdefault(form.split(" ")[0].rstrip("-"), []).append(form)
    return {word: tuple(forms) for word, forms in found.items()}


def _known(line: str) -> Iterator[tuple[int, str]]:
    """The forms of the table in a line, each with its place; a capital counts only at the start of the line."""
    done = 0
    for word in _WORD.finditer(line):
        begin = word.start()
        first = word[0].lower() if begin < 2 else word[0]
        for form in _phrases().get(first, ()) if begin >= done else ():
            done = begin + len(form)
            if line[begin + 1 : done] == form[1:] and not line[done : done + 1].isalnum():
                yield begin, form
                break
            done = begin


def synonym(word: str, chance: random.Random) -> str | None:
    """Another word for a lower-case one, if the table has any."""
    return chance.choice(_table()[word]) if word in _table() else None


def spun(page: Page, chance: random.Random, share: float) -> Page:
    """The share of the words that the table knows exchanged; a word keeps its stand-in through the text."""
    chosen: dict[str, str] = {}

    def edit(line: str) -> str:
        made, at = [], 0
        for begin, form in _known(line):
            if chance.random() < share:
                stand_in = chosen.setdefault(form, chance.choice(_table()[form]))
                stand_in = _capital(stand_in) if line[begin].isupper() else stand_in
                made += [line[at:begin], stand_in]
                at = begin + len(form)
        return "".join([*made, line[at:]])

    return each(page, edit)


def thinned(page: Page, chance: random.Random, share: float) -> Page:
    """The share of the articles and prepositions lost."""
    return each(page, lambda line: _SMALL.sub(lambda found: "" if chance.random() < share else found[0], line))


def respelled(page: Page, chance: random.Random) -> Page:
    """Every name that can be written in another way is, and in one way throughout."""
    plain = {word for line in page for piece in line for word in piece.text.split()} | set(_table())
    found = {name for line in page for piece in line for name in _NAME.findall(piece.text)}
    names = sorted(name for name in found if name.lower() not in plain)
    written = {name: other for name in names if (other := _rewritten(name, chance)) != name}
    if not written:
        return page
    known = re.compile(rf"\b(?:{'|'.join(map(re.escape, written))})\b")
    return each(page, lambda line: known.sub(lambda found: written[found[0]], line))


def _rewritten(name: str, chance: random.Random) -> str:
    if name in _DAYS.split("|"):
        return name
    fitting = [(old, other) for old, other in _WRITINGS if re.search(old, name)]
    for old, other in chance.sample(fitting, min(len(fitting), 1)):
        name = re.sub(old, other, name, count=1)
    return name


def unquoted(page: Page) -> Page:
    """Without quotation marks."""
    return each(page, lambda line: _MARKS.sub("", line))


def translated(page: Page, chance: random.Random) -> Page:
    """There and back again: marks lost, phrases moved, genitives and short forms undone, sentences joined."""
    made = each(page, lambda line: _reordered(_SHORTENED.sub(lambda found: _SHORT[found[0]], line), chance))
    return joined(unquoted(made), chance, 0.15)


def _reordered(line: str, chance: random.Random) -> str:
    line = _OWNED.sub(r"the \2 of \1", line)
    line = _PAIR.sub(lambda found: f"{found[2]} and {found[1]}" if chance.random() < 0.6 else found[0], line)
    said = _SAID.match(line)
    if said:
        return f"{_capital(said[2])} {said[3]} that {_small(said[1].lstrip('“”‘'))}."
    last = _LAST.match(line)
    if last and chance.random() < 0.7:
        return f"{_capital(last[2])}, {_small(last[1])}."
    when = _WHEN.search(line, 1)
    if when and chance.random() < 0.7:
        return f"On {when[2]}, {_small(line[: when.start()] + line[when.end() :])}"
    return _SPEAKS.sub(lambda found: f"According to {found[1].strip()}, ", line)


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]


def _small(line: str) -> str:
    """The line for the middle of a sentence: a first word that is no name loses its capital."""
    word = line.split(" ", 1)[0]
    plain = word.lower() in _OPENERS
    return line[:1].lower() + line[1:] if plain else line


_OPENERS = frozenset(
    "the a an this that these those it he she they we there in on at but and as if when while after before for with "
    "some many most all more one two no his her their its our".split()
)


def joined(page: Page, chance: random.Random, share: float) -> Page:
    """The share of neighbours in a paragraph run together, well or badly."""
    made: Page = []
    for line in page:
        kept: list[Piece] = []
        for piece in line:
            last = kept[-1] if kept else None
            if last and 0 <= piece.start - last.end <= 3 and chance.random() < share:
                sign = chance.choice((", and", ";", ",", " and"))
                text = f"{last.text.rstrip('.')}{sign} {_small(piece.text)}"
                kept[-1] = Piece(text, last.start, piece.end)
            else:
                kept.append(piece)
        made.append(kept)
    return made


def summarised(page: Page, chance: random.Random) -> Page:
    """Of three sentences about two stay, without their asides."""
    made: Page = []
    for at, line in enumerate(page):
        kept = [piece for nth, piece in enumerate(line) if at + nth == 0 or chance.random() > 0.3]
        made.append([piece._replace(text=_ASIDE.sub(" ", piece.text).replace("  ", " ")) for piece in kept])
    return [line for line in made if line]
