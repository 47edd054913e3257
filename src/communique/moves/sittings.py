"""Whether a sentence says that talks are held or will be, and does not only speak of them.

"Hopes for a summit next month", "preparations for the talks go on" and "the meeting was called off" tell of no talks
held; "the talks opened on Monday" and "after Monday's talks" do.
"""

from __future__ import annotations

import re

from communique.vocabulary import forums

_REACH = 70  # code points between the word for the talks and the verb that holds them
_NEAR = 30  # code points before a verb of meeting in which it is undone
_HELD = re.compile(
    r"\b(?:held|holds?|holding|t(?:ook|ake|akes|aken|aking)\splace|began|begins?|begun|open(?:ed|s)?|end(?:ed|s)?|"
    r"conclude[sd]?|resume[sd]?|br(?:oke|eak|eaks|oken)\s(?:up|down|off)|wrapped\sup|last(?:ed|s)|adjourned|attend(?:ed|s)?|"
    r"chair(?:ed|s)?|host(?:ed|s)?|met|meets?|sat|sits?|gather(?:ed|s)?|convene[sd]?|reconvene[sd]?|continued|stretched|"
    r"went\son|ran|finished|closed|start(?:ed|s)?|emerged|return(?:ed)?|travelled|traveled|arrived|flew|failed|produced|yielded|"
    r"came|back|joined|met|spoke)\b",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:at|after|during|following|from|in|between|since)\s(?:[\w’'-]{1,20}\s){0,4}$", re.IGNORECASE)
_COMING = re.compile(
    r"\b(?:will|shall|is\sto|are\sto|was\sto|were\sto|due|scheduled|set|expected|planned|slated|agreed|fixed|next|"
    r"would|pencill?ed|moved|rescheduled|put\soff|postponed|begins?|opens?|starts?|resumes?)\b",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"\b(?:cancel|call(?:ed|ing|s)?\soff|called\s\w+\soff|scrap|salvag|prepar|possib|possible|(?<!in\s)(?<!the\s)hope[sd]?\b|hoping|doubt|"
    r"propos|suggest|whether|if|would\shave|ahead\sof|stall|collaps|ending|talks?\sabout|discussions\sabout|pull(?:ed|ing)?"
    r"\sout|announce\b|demand|urg|in\sthe\swake|put\s(?:the\s)?brakes|fallout)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[^,;.]{0,24}\scollapsed\s(?:after|when|in|within|amid)\b", re.IGNORECASE)
"""Who broke off had sat down."""
_ASIDE = re.compile(r"^,\s[^,;]{1,90},")  # "the talks, held in the old town hall, will resume"
_SERIES = re.compile(
    r"\sof\s(?!talks|negotiation|meeting|consult|discussion|dialogue|diplomacy|(?:[\w-]{2,14}\s){0,4}(?:ministers|leaders|"
    r"presidents|premiers|delegations|negotiators|envoys|sides|parties|group|committee|commission|council|experts|"
    r"officials|chiefs|heads)\b)",
    re.IGNORECASE,
)
"""A round of other things: "the first round of tariffs"."""
_HEADED = re.compile(
    r"(?<!day\s)(?<!days\s)(?<!hours\s)(?<!weeks\s)(?<!months\s)(?<!round\s)(?<!rounds\s)"
    r"\b(?:of|for|to|toward|towards|about|over|ahead\sof|before)\s(?:[\w’'-]{1,20}\s){0,3}$",
    re.IGNORECASE,
)


def sits(whole: str, start: int, end: int, words: re.Match[str], *, held: bool) -> bool:
    """Whether the sentence ``start:end`` of ``whole`` says that the talks of ``words`` are ``held``, or coming."""
    before = whole[max(start, words.start() - _REACH) : words.start()]
    after = _ASIDE.sub("", whole[words.end() : end], count=1)[:_REACH]
    if words[0].lower() not in _nouns():
        fixed = "back" not in words[0].lower() or bool(_HELD.search(after))
        return fixed and not _OFF.search(before[-_NEAR:])
    if _HEADED.search(before) or _SERIES.match(after):
        return False
    if held and _ENDED.match(after):
        return True
    if _OFF.search(before) or _OFF.search(after):
        return False
    if held:
        return bool(_AT.search(before) or _HELD.search(before) or _HELD.search(after))
    return bool(_COMING.search(before) or _COMING.search(after))


def named_as_held(before: str, after: str) -> bool:
    """Whether "talks with Southmark" stand for talks held, by the words on both sides of them."""
    if _OFF.search(before[-_REACH:]) or _HEADED.search(before):
        return False
    return bool(_AT.search(before) or _HELD.search(before[-_NEAR:]) or _HELD.search(after[:_REACH]))


def _nouns() -> frozenset[str]:
    return frozenset(forums.load().talks)
