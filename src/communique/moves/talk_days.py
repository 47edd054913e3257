"""Which days a sentence gives its talks, and what it says of them: held, planned, put off or called off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from communique import dates, text
from communique.data import Article, MeetingStatus, Statement
from communique.moves.sittings import sits
from communique.moves.venues import gap, length, talks_pattern

_REACH = 90  # code points between a day and the word for the talks that it dates
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|tweeted|wrote|warned|announced|reported|added|speaking|spoke\sto|interview|statement|"
    r"insisted|declared|confirmed|denied|vowed|published|remarks)\b(?:\s\w+){0,4}?,?\s(?:on\s)?(?:late\s|early\s)?$",
    re.IGNORECASE,
)
_RESUMED = re.compile(
    r"\b(?:(?:resumes?|reconvenes?|meets?\sagain|continues?|be\sheld|take\splace)\s(?:here\s)?(?:on\s|next\s|this\s)?|"
    r"(?:postponed|delayed|put\s(?:off|back)|pushed\sback|rescheduled|adjourned|deferred|moved)\s(?:until|till|to|for)\s(?:next\s)?)$",
    re.IGNORECASE,
)
"""Before a day that dates talks, however far the word for them stands."""
_FOR_A_DAY = re.compile(
    r"\b(?:for|until|till|to|from|(?:due|set|planned|scheduled|slated|expected)(?:\sto\s\w{1,12})?)\s(?:on\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s(?:which|who|whose|where)\s[^,;.]{1,80}(?:[,;.]|$)")
_SCHEDULED = re.compile(r"\b(?:scheduled|planned|due|set|slated|fixed)\s(?:for|on|to)\b", re.IGNORECASE)
# Talks that do not take place.
OFF = re.compile(
    r"\b(?:cancel\w{0,6}|called?\soff|scrapped|abandoned|will\snot\s(?:take\splace|go\sahead|meet))\b", re.I
)
# Talks that take place on another day.
LATER = re.compile(
    r"\b(?:postpone\w{0,6}|delayed|put\s(?:off|back)|pushed\sback|rescheduled|adjourned\s(?:until|till|to)|deferred|moved)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|would|to\smeet|are\sto|is\sto|scheduled|due|expected|planned|plans?|set\s(?:to|for)|upcoming|next|agreed\sto\s"
    r"meet|resumes?|reconvenes?|invited|slated)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:met|held|after|following|ended|concluded|emerged|wrapped|sat\sdown|spoke|began|opened|took\splace|hosted|lasted|"
    r"hours?\sof|during|spent|convened|broke\s(?:up|off))\b",
    re.IGNORECASE,
)


def decided(article: Article, sentence: text.Span, when: dates.When, talks: Sequence[tuple[int, int]]) -> bool:
    """Whether a day is that on which talks were called off or put off, and not said to be that of the talks.

    "Norland called off the summit on Thursday", but "Thursday's summit", "the March 12 summit", "planned for Sunday".
    """
    story = article.text
    before = story[max(sentence.start, when.start - 40) : when.start]
    if is_label(story, when) or any(0 <= start - when.end <= 1 for start, _ in talks) or _FOR_A_DAY.search(before):
        return False
    on = re.search(r"\bon\s(?:the\s)?$", before, re.I) is not None
    beside = on or any(0 <= when.start - end <= 1 for _, end in talks)
    today = (article.published or "")[:10]
    return not (beside and today and (when.value or "") > today)


def upcoming(article: Article, when: dates.When) -> str | None:
    """The day of talks that are put off: "Sunday's session" is next Sunday's."""
    day, today = dates.parse_day(when.value or ""), dates.parse_day((article.published or "")[:10])
    if day is None or today is None or not 0 < today.toordinal() - day.toordinal() < 7 or today.year > 9000:
        return when.value
    return (day + timedelta(7)).isoformat() if is_label(article.text, when) else when.value


def days_of_talks(
    article: Article, statements: Sequence[Statement], sentence: text.Span, talks: Sequence[tuple[int, int]]
) -> list[dates.When]:
    """The days that date talks: near the word for them, and not the day on which somebody spoke.

    Talks whose length is told, and no day beside them, were held on the day that the sentence tells of first: "failed
    on Tuesday to settle their dispute ..., mediators said after nine hours of talks".
    """
    story, today = article.text, (article.published or "")[:10]
    found: list[dates.When] = []
    remote: list[dates.When] = []
    for when in dates.find(story, article.published, sentence.start, sentence.end):
        if when.kind not in ("day", "month") or (when.value is None and article.published is not None):
            continue
        if _aside(story, sentence, when, talks) or not _of_talks(story, statements, sentence, when, talks):
            continue
        before = story[max(sentence.start, when.start - 40) : when.start]
        far = gap(when.start, talks) > _REACH and not _RESUMED.search(before)
        (remote if far else found).append(when)
    if remote and length(story, sentence, talks) and not any(_past(when, today) for when in found):
        ahead = [when for when in remote if _past(when, today) and when.end <= talks[-1][0]]
        found = [*ahead[:1], *found]
    return [when for when in found if when.kind == "day"] or found


