"""Who appears in one article, where, and who speaks each statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from communique import text as texts
from communique.actors import bodies, conflict, names, parties, places, presuming, pronouns, roles, speaking, strangers
from communique.actors.benches import Benches
from communique.actors.beside import Beside
from communique.actors.entities import Entity, Found, finished, of_polity
from communique.actors.epithets import described
from communique.actors.full_names import gender_of_noun
from communique.actors.groups import Groups
from communique.actors.hosts import hosts
from communique.actors.lexicon import Hit, Lexicon, lexicon, scan
from communique.actors.people import People
from communique.actors.roles import Role
from communique.actors.told import Told
from communique.actors.twins import twins
from communique.actors.words import Word, row
from communique.data import Anchor, Article, Cast, Mention, Parse, Polity, Statement
from communique.vocabulary.offices import offices
from communique.vocabulary.polities import polities as shipped

_STATE_ORGANS = frozenset("government army military navy ministry parliament cabinet authority treasury police".split())
_OFFICIAL = frozenset("government ministry cabinet presidential palace".split())
_OWN_MIND = frozenset("lawmaker senator congressman congresswoman legislator backbencher mp critic".split())
_MANY = 200  # office holders looked at: more never stand in one report
_SIDELESS = frozenset(
    "mediator analyst expert specialist scholar historian economist strategist judge prosecutor".split()
)


def resolve(
    article: Article,
    statements: Iterable[Statement],
    *,
    polities: tuple[Polity, ...] = (),
    sides: Mapping[str, str] | None = None,
    parse: Parse | None = None,
) -> Cast:
    """The cast of ``article``: its actors, their mentions, and the speaker of each of ``statements``.

    ``polities`` are the states and movements learned from the case (:func:`learn`); those the world knows are built
    in. ``sides`` are those that the rest of the case tells of its people (:func:`sides`): they count where the article
    itself tells none; ``parse`` shows parties that no list, title or clause tells of. Linear in the article's length.
    """
    return _Stage(article, tuple(statements), lexicon(tuple(polities)), sides or {}).cast(parse)


class _Stage:
    """One article while its cast is put together."""

    def __init__(
        self, article: Article, statements: tuple[Statement, ...], known: Lexicon, sides: Mapping[str, str]
    ) -> None:
        self.article, self.statements, self.lexicon, self.sides = article, statements, known, sides
        self.words: list[Word] = row(article)
        hits = places.clean(known, self.words, scan(known, self.words))
        self.hits: list[Hit] = places.short_forms(known, self.words, hits, len(shipped()))
        self.roles: list[Role] = roles.find(self.words, self.hits)
        self.taken = [-1] * len(self.words)
        for number, hit in enumerate(self.hits):
            self.taken[hit.first : hit.last] = [number] * (hit.last - hit.first)
        titles = frozenset(i for role in self.roles for i in range(role.core, role.end))
        self.runs = names.runs(self.words, self.taken, titles)
        sources = {s.source.start for s in statements if s.source}
        self.people = People(self.words, self.runs, self.roles, self.taken, sources)
        self.hosts = hosts(known, self.words, self.hits)
        self.around = presuming.Surroundings(known, self.words, self.hits, self.taken, self.hosts)
        self.entities: dict[tuple[str, str, str | None], Entity] = {}
        self.polity: dict[int, Entity] = {}
        self.organs: dict[str, dict[str, Entity]] = {}
        self.bodied: dict[str, dict[str, Entity]] = {}
        self.named: dict[int, list[Found]] = {}
        self.held: list[tuple[Entity, set[str]]] | None = None
        home = parties.home(known, article, self.words, self.hits, len(shipped()))
        self.home = None if home in self.hosts else home
        self.inland = self.home or parties.domestic(known, self.words, self.hits)  # whose navy "the navy" is
        self.found: list[Found] = []
        self.told = Told(self.words, self.people)
        movement = conflict.movement(known, self.words, self.hits, len(shipped()))
        self.ruling = conflict.government(known, self.words, self.hits, self.home, self.hosts) if movement else None
        self.beside = Beside(known, self.words, self.hits, self.taken, movement, self.ruling, self.runs)
        self.groups = Groups(known, self._entity, movement)
        self.benches = Benches(self.words, self._entity)

    def cast(self, parse: Parse | None = None) -> Cast:
        """Everything in order: people, sides, the rest, pronouns, speakers."""
        self.found.extend(self.people.gather())
        self._bodies()
        self._sides()
        self.found += places.standing(self.words, self.hits, self._polity)
        self.found += bodies.initialled(self.words, self.found)
        self.found += [*self.benches.named(self.taken), *twins(self.words, self._polity)]
        self._roles()
        self.found += described(self.words, self.found, self.taken)
        if parse is not None:
            known = self.found, self.taken, self.people, self.groups.seats(self.hits)
            self.found += strangers.find(self.words, parse, *known, self._entity, self._words)
        self.found.sort(key=lambda f: (f.first, f.last))
        self.found.extend(
            pronouns.resolve(self.words, self.found, *speaking.voices(self.words, self.found, self.statements))
        )
        self.found.sort(key=lambda f: (f.first, f.last))
        speakers = {
            s.id: e.id for s in self.statements if (e := speaking.speaker(self.words, self.found, s)) is not None
        }
        own = [e for e in (*self.polity.values(), *self.entities.values()) if e.side == e.id]
        self.found = parties.paired(self.found, parties.both(self.words, self.found, own))
        self.found.sort(key=lambda f: (f.first, f.last))
        return self._finished(speakers)

    def _finished(self, speakers: dict[str, str]) -> Cast:
        actors: dict[str, Entity] = {}
        for found in self.found:
            entity = found.entity
            if found.form in ("name", "metonym"):
                printed = self._words(found.first, found.last)
                entity.aliases.add(printed)
                if entity.kind == "person" and printed.replace("-", " ") == entity.name:
                    entity.name = printed  # with its hyphens
            actors.setdefault(entity.id, entity)
        for entity in list(actors.values()):
            if entity.side is not None and entity.side not in actors:
                if entity.side in self.lexicon.ids:
                    actors[entity.side] = of_polity(self.lexicon, self.lexicon.ids.index(entity.side))
                elif entity.side in self.benches.bodies:
                    actors[entity.side] = self.benches.bodies[entity.side]
        mentions = tuple(self._mention(found) for found in self.found)
        ordered = tuple(finished(actors[key]) for key in sorted(actors))
        return Cast(
            article_id=self.article.id,
            actors=ordered,
            mentions=mentions,
            speakers=speakers,
            presumed=tuple(sorted(key for key, entity in actors.items() if entity.presumed)),
        )

    def _mention(self, found: Found) -> Mention:
        there = self._place(found.first, found.last)
        return Mention(anchor=there, actor=found.entity.id, form=found.form, reason=found.reason)

    def _sides(self) -> None:
        for person, role in self.people.titles:
            self._office(person, role)
        for found in self.people.found:
            self.named.setdefault(id(found.entity), []).append(found)
            self._read(found)
        self._possessed()
        its = self.people.of_its()
        for person in self.people.by_name.values():
            if not person.sides and not person.neutral:
                told = presuming.housed(person, self.named.get(id(person), ()), self.around)
                if (told := self.sides.get(person.id) or told) is not None:
                    person.sides.append(told)
                elif parties.governs(person) and id(person) not in its:  # "its president" is of something told
                    self._context(person)
        for person in self.people.by_name.values():  # last, as nobody else's side is presumed from it
            if not person.sides and not person.neutral:
                self._presume(person, presuming.at_large(person, self.people, self.around))
                person.sides = person.sides or self.benches.of(person, self.named.get(id(person), ()))
            if person.sides and not person.neutral:
                person.side = Counter(sorted(person.sides)).most_common(1)[0][0]
                person.country = self._country(person.side)
        self._possessed()

    def _read(self, found: Found) -> None:
        self.beside.read(found)
        if (at := self.beside.appointed(found)) is not None:
            found.entity.offices.setdefault(self.words[at].text, self._place(at, at + 1))

    def _place(self, first: int, last: int) -> Anchor:
        return texts.anchor(self.article, self.words[first].start, self.words[last - 1].end)

    def _possessed(self) -> None:
        """The sides of "her chief of staff, N": those of whom the pronoun stands for."""
        for person, role in self.people.titles:
            if role.possessive is not None and not (person.sides or person.neutral or person.counterpart):
                side = self.beside.possessor(role.possessive, self.people.found)
                if side is None and self.words[role.possessive].low == "its":
                    side = self.home or self.ruling  # of its committee, its ministry
                if side is not None:
                    person.sides.append(side)
                    person.side, person.country = side, self._country(side)

    def _context(self, person: Entity) -> None:
        """The side of a bare government title, from what stands before its holder's first mention."""
        home, found = self.home or self.ruling, self.named.get(id(person), [])
        self._presume(person, presuming.suggested(person, found, self.people, self.around, self.beside, home))

    def _presume(self, person: Entity, side: str | None) -> None:
        if side and not person.counterpart:
            person.sides.append(side)
            person.presumed = True

    def _country(self, side: str) -> str | None:
        return self.lexicon.polities[self.lexicon.ids.index(side)].country if side in self.lexicon.ids else None

    def _office(self, person: Entity, role: Role) -> None:
        core = self._core(role)
        if role.head in ("counterpart", "number"):
            person.counterpart = True
        else:
            person.offices.setdefault(core, self._place(role.core, role.end))
        side = self._owner(role)
        if side is None and role.start:
            before = role.start - 1
            side = self.beside.party(before) if self.words[before].owner else self.beside.at.get(before)
        if role.head in _OWN_MIND:
            return
        if role.kind == "neutral" or role.former or role.head in _SIDELESS:
            person.neutral = person.neutral or side is None or role.kind == "neutral" or role.former
        elif side is not None:
            person.sides.extend([side, side])
        elif presuming.elsewhere(role.end, self.around):
            person.neutral = True

    def _core(self, role: Role) -> str:
        """The office in words: without its owner, but with what a metonym adds ("State Department spokesman")."""
        end = role.end
        owner = None if role.owner is None else self.hits[role.owner]
        closes = owner is not None and (owner.last == role.end or self.words[owner.last - 1].owner)  # "of Tarn's Guard"
        if owner is not None and closes and role.core < owner.first < role.end:
            end = owner.first
            while end > role.core + 1 and self.words[end - 1].low in ("of", "for", "the", "from", "with", "in"):
                end -= 1
        return self.article.text[self.words[role.core].start : self.words[end - 1].end]

    def _owner(self, role: Role) -> str | None:
        """The id of the side that an office belongs to, where the phrase says it."""
        if role.owner is not None:
            hit = self.hits[role.owner]
            if len(hit.senses) == 1 and not self.groups.against(self.words, role, hit):
                return self.lexicon.sides[hit.senses[0].polity]
            return None
        after = self.words[role.end].low if role.end < len(self.words) else ""
        if after == "of":
            body = role.end + 1 + any(word.low == "the" for word in self.words[role.end + 1 : role.end + 2])
            if body in self.beside.at:
                return self.beside.at[body]
        titled = role.kind in ("office", "unnamed") and after != "for"
        return self.groups.by_title(self._core(role), self.hits) if titled else None

    def _polity(self, number: int) -> Entity:
        if number not in self.polity:
            self.polity[number] = of_polity(self.lexicon, number)
        return self.polity[number]

    def _bodies(self) -> None:
        """Organisations that no list knows."""
        people = {f.first for f in self.people.found}
        named = bodies.find(self.words, self.runs, people, self.people.things)
        for body in (*named, *bodies.meant(self.words, self.runs, self.taken)):
            turned = self.lexicon.turned.get(frozenset(texts.fold(body.key).split()))
            entity = self._entity("organisation", body.key) if turned is None else self._polity(turned)
            if turned is None:
                entity.side = entity.id if body.party else None
            head = self.words[body.last - 1].low
            if body.last - body.first > 1 and head not in _STATE_ORGANS:
                self.bodied.setdefault(head, {})[entity.id] = entity
            self.found.append(Found(first=body.first, last=body.last, entity=entity, form="name", reason=body.reason))
            if body.party:
                self.beside.at.update(dict.fromkeys(range(body.first, body.last), entity.side or entity.id))

    def _words(self, first: int, last: int) -> str:
        return " ".join(self.article.text[self.words[first].start : self.words[last - 1].end].split())

    def _entity(self, kind: str, key: str, side: str | None = None) -> Entity:
        known = self.entities.get((kind, texts.fold(key), side))
        if known is None:
            known = Entity(kind=kind, name=key, key=key, side=side)  # type: ignore[arg-type]
            self.entities[kind, texts.fold(key), side] = known
        return known

    def _roles(self) -> None:
        ends = ((run.first, run.last - (" of " not in run.name)) for run in self.runs if run.body)
        inside = {i for first, last in ends for i in range(first, last)}  # a union's "Workers"
        for role in (r for r in self.roles if r.core not in inside and r.end - 1 not in self.benches.members):
            holder = self.people.attached.get(role.start)
            if holder is not None:
                self.found.append(self._as(role, holder, "office", "a title beside the name"))
            elif (found := self._role(self.groups.speaking(self.words, role))) is not None:
                self.found.append(found)

    def _role(self, role: Role) -> Found | None:
        side = self._owner(role) or self._implied(role)
        if role.kind == "office" and not role.plural:
            if (person := self._holder(role, side)) is not None:
                return self._as(role, person, "office", "the office of a person in the article")
            if side is None and (person := self.told.person(role, self._core(role))) is not None:
                return self._as(role, person, "office", "the only person just told of, who has no other office")
            if role.determiner != "a":
                entity = self._entity("office", self._core(role).casefold(), side)
                entity.offices.setdefault(self._core(role), self._place(role.core, role.end))
                entity.country = self._country(side) if side else None
                return self._as(role, entity, "office", "an office without its holder")
        if role.kind == "organ":
            return self._organ(role, side)
        if role.kind in ("group", "neutral"):
            entity = self.groups.of(role, self._key(role), side)
            entity.gender = "p" if role.plural else ""
            return self._as(role, entity, "group", "a group by what they are")
        if side is None and _OFFICIAL.intersection(self._core(role).casefold().split()):
            side = self._around(role)
        key, own = self._key(role), role.head in _OWN_MIND  # who speaks for himself, whatever state he is of
        entity = self._entity("unnamed", f"{key} of {side}" if own else key, None if own else side)
        entity.gender = "p" if role.plural else gender_of_noun(role.head)
        entity.country = self._country(side) if side else None
        return self._as(role, entity, "unnamed", "somebody who is not named")

    def _implied(self, role: Role) -> str | None:
        """The side of "his ministry" and of "the separatists"."""
        if role.head in ("counterpart", "number"):
            return None
        one = role.possessive is not None and self.words[role.possessive].low == "its"  # "their leaders" are of several
        if role.owner is None and role.possessive is not None and (one or role.kind in ("organ", "office")):
            return self.beside.possessor(role.possessive, self.people.found)
        if role.owner is None and role.core and self.beside.owns(role.core - 1, role.head):
            return self.beside.owner(role.core - 1, self.people)
        if role.owner is None and role.determiner != "a":
            return self.beside.party(role.end - 1) if role.head in conflict.REBELS else None
        return None

    def _as(self, role: Role, entity: Entity, form: str, reason: str) -> Found:
        if entity.kind in ("unnamed", "group", "office") and entity.name == entity.key:
            entity.name = self._display(role)
        return Found(first=role.start, last=role.end, entity=entity, form=form, reason=reason)

    def _display(self, role: Role) -> str:
        start = role.start
        while start < role.end - 1 and self.words[start].low in ("a", "an", "the", "his", "her", "its", "their", "our"):
            start += 1
        return self._words(start, role.end)

    def _key(self, role: Role) -> str:
        core = self._core(role)
        alone = role.end == role.core + 1
        return texts.fold(core.removesuffix(self.words[role.end - 1].text) + role.head) if alone else core.casefold()

    def _organ(self, role: Role, side: str | None) -> Found | None:
        if side is None and role.possessive is None and (role.determiner == "the" or role.head == "police"):
            known = self.organs.get(self._core(role).casefold()) or self.organs.get(role.head) or self._bodied(role)
            if len(known) == 1:
                return self._as(role, next(iter(known.values())), "office", "the only such organ of the article")
            side = self._around(role) if role.head in _STATE_ORGANS else None
        if side is None:
            return self._strange(role)
        entity = self._entity("organisation", f"{self._core(role).casefold()} of {side}")
        entity.name = self._display(role)
        entity.side = side
        entity.country = self._country(side)
        for word in (self._core(role).casefold(), role.head):
            self.organs.setdefault(word, {})[entity.id] = entity
        return Found(first=role.start, last=role.end, entity=entity, form="office", reason="an organ of its side")

    def _bodied(self, role: Role) -> dict[str, Entity]:
        """The bodies that "the committee", or "the Salt Committee", may be short for."""
        said = set(self._core(role).casefold().split())
        known = self.bodied.get(role.head, {})
        return {key: body for key, body in known.items() if said <= set(body.key.casefold().split())}

    def _strange(self, role: Role) -> Found | None:
        """An organ of an owner that nothing tells of: "Tarn's defence ministry"."""
        owner = self.words[role.core - 1] if role.core > role.start else None
        if role.plural or owner is None or not owner.owner or not owner.capital or self.people.named(role.core - 1):
            return None
        if owner.low in offices().words["names.calendar"]:
            return None
        entity = self._entity("organisation", self._display(role))
        for word in (self._core(role).casefold(), role.head):
            self.organs.setdefault(word, {})[entity.id] = entity
        return Found(first=role.start, last=role.end, entity=entity, form="office", reason="an organ by its owner")

    def _around(self, role: Role) -> str | None:
        """The side of a state's organ or voice that has no owner, no movement's: of what acts before it, else home."""
        if role.plural:
            return None  # several governments are nobody's own
        nobody = Entity(kind="unnamed", name="", key="")
        here = Found(first=role.start, last=role.end, entity=nobody, form="", reason="")
        side = parties.side_of_bare_title(self.lexicon, self.words, self.hits, self.taken, here)
        side = (side and presuming.inner(self.people.by_name.values())) or side or self.inland or self.ruling
        states = (i for i, p in zip(self.lexicon.ids, self.lexicon.polities, strict=True) if p.kind == "state")
        return side if side and side in states else None

    def _holder(self, role: Role, side: str | None) -> Entity | None:
        """The one person of the article whose office says all words of this one, on a side that fits."""
        if role.determiner == "a":
            return None
        core, people = roles.title_words(self._core(role)), self.people.by_name.values()
        if self.held is None:
            self.held = [(person, roles.title_words(office)) for person in people for office in person.offices]
        held = [(person, office) for person, office in self.held[:_MANY] if side is None or person.side in (None, side)]
        same = {id(person): person for person, office in held if core == office}
        if not same:
            same = {id(p): p for p in people if core <= p.ranks and (side is None or p.side in (None, side))}
        fits = same or {id(person): person for person, office in held if core <= office}
        return presuming.chief(list(fits.values()), self.named)
