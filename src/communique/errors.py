"""Everything that Communique raises on purpose, as one tree.

::

    CommuniqueError                 a plain sentence for the user: what happened, what to do next
    ├── InputError                  something handed in cannot be used
    │   ├── UnreadableArticle       one file or line is no article; the pipeline keeps it as a Problem
    │   ├── NothingToRead           a path that is not there, a folder without readable files
    │   ├── BadConflict             a conflict model that cannot be read or solved
    │   └── BadQuestion             a filter or a number in an address that makes no sense
    ├── CaseError                   the case file
    │   ├── NotACase                the file is not a Communique case
    │   ├── NewerCase               written by a newer version of Communique
    │   ├── DamagedCase             hashes, schema or database pages do not fit
    │   └── CaseBusy                another process holds the case for writing
    ├── WeightsMissing              the parser's weights are not there, or for another version
    ├── VocabularyError             a vocabulary file breaks its own rules
    ├── JudgementError              a judgement about nothing, or one that cannot be applied
    │   └── StaleJudgement          somebody else judged the datum since it was shown
    ├── PortTaken                   the page cannot be served on the port asked for
    └── UnknownName                 a party, issue, code, outlet, coder or id that is not known

Anything else that escapes is a bug, and shows its traceback.
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """The root: its text is one line that a user can act on."""


class InputError(CommuniqueError):
    """Something handed in cannot be used."""


class UnreadableArticle(InputError):
    """One file or one line of a file is no article; the rest of the run goes on."""


class NothingToRead(InputError):
    """A path that does not exist, or a folder in which nothing can be read."""


class BadConflict(InputError):
    """A conflict model that cannot be read or solved; the text names the place and the fault."""


class BadQuestion(InputError):
    """A filter or a number in the address of a page that makes no sense."""


class CaseError(CommuniqueError):
    """The case file cannot be used as asked."""


class NotACase(CaseError):
    """The file exists but is not a Communique case."""


class NewerCase(CaseError):
    """The case was written by a newer version of Communique than this one."""


class DamagedCase(CaseError):
    """The case opened, but what it holds does not fit its own hashes or schema."""


class CaseBusy(CaseError):
    """Another process is writing to the case; try again when it has finished."""


class WeightsMissing(CommuniqueError):
    """The weights of the parser are not in their folder, or do not fit this version."""


class VocabularyError(CommuniqueError):
    """A vocabulary file breaks its own rules; the text names the file and the entry."""


class JudgementError(CommuniqueError):
    """A judgement about nothing, or one whose change cannot be applied."""


class StaleJudgement(JudgementError):
    """Somebody else judged the datum since it was shown; ``judgement_id`` is that judgement."""

    def __init__(self, what: str, judgement_id: str) -> None:
        super().__init__(what)
        self.judgement_id = judgement_id


class PortTaken(CommuniqueError):
    """The page cannot be served on the port that was asked for."""


class UnknownName(CommuniqueError):
    """A party, issue, code, outlet, coder, list or id that is not known here."""
