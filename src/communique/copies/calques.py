"""The grammar and the turns of other languages in English words, as translating there and back leaves them.

Each row: the weight (see ``marks``), the words without which the mark is not there, and the pattern. Where it matters
for the speed a pattern begins with fixed characters and looks back from them.
"""

from __future__ import annotations

_MONTHS = "January February March April May June July August September October November December"
_MONTH = f"(?:{_MONTHS.replace(' ', '|')})"
# Days, months and peoples that no writer leaves without a capital; not those that are words too (march, polish).
_FOLDED = (
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december american russian german british chinese european african israeli palestinian ukrainian "
    "iranian iraqi syrian turkish pakistani japanese korean mexican canadian americans "
    "russians germans europeans africans "
    "israelis palestinians ukrainians iranians"
)
_DATED = f"{_MONTHS} & " + " ".join(str(day) for day in range(1, 32))
_NAMED = (
    "valley|delegation|region|province|district|village|border|river|embassy|ministry|army|port|island|republic|bridge|"
    "spokesman"
)
_COUNTS = "two three four five six seven eight nine ten eleven twelve several many"
_THINGS = (
    "hour day week month year decade minute person soldier civilian country side problem question difficulty "
    "general leader camp ship delegation mile meter metre kilometer"
)
_NO_NOUN = r"(?=[.,;](?:\s|$)| (?:was|were|and|in|of|ago|later|since|have|has|had|who|lost|is|are|with)\b)"
_PEOPLE = "people|persons|soldiers|troops|men|civilians|militants|tons|tonnes|barrels|dollars|euros|refugees|workers"
_STATED = "stated declared explained announced foresees provides emphasized stressed informed recalled"
_TENSE = "have|had|has|is|are|was|were|will|would"
_BARE = "say|have|want|point|state|add|tell|stress|believe|emphasize|urge|express"  # after "he", without its -s
_TO = "discuss negotiate sign obtain avoid decide allow reach prevent resolve stop"
_COUNTRIES = (
    "Russia China Iran Israel France Germany Turkey Japan India Pakistan Egypt Syria Iraq Poland Spain Italy Mexico "
    "Canada Brazil Britain Europe NATO"
)
_WITH_ARTICLE = (
    "White House",
    "Kremlin",
    "State Department",
    "Security Council",
    "European Union",
    "United Nations",
    "United States",
)  # names that do not stand without "the" but before another noun
_LEFT = (
    "und nicht dass wurde auch avec dans mais sont cette leurs según pero también está sobre desde hasta della nella "
    "não uma het een och için değil что как для"
)
_LOWERED = "french spanish italian polish dutch swiss indian turkish arab greek swedish norwegian egyptian"
_OF_STATE = (
    "[Mm]inister|[Pp]resident|government|army|authorities|troops|diplomats?|delegation|ambassador|police|parliament"
)


def _preceded(by: str, of: str) -> str:
    """A look-behind for each of the words ``by`` before ``of``, both seen from the end of ``of``."""
    return "(?:" + "|".join(f"(?<= {word} {of})" for word in by.split()) + ")"


