"""What a stretch of text states that an editor may change in meaning: numbers, days, names, quotes, sources, doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from communique import dates, text
from communique.copies.sentences import EMPTY
from communique.text import Span, Token
from communique.vocabulary import reporting

_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1_000, "tn": 10**12,
}  # fmt: skip
_LETTERS = frozenset(("m", "mn", "bn", "k", "tn"))  # a scale only right behind digits
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_DAYS = frozenset(word.casefold() for word in (*dates.WEEKDAYS, *dates.MONTHS))
_AMBIGUOUS = frozenset(
    ("first", "may", "march", "one", "second", "sat", "sun", "mar")
)  # a date or a number only by its company
_MINUS = re.compile(r"(?:^|[\s(])[-−]$")
_TYPOGRAPHY = dict.fromkeys("“”„«»", '"') | dict.fromkeys("’‘ʼ´`′‹›", "'") | dict.fromkeys("–—−‐‑", "-")

_NEUTRAL = frozenset("say tell state add continue explain comment remark reply respond write post note".split())
_CUES = frozenset(("say", "claim", "deny", "warn", "announce", "accuse", "reject"))  # classes of verbs that report
_PEOPLE = frozenset(
    "official officials spokesman spokeswoman spokesperson source sources minister ministry president diplomat "
    "diplomats analyst analysts expert experts envoy envoys ambassador adviser aide aides officer officers general "
    "commander secretary chancellor premier leader leaders negotiator negotiators witness witnesses residents "
    "government army police office agency media report reports statement lawmaker lawmakers senator chief".split()
)
_NUMERAL = rf"(?= (?:\d|(?:{'|'.join(dates.CARDINALS)}|an? (?:hundred|thousand|million|billion|dozen))\b))"
# Hedges and negations, each with the words that say the same.
_DOUBTS = {
    "about": rf"(?:about|around|some|roughly|approximately){_NUMERAL}|roughly|approximately",
    "nearly": "nearly|almost",
    "over": rf"more than|over{_NUMERAL}",
    "under": rf"(?:less|fewer) than|under{_NUMERAL}",
    "at least": "at least",
    "up to": "at most|up to|as (?:many|much) as",
    "may": "may|might|perhaps|maybe|possibl[ey]",
    "could": "could",
    "would": "would",
    "likely": "likely|probabl[ey]",
    "unlikely": "unlikely",
    "reportedly": "reportedly|said to|believed to|thought to",
    "allegedly": "alleged(?:ly)?|purported(?:ly)?|supposed(?:ly)?|suspected",
    "seems": "(?:seem|appear)(?:s|ed)?|apparent(?:ly)?|presumably",
    "suggests": "suggest(?:s|ed)?",
    "not": r"not|cannot|n['’]t|no longer",
    "no": "no|none|nobody|nothing|neither|nor|without",
    "never": "never",
    "hardly": "hardly|barely|scarcely",
    "refused": "(?:fail|refus|declin)(?:s|es|ed|ing)? to",
    "unclear": "un(?:confirmed|verified|clear)",
}
_DOUBT = re.compile(
    "|".join(rf"(?P<d{i}>\b(?:{words})(?!\w)|(?<=\w)n['’]t\b)" if key == "not" else rf"(?P<d{i}>\b(?:{words})(?!\w))"
             for i, (key, words) in enumerate(_DOUBTS.items())),
    re.IGNORECASE,
)  # fmt: skip


class Value(NamedTuple):
    """Something stated: how it compares (equal keys state the same), and where it stands."""

    key: str
    start: int
    end: int


def plain(word: str) -> str:
    """A token for comparing: typography made one, "U.S." as "US"; letters as they are."""
    if word.isascii():
        return word.replace(".", "") if word[-1] == "." and len(word) > 2 and word.isupper() else word
    return "".join(_TYPOGRAPHY.get(sign, sign) for sign in word)


def numbers(of: str, start: int = 0, end: int | None = None) -> list[Value]:
    """The numbers and days of a stretch, by value: "6" and "six", "3m" and "3 million" have one key."""
    tokens = text.tokens(of, start, end)
    found: list[Value] = []
    at = 0
    while at < len(tokens):
        size, key = _number(of, tokens, at)
        if size:
            below = "-" * (
                key[0].isdigit() and _MINUS.search(of[max(0, tokens[at].start - 2) : tokens[at].start]) is not None
            )
            found.append(Value(below + key, tokens[at].start, tokens[at + size - 1].end))
        at += size or 1
    return found


def _number(of: str, tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """How many tokens from ``at`` on make a number or a day (0 where none does), and its key."""
    word = tokens[at].text
    folded = word.casefold().rstrip(".")
    if folded in _DAYS:
        return (1, folded[:3]) if word[0].isupper() and _dated(tokens, at, folded) else (0, "")
    if word[0].isdigit():
        return _digital(of, tokens, at)
    first = folded.partition("-")[0]
    if first not in dates.CARDINALS:
        known = folded in _ORDINALS and folded not in _AMBIGUOUS
        return (1, f"#{_ORDINALS[folded]}") if known else (0, "")
    return _worded(tokens, at, folded)


def _dated(tokens: Sequence[Token], at: int, folded: str) -> bool:
    if folded not in _AMBIGUOUS:
        return True
    beside = [tokens[i].text for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(word[0].isdigit() for word in beside)


def _digital(of: str, tokens: Sequence[Token], at: int) -> tuple[int, str]:
    number = tokens[at]
    digits = number.text.replace(",", "")
    if not digits.replace(".", "", 1).isdecimal():
        return 1, digits
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and number.end == after.start and after.text.casefold() in ("st", "nd", "rd", "th"):
        return 2, f"#{digits.lstrip('0')}"
    if after is not None and _scales(of, number, after):
        return 2, f"{float(digits) * _SCALES[after.text.casefold()]:.12g}"
    return 1, f"{float(digits):.12g}"


def _scales(of: str, number: Token, after: Token) -> bool:
    word = after.text.casefold()
    glued = number.end == after.start
    return (
        word in _SCALES and (glued or word not in _LETTERS) and not (glued and of[after.end : after.end + 1].isdigit())
    )


def _worded(tokens: Sequence[Token], at: int, folded: str) -> tuple[int, str]:
    total, value, size = 0.0, 0.0, 0
    for token in tokens[at : at + 8]:
        parts = token.text.casefold().split("-")
        if size and parts == ["and"] and value >= 100:
            size += 1
            continue
        if not all(part in dates.CARDINALS or (part in _SCALES and part not in _LETTERS) for part in parts):
            break
        for part in parts:
            if part in dates.CARDINALS:
                value += dates.CARDINALS[part]
            else:
                value = max(1.0, value) * _SCALES[part]
                if _SCALES[part] >= 1_000:
                    total, value = total + value, 0.0
        size += 1
    if size and tokens[at + size - 1].text.casefold() == "and":
        size -= 1
    if size == 1 and folded in _AMBIGUOUS:
        return 0, ""
    return size, f"{total + value:.12g}"


def names(of: str, start: int = 0, end: int | None = None) -> list[Value]:
    """The proper names of a stretch, word by word: capitals that no sentence start gives, no days and no marks."""
    found = []
    begins = True
    for token in text.tokens(of, start, end):
        if not token.text[0].isalnum():
            begins = begins or token.text in '"“„«‘.!?:•*('
            continue
        folded = text.fold(token.text)
        capital = token.text[0].isupper() and folded not in EMPTY and folded not in _DAYS
        if capital and (not begins or _surely(token.text)):
            found.append(Value(folded, token.start, token.end))
        begins = False
    return found


def _surely(word: str) -> bool:
    """Whether a word is a name even where a sentence starts: "NATO", "U.S.", "McKay"."""
    return len(word) > 1 and any(sign.isupper() for sign in word[1:]) and not (word.isupper() and len(word) > 6)


def quoted(of: str, span: Span, quotations: Sequence[Span]) -> tuple[str, ...]:
    """The words of a sentence that stand in quotation marks, folded."""
    inside = (q for q in quotations if q.start < span.end and q.end > span.start)
    stretches = ((max(q.start, span.start), min(q.end, span.end)) for q in inside)
    return tuple(word.text for start, end in stretches for word in text.words(of, start, end))


class Attribution(NamedTuple):
    """Who is said to have said something: the word that says so (neutral ones are all "say"), and of the source
    the names and offices near it."""

    cue: str
    source: frozenset[str]


_REACH = 14  # words to the left of a cue in which its source is looked for
_AFTER = 8  # words to the right
_PRONOUNS = frozenset("he she they it who we i you".split())
_STOPS = frozenset("that of on to in at about as if whether by for".split())  # here a source behind its cue ends


def attributions(of: str, span: Span, quotations: Sequence[Span]) -> list[Attribution]:
    """The reported speech of a sentence, by its cues outside quotation marks."""
    near = [q for q in quotations if q.start < span.end and q.end > span.start]
    tokens = [t for t in text.tokens(of, *span) if not any(q.start <= t.start < q.end for q in near)]
    found: list[Attribution] = []
    last = 0
    for at in range(len(tokens)):
        cue = _cue(tokens, at)
        if cue is not None:
            found.append(Attribution(cue, _source(tokens, last, at, cue)))
            last = at + 1
    return found


def _source(tokens: Sequence[Token], last: int, at: int, cue: str) -> frozenset[str]:
    """The names and offices before a cue, or behind it where it is turned round; none for a pronoun."""
    if cue != "according":
        if at and tokens[at - 1].text.casefold() in _PRONOUNS:
            return frozenset()
        before = frozenset(_people(tokens[max(last, at - _REACH) : at]))
        if before:
            return before
    behind = tokens[at + 1 + (cue == "according") : at + 1 + _AFTER]
    return frozenset(_people(_clause(behind)))


def _cue(tokens: Sequence[Token], at: int) -> str | None:
    word = tokens[at].text.casefold()
    if word == "according":
        return word
    if not tokens[at].text.islower() or (at and tokens[at - 1].text in ("to", "a", "an", "the")):
        return None
    return _reporting().get(word.replace("lled", "led"))


_TOLD_BASE = frozenset("say claim deny warn insist argue allege contend".split())  # "officials say"


@cache
def _reporting() -> dict[str, str]:
    """The forms of the verbs that report, with their lemma; neutral ones are all "say"."""
    return {
        form.replace("lled", "led"): "say" if verb.lemma in _NEUTRAL else verb.lemma.replace("iz", "is")
        for form, verbs in reporting.load().verbs.items()
        for verb in verbs
        if not verb.tail and verb.kind in _CUES and verb.frames & {"that", "after", "hearer"}
        if verb.form in ("past", "present") or (verb.form == "base" and verb.lemma in _TOLD_BASE)
    }


def _clause(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if not token.text[0].isalnum() or token.text in _STOPS:
            return
        yield token


def _people(tokens: Iterator[Token] | Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        folded = text.fold(token.text)
        if folded in _PEOPLE or (token.text[0].isupper() and folded not in EMPTY and folded not in _DAYS):
            yield folded


def doubts(of: str) -> list[str]:
    """The hedges and negations of a stretch, each by the word that stands for all that say the same."""
    keys = tuple(_DOUBTS)
    return [keys[int(found.lastgroup[1:])] for found in _DOUBT.finditer(of) if found.lastgroup]