def _past(when: dates.When, today: str) -> bool:
    """Whether a day is that of the report or one before it."""
    return when.kind == "day" and when.value is not None and bool(today) and when.value <= today


def _of_talks(
    story: str,
    statements: Sequence[Statement],
    sentence: text.Span,
    when: dates.When,
    talks: Sequence[tuple[int, int]],
) -> bool:
    """Whether nothing says that a day is that of something else."""
    said = _spoken(story, sentence, when) or _cued(statements, when, talks)
    return is_label(story, when) or (_dates_talks(story, sentence, when) and not said)


def _aside(story: str, sentence: text.Span, when: dates.When, talks: Sequence[tuple[int, int]]) -> bool:
    """Whether a day stands in a clause about something else ("the ban, which ends on Friday, ...") than the talks."""
    for clause in _ASIDE.finditer(story, sentence.start, sentence.end):
        if clause.start() <= when.start < clause.end() and not _SCHEDULED.search(clause[0]):
            return not any(clause.start() <= start < clause.end() for start, _ in talks)
    return False


def is_label(story: str, when: dates.When) -> bool:
    """Whether a day is a label of talks: "Monday's session"."""
    return story[when.end : when.end + 3] in ("'s ", "’s ")


def _dates_talks(story: str, sentence: text.Span, when: dates.When) -> bool:
    """Whether a day is one that talks fall on: no limit, but for "postponed until"."""
    if when.relation == "until":
        return LATER.search(story, sentence.start, when.start) is not None
    return when.relation not in ("by", "since", "before")


def _cued(statements: Sequence[Statement], when: dates.When, talks: Sequence[tuple[int, int]]) -> bool:
    """Whether a day stands beside the cue of a statement, outside its content, while the talks stand inside."""
    for statement in statements:
        cue = statement.cue
        if cue is None or not -4 <= when.start - cue.end <= 40:
            continue
        inside = [part for part in statement.content if part.start <= when.start < part.end]
        spoken = [part for part in statement.content if any(part.start <= a < part.end for a, _ in talks)]
        if spoken and not inside:
            return True
    return False


def _spoken(story: str, sentence: text.Span, when: dates.When) -> bool:
    """Whether a day is that of a statement, and not of the talks that the statement came right after."""
    said = _SPEECH.search(story, max(sentence.start, when.start - 70), when.start)
    if said is None or talks_pattern().search(story, said.start(), when.start) is not None:
        return False  # "said they would meet on April 10"
    after = re.match(r"\s(?:after|following|at\sthe\send\sof)\s", story[when.end : when.end + 24])
    return after is None or talks_pattern().search(story, when.end, min(sentence.end, when.end + 60)) is None


def sat(story: str, sentence: text.Span, words: Sequence[re.Match[str]], when: dates.When) -> bool:
    """Whether the sentence says that talks were held that day, and does not only speak of them."""
    nearest = min(words, key=lambda m: (max(m.start() - when.end, when.start - m.end(), 0), m.start()))
    return sits(story, sentence.start, sentence.end, nearest, held=True)


def status_of(article: Article, sentence: text.Span, when: dates.When) -> MeetingStatus:
    """What a sentence says of the talks of a day."""
    story = article.text
    clause = story[sentence.start : sentence.end]
    if OFF.search(clause):
        return "cancelled"
    moved = LATER.search(story, sentence.start, sentence.end)
    if moved:
        new = re.search(
            r"\b(?:to|until|till|for)\s(?:the\s)?$", story[max(sentence.start, when.start - 10) : when.start]
        )
        return "announced" if new and when.start > moved.start() else "postponed"
    if when.value is not None and article.published is not None and article.published_precision == "day":
        today = article.published[: len(when.value)]
        if when.value != today:
            return "held" if when.value < today else "announced"
    near = story[sentence.start : when.start]
    ahead, held = list(_AHEAD.finditer(near)), list(_HELD.finditer(near))
    if ahead and (not held or ahead[-1].start() > held[-1].start()):
        return "announced"
    return "held"


def tense(clause: str, hours: float | None) -> MeetingStatus | None:
    """Whether a clause tells of talks held, planned, put off or called off; None where it does not tell."""
    if hours is not None:
        return "held"
    if OFF.search(clause):
        return "cancelled"
    if LATER.search(clause):
        return "postponed"
    if _AHEAD.search(clause):
        return "announced"
    return "held" if _HELD.search(clause) else None
