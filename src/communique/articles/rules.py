"""Whole lines that are no story, by their words: a table of kinds and patterns.

Every pattern is matched at the start of a line of at most ``LONGEST`` characters, so none can be slow. The rules
are what any page prints around a report; none knows an outlet.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 420


class Rule(NamedTuple):
    """A kind of furniture and what such a line starts with; ``late`` rules hold in the last lines of a text only."""

    kind: str
    pattern: re.Pattern[str]
    late: bool


def _rule(kind: str, *patterns: str, late: bool = False) -> Rule:
    return Rule(kind, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE), late)


_THIS = (
    r"(?:this|our) (?:[\w-]+ )?(?:story|article|report|post|piece|page|column|dispatch|version|item|explainer|guide"
    r"|list|live ?blog)"
)
_PIECE = rf"(?:{_THIS}|the (?:story|article|dispatch|headline|caption)|this (?:headline|caption|graphic|map))"
# A capital begins these; the rest of a rule ignores case.
_PERSON = r"(?-i:[A-Z][\w.’'-]*)(?: (?-i:[A-Z][\w.’'-]*)){0,4}"
_TO_END = r"\b.{0,200}$"

# How a correction notice opens, wherever it stands in a line.
EARLIER = (
    r"(?:an|the|in an) (?:earlier|previous|original|first|initial|prior) (?:\w+ )?"
    r"(?:version|edition|headline|caption)s? "
    rf"(?:of|on|to|for|in|accompanying) {_PIECE}\b"
)

RULES = (
    _rule(
        "notice",
        r"\W{0,3}(?:corrections?|clarifications?|corrected|editor[’']?s[’']? note|correction and clarification|erratum)"
        r"(?: \([^()\n]{1,40}\)|, [a-z]{3,9}\.? \d{1,2}(?:, \d{4})?)? ?(?:[:.—–-]|$)",
        rf"\W{{0,3}}{_PIECE} (?:has been|was|have been) (?:last |first )?"
        r"(?:updated|corrected|amended|clarified|revised|changed)\b",
        rf"\W{{0,3}}{EARLIER}",
        r"\((?:adds|corrects|updates|recasts|refiles|removes|rewrites|releads|writes through|changes|clarifies|fixes"
        r"|deletes|repeats)\b[^()]{3,300}\)\.?$",
    ),
    _rule(
        "credit",
        r"(?:©|\(c\) |copyright\b).{0,300}$",
        r"(?:all rights reserved|reprints? and permissions?|reprinted with permission|terms of use|privacy policy)"
        rf"{_TO_END}",
        rf"{_PIECE} (?:was |is |has been )?(?:originally |first |also )?(?:published|appeared|appears|republished"
        rf"|produced|provided){_TO_END}",
        rf"(?:originally|first) published (?:by|in|on|at){_TO_END}",
        r"\(?with (?:inputs?|files|material|information|agency reports|additional material) (?:from|by)\b.{0,120}$",
        r"\(?with agenc(?:y|ies)(?: inputs?| reports?)?\)?\.?$",
        r"\(?with (?:[\w-]{2,20} ){0,2}wires?(?: services?| reports?)?\)?\.?$",
        r"(?:sources?|via|credit|agencies|from wire reports|wire services?)(?: ?[:|] ?.{2,60})?$",
        rf".{{0,60}}\bmaterial may not be (?:published|reproduced){_TO_END}",
    ),
    _rule(
        "share",
        r"%[ds] \w+ like this",
        r"(?:share|tweet|print|e-?mail|pin|save|copy) (?:this|on|via|the (?:story|article|link))\b.{0,60}$",
        r"(?:share|tweet|print|e-?mail|facebook|twitter|whatsapp|copy link)(?: ?[:|•·/,] ?.{0,80})?$",
        r"like (?:this:|loading).{0,20}$",
        r"read or share this (?:story|article)\b.{0,120}$",
        r"please (?:upgrade|update) your browser\b.{0,160}$",
        r"interested in [^?]{2,40}\? add .{2,240}$",
        r"listen to (?:this )?article\b.{0,80}$",
        r"loading(?:\.\.\.|…)?$",
        r"click (?:here|to|on)\b.{0,120}$",
        rf"(?:please )?sign up (?:for|to|here|now|today|below){_TO_END}",
        rf"(?:please )?subscribe{_TO_END}",
        r"(?:please )?(?:follow|like|join|find) us\b.{0,120}$",
        r"follow .{2,60} on (?:twitter|x|facebook|instagram|telegram|whatsapp|bluesky|mastodon|social media)\b.{0,80}$",
        r"(?:download|get) (?:the|our) .{0,40}\b(?:app|newsletter|e-?paper|briefing)\b.{0,80}$",
        r"(?:like|enjoy(?:ed|ing)?) what you(?:[’']re| are)? (?:read|reading|see)\b.{0,80}$",
        r"(?:thank you|thanks) for (?:reading|your support|subscribing)\b.{0,120}$",
        r"(?:donate|support (?:our|us|independent))\b.{0,160}$",
        r"(?:advertisement|sponsored|promoted|paid post|ad)(?: content)?:?$",
        r"(?:the )?(?:story|article) continue[sd] (?:below|after)\b.{0,40}$",
        r"(?:continue|keep) reading\b.{0,80}$",
        r"(?:already a subscriber|log in|register (?:now|for|here|today)|create (?:a free|an) account)\b.{0,120}$",
        r"(?:get|receive) .{0,60}\b(?:newsletter|inbox|alerts|notifications)\b.{0,100}$",
        r".{2,160}\. (?:subscribe|sign up|join (?:today|now|us)|click here)\b.{0,120}$",
        r"(?:write|send (?:an )?e-?mails?) to .{2,60}\bat .{2,160}$",
        r"(?:contact|e-?mail|reach) .{2,60} at \S{1,60}@\S{1,60}$",
        r"(?:skip to .{1,30}|back to top|jump to .{1,30}|toggle .{1,30}|menu|search|home)$",
        r"[^|]{2,40}(?: \| [^|]{2,40}){2,9}$",
    ),
    _rule(
        "comment",
        r"(?:\d{1,5} )?comments?(?: \(\d{1,5}\)| \d{1,5})?:?$",
        r"(?:leave|post|write|add) (?:a|your) (?:comment|reply)\b.{0,60}$",
        r"(?:view|show|read|see|join|hide) (?:all |the )?(?:\d{1,5} )?(?:comments?|conversation|discussion)\b.{0,40}$",
        r"(?:log|sign) in to (?:comment|reply)\b.{0,40}$",
        r"(?:comments|replies) (?:are|have been) (?:closed|disabled)\b.{0,40}$",
    ),
    _rule(
        "related",
        r"(?:read|see)(?: now)?: .{2,200}$",
        r"(?:full|live|related|complete) coverage\b.{0,160}$",
        r"related (?:video|stor(?:y|ies)|articles?|topics?|content)\b.{0,300}$",
        r"just watched\b.{0,300}$",
        r"(?:read|see) (?:more|also|the rest|the full (?:story|article|report|text))\b.{0,160}$",
        r"(?:also read|also see|now read|see also|related|related \w+|recommended|recommended \w+|more|more stories"
        r"|you may (?:also )?like"
        r"|don[’']t miss|in case you missed it|most (?:read|viewed|popular|shared)|top stories|latest (?:news|stories)"
        r"|trending(?: now)?|what to read next|read next|up next|watch(?: now| live| also| more)?"
        r"|listen(?: again| now| here)?|editors?[’']? picks?|keep reading|must reads?|explore more|further reading"
        r"|background|explainer|from the archives?)(?: ?[:|»>].{0,200})?$",
        r"(?:also|more|next|elsewhere|earlier|previously) (?:in|on|from)\b[^:.]{0,40}: .{2,160}(?<![.!”\"])$",
        r"(?:next|previous) (?:brief|story|article|post|page)\b.{0,160}$",
        r"more (?:on|from|in|about) [^.]{2,80}$",
        r"(?:[\w ]{2,30}: |see |turn to |continued (?:on|from) )page [a-z]?\d{1,3}\b.{0,80}$",
        r"\( ?(?:watch|photos?|video|quiz|poll|also on|also|read|see|related|more)\b[^()]{2,200}\)$",
        r"(?:watch|video|listen|podcast|gallery|in pictures|photos|opinion|analysis) ?[:|] .{2,160}$",
    ),
    _rule(
        "caption",
        r"(?:photo(?:graph)?|picture|image|caption|graphic|chart|map|table|illustration|infographic|video still)s?"
        r"(?: (?:by|credit|courtesy))? ?[:/|] ?.{2,400}$",
        r"(?:photo(?:graph)?s?|image|illustration|graphic) (?:by|courtesy(?: of)?|credit) .{2,100}$",
        r"(?:file|handout|undated|combination) (?:photo|image|picture)\b.{0,300}$",
        r".{0,300}\b(?:map|photo|image|slide|chart|graphic|figure|item|card) \d{1,3} (?:of|/) \d{1,3}\b.{0,20}$",
        r"\d{1,3} (?:of|/) \d{1,3}$",
        r"(?:getty images?|ap photo|afp photo|reuters photo)\b.{0,60}$",
        r".{0,900}\bhide caption \d{1,3} of \d{1,3}\b",
        r".{20,400}[.”\"] \| .{4,60}/(?:ap|afp|reuters|getty images|epa|bloomberg)\b.{0,120}$",
        r".{20,400}[.”\"’] ?(?-i:REUTERS|Reuters|AFP|AP|EPA|TASS|Pool)/(?-i:[A-Z])[\w.’' -]{2,60}(?:/\w[\w ]{2,40})?$",
        r".{20,400}\bphotographer: .{2,80}$",
        r".{10,300}© ?.{2,100}\bvia (?:reuters|afp|ap|getty images)\b.{0,120}$",
        r"(?-i:CLOSE (?:[A-Z][a-z’']|A )).{20,400}$",
        r"(?:enlarge this image|toggle caption|image (?:copyright|caption|source)|media (?:caption|playback))\b",
        r".{10,300}[.”)\"] ?(?:photo ?)?credit ?(?:\.\.\. ?)?(?-i:[A-Z]).{2,80}$",
        # A caption cut off within its date.
        r"[^.!?]{20,300}, (?-i:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.$",
    ),
    _rule(
        "byline",
        r"\W{0,2}(?:additional |with )?(?:reporting|assistance|writing|editing|compiled|edited|written)"
        r"(?: and (?:writing|editing))? (?:by|from) .{2,380}$",
        r".{2,300}\bcontributed (?:(?:additional |further )?(?:reporting|research|material) )?(?:to|for) "
        r"(?:this|the) (?:\w+ )?(?:story|article|report|piece|dispatch)\b.{0,60}$",
        r".{2,300}\bcontributed (?:(?:additional |further )?(?:reporting|research))\b.{0,120}$",
        r"contributing: .{2,300}$",
        rf"{_PERSON}(?:,? (?:and )?{_PERSON}){{0,3}} reported from (?-i:[A-Z])[^.]{{1,60}}\."
        r"(?: .{2,200}\breport(?:ed|ing)?\b.{0,100})?$",
        rf"{_PERSON} (?:is|are) (?:an?|the|our) [^.]{{0,60}}?\b(?:reporter|correspondent|columnist|staff writer"
        r"|contributing writer|bureau chief)s? (?:at|for|with|based|covering|in|who|of|on)\b[^.]{0,160}\.?"
        r"(?: .{0,160})?$",
        rf"{_PERSON} (?:is|are) (?:an?|the|our) [^.]{{0,60}}?\b(?:senior|contributing|associate|diplomatic|foreign"
        r"|political|managing|world|deputy) (?:writer|editor|correspondent|reporter)s?\b[^.]{0,100}\.?$",
        rf"{_PERSON} (?:writes|reports|covers|blogs) (?:on|about|for|from) [^.]{{2,80}}\.(?: .{{0,160}})?$",
        r"\(?the (?:writer|author)(?:[’']s|s)? (?:name )?(?:is|are)\b.{0,200}$",
        r".{0,200}\bviews (?:expressed|in this (?:article|column|piece|commentary)|are (?:the author|those of|solely"
        r"|not necessarily|(?:his|her|their|my) own))\b.{0,200}$",
        late=True,
    ),
    _rule("date", r"(?:last )?updated(?::| (?:at|on))? ?(?=.{0,20}\d).{2,40}$"),
    _rule("site", r"[\W_]{2,40}$"),
    _rule(
        "site", r"\W{0,4}(?:ends?|30|###|eom)\W{0,4}$", rf"{_THIS} (?:is|will be) (?:\w+ )?updated{_TO_END}", late=True
    ),
)


def kind_of(line: str, *, late: bool) -> str | None:
    """What kind of furniture a line is by its words, None for story; ``late`` in the last lines of the text."""
    if len(line) > LONGEST:
        return None
    return next((rule.kind for rule in RULES if (late or not rule.late) and rule.pattern.match(line)), None)


def opens_list(line: str, kind: str) -> bool:
    """Whether the headlines below a "related" line belong to it: the line is a bare label."""
    return kind == "related" and len(line.split()) <= 6
