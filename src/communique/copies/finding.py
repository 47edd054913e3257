"""``find``: who took text from whom, in a set of articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from communique.copies import rewordings
from communique.copies.chrome import without_chrome
from communique.copies.connecting import connected
from communique.copies.corrections import Notice, Stories, corrections, notices
from communique.copies.directions import carrying
from communique.copies.fingerprints import stream
from communique.copies.forest import forest
from communique.copies.kinds import Likeness, Text, likeness, prepared
from communique.copies.options import Options
from communique.copies.overlaps import overlaps
from communique.copies.phrases import borne_out
from communique.copies.wordings import wording
from communique.data import Article, Correction, Provenance, Wording

_DEFAULTS = Options()
_OTHERS = 500  # members of one family that are asked whether they carry an error
_WORD_FOR_WORD = 0.6  # of the words: generated versions keep 0.61 or more, rewordings mostly less
_LOOSE = 0.35  # a version less alike than this may be a rewording whose longer phrases stayed


def find(
    articles: Iterable[Article], *, options: Options = _DEFAULTS, wordings: Iterable[Wording] | None = None
) -> Provenance:
    """The copies, corrections and machine-made wordings among ``articles``, in any order.

    Each article gets at most one ``Copy``: the link to its best earlier parent, so that links make a forest.
    ``wordings`` are those of the articles (:func:`wording`), where they are known already.
    """
    ordered = sorted({article.id: article for article in articles}.values(), key=_age)
    if wordings is None:
        wordings = [wording(article) for article in ordered]
    scores = {found.article_id: found.score for found in wordings}
    alike = _alike(ordered, options)
    told = {article.id: notices(article) for article in ordered}
    mended = _mended(ordered, alike, told)
    copies = forest(alike, carrying(mended), scores)
    return Provenance(
        copies=tuple(sorted(copies, key=lambda copy: copy.id)),
        corrections=tuple(sorted(mended, key=lambda correction: correction.id)),
        wordings=tuple(sorted(wordings, key=lambda found: found.article_id)),
    )


def _age(article: Article) -> tuple[str, str]:
    return article.published or "9999", article.id


def _alike(articles: Sequence[Article], options: Options) -> list[Likeness]:
    """Every pair that comes from one report: by shared text, else by the same sentences in other words."""
    shared = overlaps(articles, options=options)
    sampled = sorted(zip(shared.first.tolist(), shared.second.tolist(), strict=True))
    respun = rewordings.candidates(articles, options)
    wanted = sorted({at for pair in (*sampled, *respun) for at in pair})
    texts = without_chrome({at: prepared(articles[at], stream(articles[at], options.longest)) for at in wanted}, shared)
    found = {(i, j): alike for i, j in sampled if (alike := likeness(texts[i], texts[j], options)) is not None}
    loose = {at: pair for at, pair in found.items() if pair.kind == "version" and pair.similarity < _LOOSE}
    clear = [pair for at, pair in found.items() if at not in loose]
    for at, stays in zip(loose, borne_out(list(loose.values()), _grouped(texts, clear), options), strict=True):
        if not stays:
            del found[at]
    asked = sorted((set(loose) & set(found)) | (set(respun) - set(found)))
    for at, pair in rewordings.likenesses(asked, texts, options):
        if at not in found or (_in_other_words(found[at]) and rewordings.rewritten(pair)):
            found[at] = pair
    return [pair for _, pair in sorted(found.items())]


def _in_other_words(pair: Likeness) -> bool:
    """Whether less of the shorter text stands word for word in the other than a heavily edited version keeps."""
    return pair.equal < _WORD_FOR_WORD * min(len(pair.left.words), len(pair.right.words))


def _grouped(texts: Mapping[int, Text], clear: Sequence[Likeness]) -> list[list[Text]]:
    """The texts by family, a text without one by itself."""
    family = _families(clear)
    groups: dict[str, list[Text]] = {}
    for of in texts.values():
        groups.setdefault(family.get(of.article.id, of.article.id), []).append(of)
    return list(groups.values())


def _mended(
    articles: Sequence[Article], alike: Sequence[Likeness], told: Mapping[str, Sequence[Notice]]
) -> list[Correction]:
    family = _families(alike)
    members: dict[str, list[Article]] = {}
    for article in articles:
        members.setdefault(family.get(article.id, article.id), []).append(article)
    stories = Stories(told)
    mended: list[Correction] = []
    for article in articles:
        if told[article.id]:
            others = [one for one in members[family.get(article.id, article.id)] if one.id != article.id]
            among = sorted(others[:_OTHERS], key=lambda one: one.id)
            mended += corrections(article, told[article.id], among, stories)
    return mended


def _families(alike: Sequence[Likeness]) -> dict[str, str]:
    """For each article that is like another the name of its family."""
    return connected((pair.left.article.id, pair.right.article.id) for pair in alike)
