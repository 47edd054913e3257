"""A stance in a few words, for a table: what leads to it left out, cut where a clause or phrase ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.text import fold, quotations
from communique.vocabulary import reporting

BRIEF_WORDS = 12
"""A stance in a table has so many words, where a clause or phrase ends by then."""

_LEAST = 4  # words without which a stance says little
_SLACK = 3  # words more that are shown whole rather than cut
_ANNOUNCING = 6  # words before a colon that only announce what follows it
_REACH = 14  # words within which the verb that leads to a stance stands
_ASIDE = re.compile(r",\s(?:who|which|whose|[a-z]{3,20}ing)\s[^,;“”\"]{1,120}(?:“[^”]{1,80},”|,)(?=\s)")
_CLAUSE = re.compile(
    r"[;:—–]\s|\s[—–-]{1,2}\s|,\s(?=(?:and|but|or|nor|which|who|whose|where|when|while|as|if|unless|because|so|with|"
    r"without|after|before|although|though|despite|not|saying|adding|including|\w{3,20}ing)\s)|"
    r"\s(?=(?:which|who|while|because|if|unless|although|though|despite|after|before|until|so that|"
    r"and that|so long as|as long as|provided)\s)|"
    r"\s(?=that\s(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\s)"
)
_PHRASE = re.compile(
    r"\s(?=(?:and|or|in|on|at|from|with|by|under|over|about|during|through|against|without|within|across|near|toward|towards|into|as|than)\s)"
)
_LEAD = re.compile(
    r"[“\"'‘]?(?:(?:but|and|yet)\s)?(?:if|unless|should|were|when|while|as|after|before|once|until|"
    r"in exchange|in return|although|though|despite|because|since|provided|speaking|given|with|without)"
    r"\s[^,;:]{1,160},\s",
    re.I,
)
"""A clause on which the main one hangs."""
_SOURCE = re.compile(r"^According to [^,…“”]{1,120}(?:,| …)\s", re.I)
_MARKS = ",;:—–"
_DANGLING = frozenset(
    "the a an of to in on at by for from with and or but that which who as than is are was were be been has have had "
    "will would can could may might must should not no never its his her their our very more most such long soon far "
    "much many if over into".split()
)
# Behind one of these stands a verb, and what follows the verb belongs to it.
_BEFORE_VERBS = frozenset(
    "will would can could may might must should shall to not is are was were be been being has have had do does did "
    "never also still only".split()
)
_SPEAKING = frozenset("say claim announce warn demand promise".split())  # leave what is said as it is
_UNSURE = frozenset("if whether unless when not never nobody no without".split())
_SUBJECTS = frozenset("the a an it he she they there its his her their we our this these those all any no".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday on late early".split())


def brief(stance: str) -> str:
    """A stance in at most BRIEF_WORDS words where it allows: cut where a clause or phrase ends, and marked "…".

    What the party says in quotation marks is preferred to what leads to it; "N said that" is left out.
    """
    words = " ".join(stance.split())
    if _few(words) and not words.endswith("…"):
        return words
    plain = _SOURCE.sub("", _ASIDE.sub(" …", words), count=1)
    whole = _quoted(words) or _after_colon(_without_lead(plain))
    return _cut(whole.removesuffix("…").rstrip(), cut_before=whole.endswith("…"))


def _few(words: str, most: int = BRIEF_WORDS) -> bool:
    return len(words.split()) <= most


def _quoted(words: str) -> str:
    """The longest quotation, where it says something by itself and is a good part of the line; else ""."""
    found = [words[q.start : q.end] for q in quotations(words)]
    best = max(found, key=lambda q: len(q.split()), default="")
    enough = len(best.split()) >= _LEAST and 3 * len(best.split()) >= len(words.split())
    return best if enough else ""


def _without_lead(words: str) -> str:
    """The line without who says it before or behind it: "the minister insisted on Monday that", ", he said".

    A verb that changes what is said ("denied that") stays.
    """
    row = words.split()
    for at, word in enumerate(row[: len(row) - _LEAST][:_REACH]):
        before = row[:at]
        if word == "that" and any(map(_reports, before[-5:])) and _plain(before):
            return " ".join(row[at + 1 :])
        if fold(word) in ("said", "says") and _plain(before) and before:
            rest = at + 1
            while fold(row[rest]).strip(",") in _DAYS and rest < len(row) - _LEAST:
                rest += 1
            if row[rest][0].isupper() or fold(row[rest]) in _SUBJECTS:
                return " ".join(row[rest:])
    for at in range(len(row) - 1, max(_LEAST, len(row) - 8), -1):
        told = any(map(_reports, row[at : at + 4])) and _plain(row[at:])
        if told and row[at - 1].rstrip("”\"'").endswith(",") and _speaks(row[at]):
            return " ".join(row[:at]).rstrip(",")
    return words


def _speaks(first: str) -> bool:
    """Whether a word opens the naming of who speaks: "she said", "said Norland", "the envoy added"."""
    return first[0].isupper() or _bare(first) in _SUBJECTS or _bare(first) in ("said", "says", "added", "according")


def _plain(lead: Sequence[str]) -> bool:
    """Whether a lead only says that something is said: no denial, no doubt."""
    folded = [_bare(word) for word in lead]
    kinds = {verb.kind for word in folded for verb in reporting.load().verbs.get(word, ())}
    return kinds <= _SPEAKING and _UNSURE.isdisjoint(folded) and not any(w.endswith(("n't", "n’t")) for w in folded)


def _reports(word: str) -> bool:
    return _bare(word) in reporting.load().verbs


def _bare(word: str) -> str:
    return fold(word.strip(",.;:“”\"'"))


def _after_colon(words: str) -> str:
    """What follows a colon, where a few words only announce it: "he held out something else: ..."."""
    lead, _, rest = words.partition(": ")
    announced = len(lead.split()) <= _ANNOUNCING and len(rest.split()) >= _LEAST and "“" not in lead and '"' not in lead
    return rest if announced else words


def _cut(words: str, *, cut_before: bool) -> str:
    """The words up to the last end of a clause within BRIEF_WORDS, else of a phrase, else the first one after it."""
    if _few(words, BRIEF_WORDS + _SLACK):
        return _closed(words) + " …" * cut_before
    kept: list[str] = []
    lead = _LEAD.match(words)
    least = len(lead[0].split()) + _LEAST if lead else _LEAST + 1  # a condition without what hangs on it says nothing
    for ends in (_CLAUSE, _PHRASE):
        parts = [(m[0], words[: m.start()]) for m in ends.finditer(words)]
        kept = [part for mark, part in parts if part and (mark[0] in _MARKS or not _open(part))]
        kept = [part for part in kept if len(part.split()) >= least]
        fits = [part for part in kept if _few(part)]
        if fits:
            return _closed(fits[-1].rstrip(",;:")) + " …"
    later = next((part for part in kept if not _few(part)), "")
    return _closed(later.rstrip(",;:")) + " …" if later else words + " …" * cut_before


def _open(words: str) -> bool:
    """Whether words break off inside a phrase: behind an article, or behind a verb that something belongs to."""
    row = words.split()
    if not row:
        return True
    last = _bare(row[-1])
    verbal = last.endswith(("ed", "ing", "en")) or (len(row) > 1 and _bare(row[-2]) in _BEFORE_VERBS)
    return last in _DANGLING or (verbal and not row[-1].endswith(","))


def _closed(words: str) -> str:
    """Words with the partner of a quotation mark that they open, and without a comma before the last one."""
    if len(words) > 1 and words[-1] in "”\"'" and words[-2] == ",":
        words = words[:-2] + words[-1]
    if words.count("“") > words.count("”"):
        return words + "”"
    return words + '"' if words.count('"') % 2 else words
