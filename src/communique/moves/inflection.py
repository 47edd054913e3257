"""The forms of English verbs and nouns, made by rule: enough to spell out the codebook's triggers."""

from __future__ import annotations

from typing import Literal

from communique.vocabulary import codebook

Form = Literal["base", "s", "past", "participle", "either", "ing", "noun", "fixed"]
_VOWELS = "aeiou"


def verb_forms(verb: str) -> dict[str, Form]:
    """Each written form of ``verb``, and which it is; "either" where past and participle are written alike."""
    forms: dict[str, Form] = {_third(verb): "s", _ing(verb): "ing"}
    past, participle = codebook.irregular().get(verb, ("", ""))
    if not past:
        forms[_past(verb)] = "either"
    elif past == participle:
        forms[past] = "either"
    else:
        forms[past] = "past"
        forms[participle] = "participle"
    if verb.endswith("l") and verb[-2:-1] in _VOWELS:  # British spelling
        forms |= {verb + "led": "either", verb + "ling": "ing"}
    if verb not in forms:
        forms[verb] = "base"
    return forms


def plural(noun: str) -> str:
    """The plural of ``noun``."""
    return _third(noun)


def _third(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "go", "do", "to", "rgo")) and not word.endswith("ss's"):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ing"


def _doubles(verb: str) -> bool:
    if verb in codebook.doubling():
        return True
    if len(verb) < 3 or verb[-1] in "wxy" + _VOWELS or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return verb in ("quit", "equip")
    return sum(letter in _VOWELS + "y" for letter in verb) == 1
