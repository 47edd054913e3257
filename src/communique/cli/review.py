"""The review in the terminal: one card, one key a decision; each is in the file before the next card is drawn."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from communique.case import Case
from communique.cli import cards
from communique.data import Card, Judgement, Move, Verdict
from communique.errors import CommuniqueError
from communique.record import Issue
from communique.views import telling
from communique.vocabulary.codebook import codes
from communique.vocabulary.issues import issues

HELP = """\
a accept    it is as the card says; a dispute is one; an issue keeps its name
r reject    it is none
c recode    another code
w who       who acts, and towards whom
i issue     what it is about; on the card of an issue: what it is called
e edit      another field: modality=…, when=…, forum=…, condition=…, history=yes
m merge     it is the same act as another
p part      it is another act than the reports it was put with
1-9         what that coder says; or give an orphaned judgement to that move
n note      the reason for your next decision
s skip      later          b back      the card before
u undo      take back your last decision
q quit      everything is kept
"""
_WIDEST = 100  # columns that one reads with ease
_KEYS = "a accept  r reject  c recode  w who  i issue  e edit  m merge  p part\ns skip  u undo  ? help  q quit"


def objects(queue: Iterable[Card], seen: cards.View) -> list[dict[str, Any]]:
    """The queue as ``--json`` prints it: each card with the words it is about."""
    return [
        {
            "about": card.about,
            "kind": card.kind,
            "reason": card.reason,
            "moves": list(card.moves),
            "other": card.other,
            "confidence": None if card.confidence is None else round(card.confidence, 3),
            "quote": seen.moves[card.about].evidence[0].exact if card.about in seen.moves else None,
        }
        for card in queue
    ]


class Session:
    """One sitting: the queue as it was at its beginning, and what was decided since."""

    def __init__(self, case: Case, queue: Sequence[Card], *, by: str | None, blind: bool, seen: cards.View) -> None:
        self._case = case
        self._queue = queue
        self._by = by
        self._blind = blind
        self._seen = seen
        self._at = 0
        self._why = ""
        self._done: list[tuple[int, tuple[str, ...]]] = []

    def run(self) -> None:
        """Ask card after card until the queue or the reviewer is at an end."""
        if not self._queue:
            click.echo("There is nothing to review.")
            return
        try:
            while self._at < len(self._queue):
                self._draw(self._queue[self._at])
                while not self._answer(self._queue[self._at]):
                    pass
        except EOFError:
            pass
        left = len(self._queue) - len({at for at, _ in self._done})
        click.echo(f"\n{len(self._done)} decided, {left} left. Everything is kept.")

    def _draw(self, card: Card) -> None:
        width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
        sure = "" if card.confidence is None else f", {card.confidence:.0%} sure"
        heading = f"── {self._at + 1} of {len(self._queue)} · {cards.clean(card.reason)}{sure} "
        click.echo("\n" + heading[:width].ljust(width, "─"))
        for line in cards.lines(card, self._seen, width):
            click.echo(_shown(line))
        click.echo(f"\n{_KEYS}")

    def _answer(self, card: Card) -> bool:
        """Ask for one key and do as it says; whether to go on to another card."""
        key = _key()
        actions: Mapping[str, Callable[[Card], bool]] = {
            "a": lambda c: self._decide(c, "accept"),
            "r": lambda c: self._take_back(c) if c.kind == "orphan" else self._decide(c, "reject"),
            "x": lambda c: self._take_back(c) if c.kind == "orphan" else self._decide(c, "reject"),
            "c": self._recode,
            "w": self._who,
            "i": self._name,
            "e": self._edit,
            "m": self._merge,
            "p": self._part,
            "n": self._note,
            "s": self._skip,
            " ": self._skip,
            "b": self._back,
            "u": self._undo,
            "?": self._help,
        }
        if key.isdigit():
            return self._tell(lambda: self._choose(card, int(key)))
        action = actions.get(key)
        if action is None:
            click.echo(f"{cards.clean(key)!r} means nothing here; ? lists the keys")
            return False
        return self._tell(lambda: action(card))

    def _tell(self, action: Callable[[], bool]) -> bool:
        """Do it; what cannot be done is said in a line, and the card stays."""
        try:
            return action()
        except CommuniqueError as error:
            click.echo(f"  {error}")
            return False

    def _decide(
        self, card: Card, verdict: Verdict, changes: Mapping[str, str] | None = None, *, items: Sequence[Any] = ()
    ) -> bool:
        if card.kind == "orphan" or (card.kind == "pair" and not items):
            click.echo("  m: one act; p: two acts" if card.kind == "pair" else "  r: take it back; 1-9: give it on")
            return False
        made = self._case.judge_all(
            items or self._items(card), verdict, why=self._why, by=self._by, changes=changes, blind=self._blind
        )
        self._done.append((self._at, (made[0].batch or made[0].id,)))
        self._why = ""
        click.echo(f"  {cards.decision(made[0], self._seen.names)}{_times(len(made))}")
        self._at += 1
        return True

    def _items(self, card: Card) -> list[Any]:
        """What a decision on the card is about, as the reviewer sees it."""
        if card.kind == "issue":
            return [Issue(id=card.about)]
        if card.kind == "dispute":
            return [d for d in self._seen.record.disputes if d.id == card.about]
        return [self._seen.moves[move] for move in card.moves]

    def _recode(self, card: Card) -> bool:
        if not self._has_moves(card):
            return False
        answer = _ask(f"code ({self._seen.moves[card.about].code})").upper()
        near = [code for code in codes() if code.startswith(answer)]
        if not answer:
            return False
        if answer not in codes() and len(near) != 1:
            click.echo(f"  one of: {', '.join(near or codes())}")
            return False
        return self._decide(card, "edit", {"code": answer if answer in codes() else near[0]})

    def _who(self, card: Card) -> bool:
        if not self._has_moves(card):
            return False
        move, changes = self._seen.moves[card.about], {}
        for field, question, now in (("actors", "who", move.actors), ("recipients", "to whom", move.recipients)):
            names = "; ".join(self._seen.names.get(actor, actor) for actor in now)
            answer = _ask(f"{question} ({cards.clean(names) or 'nobody'}; - for nobody)")
            if answer:
                changes[field] = "" if answer == "-" else answer
        return bool(changes) and self._decide(card, "edit", changes)

    def _name(self, card: Card) -> bool:
        if card.kind != "issue" and not self._has_moves(card):
            return False
        now = card.about if card.kind == "issue" else self._seen.moves[card.about].issue or "none"
        answer = _ask(f"issue ({cards.clean(now.lstrip('~'))})")
        if not answer:
            return False
        known = {*issues(), *(m.issue for m in self._seen.record.moves if m.issue)}
        folded = {name.lstrip("~").casefold(): name for name in sorted(known, reverse=True)}
        near = [name for name in folded if name.startswith(answer.casefold())]
        answer = folded.get(answer.casefold()) or (folded[near[0]] if len(near) == 1 else answer)
        return self._decide(card, "edit", {"name" if card.kind == "issue" else "issue": answer})

    def _edit(self, card: Card) -> bool:
        if not self._has_moves(card):
            return False
        name, equals, value = _ask("field=value").partition("=")
        return bool(equals) and self._decide(card, "edit", {name.strip(): value.strip()})

    def _merge(self, card: Card) -> bool:
        """The two acts of a pair; else one of those that the same party did, to be chosen."""
        if not self._has_moves(card):
            return False
        ours = self._seen.moves[card.about]
        other = card.other
        if other is None:
            near = self._near(ours)
            for n, move in enumerate(near, 1):
                click.echo("\n".join(cards.wrapped(_telling(move), 80, f"  {n}  ", "     ")))
            answer = _ask("the same act as (number or id)") if near else _ask("the same act as (id)")
            if not answer:
                return False
            other = near[int(answer) - 1].id if answer.isdigit() and 0 < int(answer) <= len(near) else answer
        return self._decide(card, "merge", {"with": other}, items=[ours])

    def _near(self, ours: Move) -> list[Move]:
        """One move of each other act by the same parties, those on the same issue first, at most nine."""
        return telling.nearest(ours, (self._seen.moves[e.moves[0]] for e in self._seen.record.events))

    def _part(self, card: Card) -> bool:
        if not self._has_moves(card):
            return False
        changes = {"from": card.other} if card.other is not None else {}
        return self._decide(card, "split", changes, items=[self._seen.moves[card.about]])

    def _choose(self, card: Card, number: int) -> bool:
        """What one coder says, or the move that inherits an orphaned judgement."""
        if card.kind == "coders":
            said = cards.by_coder(card, self._seen.judgements.values())
            if 0 < number <= len(said):
                chosen = said[number - 1]
                return self._decide(card, chosen.verdict, chosen.changes)
        if card.kind == "orphan":
            orphan = self._seen.judgements[card.about]
            near = cards.heirs(orphan, self._seen)
            if 0 < number <= len(near):
                return self._give(orphan, near[number - 1])
        click.echo("  there is no such number on this card")
        return False

    def _give(self, orphan: Judgement, heir: Move) -> bool:
        """The same judgement about the move that stands there now; the orphan is taken back."""
        why = orphan.why or "given on from a judgement that lost its datum"
        made = self._case.judge(heir, orphan.verdict, why=why, by=self._by, changes=orphan.changes, blind=self._blind)
        gone = self._case.undo(orphan.id, by=self._by, why=f"given on as {made.id}")
        self._done.append((self._at, (gone.id, made.id)))
        self._at += 1
        return True

    def _take_back(self, card: Card) -> bool:
        made = self._case.undo(card.about, by=self._by, why=self._why)
        self._done.append((self._at, (made.id,)))
        self._at += 1
        return True

    def _has_moves(self, card: Card) -> bool:
        if telling.questioned(card):
            return True
        click.echo(f"  that is not for the card of {'an' if card.kind[0] in 'aeiou' else 'a'} {card.kind}; ? for help")
        return False

    def _note(self, _: Card) -> bool:
        self._why = _ask("why")
        return False

    def _skip(self, _: Card) -> bool:
        self._at += 1
        return True

    def _back(self, _: Card) -> bool:
        self._at = max(0, self._at - 1)
        return True

    def _undo(self, _: Card) -> bool:
        if not self._done:
            click.echo("  nothing was decided in this sitting; communique judge FILE last undo takes back earlier ones")
            return False
        self._at, made = self._done.pop()
        for judgement in made:
            self._case.undo(judgement, by=self._by)
        click.echo("  taken back")
        return True

    def _help(self, _: Card) -> bool:
        click.echo(HELP)
        return False


def _telling(move: Move) -> str:
    return f"{move.code} {move.when or ''} “{cards.clean(move.evidence[0].exact)}”"[:160]


def _times(count: int) -> str:
    return f", for {count} reports" if count > 1 else ""


def _shown(line: str) -> str:
    """A line with the words of the act made bold where the terminal can, between guillemets where it cannot."""
    bold = sys.stdout.isatty()
    return line.replace(cards.OPEN, "\x1b[1m" if bold else "«").replace(cards.CLOSE, "\x1b[0m" if bold else "»")


def _key() -> str:
    """One key from a terminal, or the first character of a line from anywhere else."""
    if sys.stdin.isatty():
        try:
            key = click.getchar()
        except KeyboardInterrupt as error:
            raise EOFError from error
    else:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        key = line.rstrip("\n")[:1] or " "
    if key in ("q", "\x03", "\x04"):
        raise EOFError
    return key


def _ask(question: str) -> str:
    """A line of answer; empty where the reviewer thought better of it."""
    click.echo(f"  {question}: ", nl=False)
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = "\n"
    if not sys.stdin.isatty():
        click.echo("")
    if not line:
        raise EOFError
    return line.strip()