ROWS: tuple[tuple[float, str, str], ...] = (
    # Articles, agreement and case
    (3.0, "l d L D", r"(?<![\w’'])[ldLD] ['’‘`] ?[A-Z][a-z]+"),  # "l 'West": an article of another language
    (1.5, "it's it’s", r" it['’]s (?:(?<= (?:in|of|to|on|by) it.s )|(?<= from it.s ))[a-z]{3,}(?= [a-z]{4})"),
    (1.5, "their's their’s", r"their['’]s\b"),
    (1.5, "Mr Mrs Ms", r" the (?:Mr|Mrs|Ms)\b(?!\. [A-Z]\b)"),
    (1.5, _FOLDED, rf"(?<![\w.@#/&’'-])(?:{_FOLDED.replace(' ', '|')})(?![\w@/’'-]|\.\w)"),
    (1.0, "a", r" a (?!one|once|eu|ou|ewe)[aeio][a-z]{3,}"),
    (1.0, "an", r" an [bcdfgjklmnpqrstvwz][a-z]{3,}"),
    *((2.0, f"{who} & {_BARE.replace('|', ' ')}", rf"{who} (?:{_BARE})\b") for who in ("He", "She", "It")),
    (2.0, "they They", r"hey (?:was|has|is|says|does)\b(?<= [Tt]hey ...)"),
    (
        1.5,
        "The & talks sides parties ministers officials leaders",
        r"The (?:two |both )?(?:talks|sides|parties|ministers|officials|leaders) (?:was|has|is)\b",
    ),
    (1.5, "both Both", r"oth (?:side|party|country|minister|leader|delegation|army)\b"),
    (
        2.0,
        "minister spokesperson spokesman analyst expert Analyst",
        r"(?:inister|pokesperson|pokesman|nalyst|xpert) (?:say|point|emphasize|believe|urge|express)\b",
    ),
    *(
        (1.5, thing, rf" {thing}(?:(?<=[02-9] {thing})|{_preceded(_COUNTS, thing)}){_NO_NOUN}")
        for thing in _THINGS.split()
    ),
    (1.5, "informations advices aircrafts feedbacks", r" (?:informations|advices|aircrafts|feedbacks)\b"),
    (2.0, "another", r" another(?:(?<= any another)|(?<= an another)|(?<= some another)|(?<= the another))\b"),
    (2.0, "both", r" the both (?:sides|parties|countries|leaders|ministers|presidents|delegations)\b"),
    (1.5, _NAMED.replace("|", " "), rf" (?:in|of|to|from|with|at|for|near) (?:{_NAMED}) of [A-Z]\w+"),
    (1.5, "border country", r" (?:near|across|along|at|in) (?:border|country)[.,;](?=\s)"),
    (1.5, "initiative request", r" (?:on|by) (?:initiative|request) of\b"),
    (1.5, "Head", r"Head of (?:Ministry|ministry|Department|Government|delegation) of\b"),
    # Dates and numbers as others write them
    (1.0, _MONTHS, rf" the (?:(?<= in the )|(?<= until the )|(?<= since the )|(?<= by the )){_MONTH}(?=[.,;])"),
    (1.0, _DATED, rf"he \d{{1,2}} (?:of )?{_MONTH}(?=[.,;]| (?:the|in|at|by|to|and|he|she|a)\b)"),
    (2.0, _DATED, rf"he \d{{1,2}}\. {_MONTH}\b"),
    (2.0, _DATED, rf" the (?:past|last|passed) \d{{1,2}} (?:of )?{_MONTH}\b"),
    (1.0, "thousand", rf"\d thousand (?:{_PEOPLE}|military|citizens)\b"),
    (1.5, "millions billions", r"illions\b(?<=\d .illions)"),
    # French
    (
        2.0,
        "since Since",
        r"ince (?:(?:more than|nearly|about|almost) )?(?:two|three|four|five|six|seven|eight|nine|ten|"
        r"twelve|fifteen|several|many|\d{1,4}) (?:hour|day|week|month|year|decade)s\b"
        r"(?! (?:ago|before|earlier|after|later|of"
        r"|into|in|prior|back|from|until|when|that|were|was|have|had|pass))",
    ),
    (
        1.5,
        "fallen arrived become departed happened occurred remained",
        r" (?:is|are|was|were) (?:arrived|become|departed|"
        r"happened|occurred|remained)\b(?! (?:as|unto)\b)| (?:is|are) fallen\b",
    ),
    (2.0, "here", r" here 20\d\d\b"),
    (2.0, "homologue homologues", r" homologues?\b"),
    (2.0, "precised", r" precised\b"),
    (1.5, "has", rf", has (?:he|she) (?:{_STATED.replace(' ', '|')}|said|added|told)\b"),
    (1.5, "question", r" (?:is|was|been) question of\b"),
    (
        1.5,
        "renounced participate participated assist assisted",
        r" (?:renounced|participated?|assisted) to (?:the|his|her|its|this)\b",
    ),
    (1.5, "demanded demands asked", r" (?:demanded|demands|asked) to (?:the|his|her) [A-Za-z]+ (?:to|that)\b"),
    (1.5, _TO, rf" for (?:{_TO.replace(' ', '|')}) (?:the|a|an|his|her|their|its)\b"),
    (1.5, "camp field", r" in the (?:camp|field) of the (?:West|other|opposing|government|opposition)\b"),
    (1.5, "among between & which other", r", (?:among|between) which (?:an?|the) [a-z]+[.,]|, between other\b"),
    (2.0, "night", r" the night (?:from|of) [A-Z][a-z]+day to [A-Z]?[a-z]+day\b"),
    (2.0, "life lives", r" (?:lost|lose) the li(?:fe|ves)\b| lost their life\b"),
    (
        1.5,
        "want wants wanted",
        r" want(?:s|ed)? that (?:the|their|his|its|they|we|he|she) [a-z]+ (?:[a-z]+ )?(?:is|are|be|to|integrated)\b",
    ),
    # Spanish
    (2.0, "ago", r" ago\b(?:(?<=since ago)|(?= (?:two|three|four|five|six|several|\d+) [a-z]+s\b))"),
    (1.5, "conference", r" [Ii]n press conference\b"),
    (1.5, "part", r" by (?:his|her|their|its) part\b"),
    (1.5, "realized", r" realized (?:in|on) the (?:capital|past|city)\b"),
    (1.5, "counted", r" counted with\b"),
    (2.0, "nobody Nobody", r"(?:not|n['’]t) [a-z]+ (?:that )?nobody\b"),
    (2.0, "expressed", r" expressed about\b"),
    (1.5, "according", r" according (?:informed|said|reported|announced|indicated)\b"),
    (1.0, "neighbor neighbour", r" neighbou?r (?:country|countries|state|states|land|nation)\b"),
    (2.0, "denies presided", r" denies to [a-z]+| presided (?:the|an?|this)\b"),
    (
        2.0,
        "came come comes went",
        r" for to (?:(?<=[cC]ame for to )|(?<=come for to )|(?<=comes for to )|(?<=went for to ))[a-z]+",
    ),
    (
        2.0,
        "behind despite Despite among",
        r" of (?:(?<=ehind of )|(?<=espite of )|(?<=mong of ))(?:the|an?|his|her|its|their|this)\b",
    ),
    (2.0, "around inside between", r" (?:around|between) of (?:the|an?|his|her|its|their|this)\b"),
    (
        2.0,
        "accused accuses accuse accusing",
        r"ccus(?:ed|es|e|ing) (?:(?:[A-Z][\w’'-]* ){1,3}|it |him |them |her |the other |each other )to [a-z]+"
        r"|ccus(?:ed|es|e|ing) (?:the|his|her|its|their) [a-z]+ to "
        r"(?:have|be|want|prepare|seek|violate|support|block|use)\b",
    ),
    # German and others
    (
        1.0,
        " ".join(f"{verb}," for verb in _STATED.split()),
        rf", that (?:{'|'.join(f'(?<={v}, that )' for v in _STATED.split())})(?:the|he|she|it)\b",
    ),
    (2.0, "level", r" deputies of (?:the )?ministers\b"),
    (2.0, "That", r"That what (?:it|he|she|they|we|the|is|was)\b"),
    (2.0, "neither", rf", neither (?:it|he|she|they|we) (?:{_TENSE}|do|does|can)\b"),
    (1.5, "comment", r" comment (?<= to comment )(?:the|this|his|her|its|their)\b"),
    (1.5, "explained", r" explained (?:me|us|him|them) (?:that|to|how|the)\b"),
    (1.5, "evening morning afternoon", r" at (?:evening|morning|afternoon)\b"),
    (1.5, "one & other", r" the one the other\b"),
    (
        2.0,
        "meters metres miles liters litres gallons barrels tons",
        r"s by (?:(?<=meters by )|(?<=metres by )|(?<=miles by )|(?<=liters by )"
        r"|(?<=litres by )|(?<=gallons by )|(?<=barrels by )|(?<=tons by ))"
        r"(?:second|minute|hour|day|week|month|year)\b",
    ),
    (2.0, "meters metres", r"met(?:er|re)s (?:cube|cubic|square)s?\b(?! (?:feet|miles))"),
    (
        1.5,
        "accuse refuse threaten",
        r" of (?:(?<=years of )|(?<=months of )|(?<=weeks of )|(?<=days of ))(?:accuse|refuse|threaten)\b",
    ),
    (1.5, "influence", r" to influence on\b"),
    (1.5, "exchanged", r" exchanged (?:by|with) (?:opinions|views|remarks)\b"),
    (1.5, "view opinion", r" exchange of (?:view|opinion)\b"),
    (
        1.5,
        "stated informed",
        r" (?:stated about|informed about (?:readiness|intentions?)) (?:the |his |its |their )?[a-z]+",
    ),
    (1.5, "closed", r" behind the closed doors\b"),
    (1.5, "words", r"By (?:his|her|its) words,"),
    (1.0, "Recall", r"Recall, that\b"),
    (1.5, "answering", r" answering (?:to|on) (?:a |the )?questions?\b"),
    (1.5, "foreign external", r" minister of (?:the )?foreign[.,]|the minister of foreign (?!affairs|trade)"),
    (1.0, "mentioning noting noteworthy remarkable", r"It is (?:worth mentioning|remarkable|noteworthy) that\b"),
    (1.0, "As", r"As (?:everyone knows?|is known(?: to all)?),"),
    # Agreement and government that no school of English teaches
    (
        2.0,
        "agreement meeting attack decision statement country question negotiation minister",
        r" these (?:agreement|meeting|attack|decision|statement|country|question|negotiation|minister)\b",
    ),
    (
        2.0,
        "negotiations soldiers troops agreements statements ministers countries",
        r" this (?:negotiations|soldiers|troops|agreements|statements|ministers|countries)\b",
    ),
    (
        1.5,
        "minister official country issue question condition leader soldier & one",
        rf" one of the (?:minister|official|country|issue|question|condition|leader|soldier){_NO_NOUN}",
    ),
    *((1.5, modal, rf" {modal} to [a-z]{{3,}}") for modal in ("must", "should")),
    (
        2.0,
        "did didn't didn’t & went came had made took gave",
        r" did(?: not|n['’]t) (?:went|came|had|made|took|gave)\b",
    ),
    (2.0, "agree", r" (?:is|are|was|were) agree\b"),
    (
        1.5,
        "better easier stronger closer worse bigger strongest biggest",
        r" more (?:better|easier|stronger|closer|worse|bigger)\b| most (?:strongest|biggest)\b(?!-)",
    ),
    (1.5, "much", r" much (?:soldiers|countries|weapons|persons|civilians|problems)\b"),
    (
        1.5,
        "depends depend consists responsible capable allows",
        r" (?:depends? (?:of|from) (?:the|an?|his|this)|consists from|responsible of|capable to|allows to)\b",
    ),
    (1.5, "prevent prevents prevented", r" prevent(?:s|ed)? (?:him|them|it|her|the [a-z]+) to [a-z]+"),
    (1.5, "recent", r" in recent (?:day|week|month|year)[,. ]"),
    (1.5, "According according", r"ccording to (?:report|source|expert|analyst|statistic|media report)[,.]? "),
    (1.5, "kind sort", r" all (?:kind|sort) of\b"),
    (1.5, "Foreign", r" of Foreign affairs\b"),
    (1.0, "UN EU USA", r" (?:in|of|with|from) (?:UN|EU|USA)[.,](?=\s)"),
    (1.5, _COUNTRIES, rf" the (?:{_COUNTRIES.replace(' ', '|')})(?=[.,;]| (?:has|is|was|will|said|would|had)\b)"),
    *(
        (
            1.0,
            name.split()[-1],
            rf" {name}{_preceded('in with from by to at of', name)}(?=[.,;]| (?:has|had|will|would|said|is|was)\b)",
        )
        for name in _WITH_ARTICLE
    ),
    # Turns of other languages
    (1.5, "same", r"n the same time[,.](?<= [Ii]n the same time.)"),
    (1.5, "hand", r" other hand\b(?<=[IiOo]n other hand)| the other hand\b(?<= by the other hand)"),
    (1.0, "days", r" in the (?:next|last) days\b(?! of)"),
    (1.0, "during", rf" during (?:{_COUNTS.replace(' ', '|')}) (?:days|hours|weeks|months|years)[.,]"),
    (1.5, "before", rf" before (?:{_COUNTS.replace(' ', '|')}) (?:days|weeks|months|years)[.,]"),
    (2.0, "part", r" from the part of\b"),
    (2.0, "concerns", r"n what concerns\b"),
    (2.0, "pressure", r" (?:makes?|made|making|do|did) pressure\b"),
    (2.0, "accord", r" (?:gave|gives?|given) (?:his|her|its|their) accord\b"),
    (1.5, "makes", r" makes part of\b"),
    (1.0, "place", r" (?:has|had|have) place (?:on|in) (?:the )?[A-Z]"),
    (1.5, "pronounced", r" pronounced (?:himself|herself|itself|themselves) (?:against|for|in favou?r)\b"),
    (2.0, "responsibles", r" responsibles\b"),
    (1.0, "diplomacy", r" (?:head|chief|boss) of (?:the )?(?:[A-Z][a-z]+ )?diplomacy\b"),
    (
        1.5,
        "so & minister spokesman president chancellor party speaker",
        r", so the (?:minister|spokesman|president|chancellor|party|speaker)[.,]",
    ),
    (1.5, "year", r"n year (?<= [Ii]n year )(?:19|20)\d\d\b"),
    (2.0, "statements expressions", r" used the (?:statements|expressions)\b"),
    (1.0, "learned informed", r"It (?:was|is) (?:learned|informed) that\b"),
    (1.0, "press-service", r" press-service\b"),
    (2.0, "he she & say indicate add think believe want", r", (?:he|she) (?:say|indicate|add|think|believe|want)\b"),
    (2.0, "yesterday", r" yesterday (?:hold|meet|visit|attend|express|sign|leave|arrive)\b"),
    (1.5, "stop stops", r" stops? to (?:interfere|smear|threaten|supply|support|provoke|attack|bomb)\b"),
    (
        2.0,
        "kill arrest announce publish invite accuse condemn",
        r" (?:was|were|been) (?:kill|arrest|announce|publish|invite|accuse|condemn)\b",
    ),
    (1.5, "last", r" in last (?:year|month)[.,]"),
    (2.0, "There there & have", r"here (?:is|are)(?: still| also)? have\b"),
    (1.0, "In & they", r"In [A-Z][a-z]+ they (?:believe|think|consider)\b"),
    (
        1.0,
        "middle beginning course territory margins framework basis Ministry",
        r" (?:in|on) (?:middle|beginning|course|territory|margins|framework|basis|Ministry) of\b",
    ),
    (1.5, "informs transmits writes", r", (?:informs|transmits|writes) (?:the )?(?:agency|newspaper|portal|edition)\b"),
    (
        1.0,
        "arrived arrives arriving",
        r" arriv(?:ed|es|ing) to (?:[A-Z]|the (?:capital|city|country|talks|airport|port))",
    ),
    (1.5, "exclude excludes excluded", r" exclude[sd]? that\b"),
    (1.5, "correspond corresponds", r" corresponds? to (?:the )?reality\b"),
    (2.0, "pointed indicated referred", r" (?:pointed|indicated|referred) to that (?:the|it|he|this)\b"),
    (1.5, "they & two both", r" (?:two|both) (?:countries|sides|parties|governments|leaders) they\b"),
    (1.5, "came & during", r"(?:That|This) came during\b"),
    (1.5, "side", r" from (?:his|her|its|their) side,"),
    (
        0.5,
        "what & led leads caused causes makes made allowed allows provoked",
        r", what (?:led|leads|caused|causes|makes|made|allowed|allows|provoked)\b",
    ),
    (2.0, "yesterday today tomorrow", r" (?:yesterday|today|tomorrow) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"),
    (1.5, "since & already Already", r" [Aa]lready since\b"),
    (1.5, "EU-states EU-countries EU-States EU-Commission", r" EU-(?:states|countries|States|Commission)\b"),
    (1.5, "more & of", r" more of \d(?<! or more of \d)"),
    (2.0, "without", r" without to [a-z]+"),
    (2.0, "begin", r" the begin of\b"),
    (2.0, "deaths victims wounded", r" made (?:at least |some )?(?:\d+|[a-z]+) (?:deaths|victims|wounded)\b"),
    (1.5, "civils", r" civils\b"),
    (
        2.0,
        "has & repeated affirmed added declared specified indicated",
        r", has (?:repeated|affirmed|added|declared|specified|indicated) (?:the (?:minister|president)|he|she)(?=[.,])",
    ),
    (2.0, "law", r" the (?:project|proposition) of law\b"),
    (2.0, "discarded", r" discarded that\b"),
    (1.5, "calm", r" maintain the calm\b"),
    (1.5, _LOWERED, rf" (?:{_LOWERED.replace(' ', '|')}) (?:{_OF_STATE})\b"),
    (
        2.0,
        "because & meet hold visit start begin speak sign arrive",
        r" because of (?:meet|hold|visit|start|begin|speak|sign|arrive)\b",
    ),
    (1.0, "mentioned", r" mentioned (?:it|he|she|they|that the [a-z]+) (?:was|will|would|had|is|were)\b"),
    (
        1.0,
        "mentioned",
        r" mentioned (?:(?<=[”\"] mentioned )|(?<=[”\"] he mentioned )|(?<=[”\"] she mentioned ))"
        r"(?:one|the|an?|on|in|[A-Z])",
    ),
    (2.0, "that.", r" that\.(?:(?<= adding that\.)|(?<= announced that\.))(?=\s|$)"),
    (1.5, "latter latter.", r" this latter[.,]"),
    (1.5, "communicated", r" a communicated (?:published|of|released|issued)\b"),
    (2.0, "Prime", r" Prime minister (?=[a-z]|[A-Z])"),
    (2.0, "result reason", r" in (?:result|reason) of (?:the|a|an|his|this)\b"),
    (
        1.5,
        "less & hour hours day days week weeks month months year years",
        r" less of (?:one|a|an|two|\d+) (?:hour|day|week|month|year)s?\b",
    ),
    (1.5, "violations rests", r" (?:rests of an? [a-z]+|there was (?:wounded|injured))"),
    (2.0, "any & no", r" no any\b"),
    (
        1.5,
        "reaching answering",
        r" (?:reaching|answering) to (?:an?|the) (?:agreement|deal|settlement|solution|question)\b",
    ),
    (2.0, "stressing insisting emphasizing", r" (?:stressing|insisting|emphasizing) on that\b"),
    (1.5, "hand hand,", r"From (?:another|other) hand,"),
    (
        1.5,
        "day & Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        r" the day of (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    ),
    (1.5, "avoid avoids avoided", r" avoid(?:s|ed)? to [a-z]+"),
    (1.0, "coming", r" on coming (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"),
    (1.5, _DATED, rf" the {_MONTH} \d{{1,2}} (?:in|at|on|by|with)\b"),
    (1.0, "count counts counted", r" (?:will |)counts? with the\b"),
    (1.5, "One", r" One is (?:still |)(?:ready|interested|convinced)\b"),
    (
        2.0,
        "have has & miss reach exchange discuss express",
        r" ha(?:ve|s) (?:already |also )?(?:miss|reach|exchange|discuss|express)\b",
    ),
    (2.0, "mid", r" the mid of\b"),
    (2.0, "coup strike", r" (?:coup|strike) of [Ss]tate\b"),
    # Words of other languages left standing
    (1.5, _LEFT, rf"(?<=[a-z] )(?:{_LEFT.replace(' ', '|')})(?= [a-z])"),
)
