"""The truth gate: judge a line against the facts of a CV.

Read it in this order, which is the order in which a line passes:

1. `text.fold` brings the line to what a person reads; `tokens` and `values` cut it into words and typed values.
2. `parser.Parser` makes a statement of it: each term with the keys that must carry it (its stem, the groups of
   equal words it belongs to, the values it means), clauses, negation, and how much responsibility each clause claims.
3. `index.Index` did the same once for every fact. A `View` holds the facts that may carry the line: those of one
   role (its header and its lines, and talents that name it), or the whole CV for a summary.
4. A line that is a fact word for word passes at once. Else every rule looks at the claim, and each may object:
   first deceiving characters and foreign voices; then what no fact carries, named by kind (number, degree, tool,
   title, name, another role's words); then what facts carry but not so: stronger verbs, turned negations, added
   outcomes and ranks, numbers that count something else; last, every other new word.
5. No objection, no reason: the line is grounded, and rests on the fewest facts that carry it.

Nothing here knows a job ad, calls a model or depends on anything but the CV, the lexicons and today's date (for
roles that still go on).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from models.cv import CV
from models.item import Reason, Verdict
from services.grounding.claim import Claim, Rule
from services.grounding.index import LABEL, Index, View
from services.grounding.lexicons import Lexicons
from services.grounding.parser import parser_of
from services.grounding.phrases import Phrases
from services.grounding.rules.anachronism import Anachronism
from services.grounding.rules.binding import Mixed, WovenTool
from services.grounding.rules.certificates import Certified
from services.grounding.rules.counting import Counted
from services.grounding.rules.credentials import DegreeSubject, Grades, LanguageLevel
from services.grounding.rules.hidden import Hidden
from services.grounding.rules.kinds import NewWords, OtherRole, kinds
from services.grounding.rules.names import NameRun, WorkedFor
from services.grounding.rules.numbers import Numbers
from services.grounding.rules.objects import ObjectPlace
from services.grounding.rules.opposites import Opposites
from services.grounding.rules.others_titles import OthersTitle
from services.grounding.rules.outcomes import Outcome
from services.grounding.rules.periods import Period
from services.grounding.rules.places import AtEmployer
from services.grounding.rules.plurals import Plural
from services.grounding.rules.polarity import Negation
from services.grounding.rules.portions import Portion
from services.grounding.rules.proficiency import Basics
from services.grounding.rules.ranking import Ranking
from services.grounding.rules.responsibility import Responsibility
from services.grounding.rules.rivals import Paired, Rival
from services.grounding.rules.self_titles import AuthorOf, SelfTitle
from services.grounding.rules.shares import Shares
from services.grounding.rules.studies import Studies
from services.grounding.rules.titles import DroppedLimit, EmployerTitle
from services.grounding.rules.voice import Voice
from services.grounding.statement import Term
from services.grounding.text import fold, plain
from services.grounding.tokens import normal
from services.grounding.totals import Totals
from services.grounding.widen import widen

_LIST = re.compile(r"[|,;•]|: | – ")
"""What stands between the items of a list of skills, or the parts of a heading."""
_LABEL = 5
"""How many words a label may have."""
Objector = Callable[[str, Sequence[str]], Sequence[Reason]]
"""Something that may add reasons to a verdict: it is given the line and the texts of the facts in scope."""


class Gate:
    """Judge lines against one CV. Building it parses every fact once; judging a line takes about a millisecond."""

    def __init__(self, cv: CV, lexicons: Lexicons | None = None, *, today: date | None = None) -> None:
        self.lexicons = (lexicons or Lexicons.load()).speaking(cv.language)
        self.index = Index(cv, parser_of(self.lexicons))
        totals = Totals(self.index, today or date.today())
        self._anachronism = Anachronism()
        self.rules: tuple[Rule, ...] = (
            Hidden(),
            Voice(self.lexicons),
            Numbers(totals),
            Opposites(self.lexicons),
            Outcome(self.lexicons),
            Ranking("superlative", "rank", self.lexicons, "superlative"),
            Ranking("extent", "wider statement", self.lexicons, "extent"),
            NameRun(self.lexicons),
            OtherRole(),
            LanguageLevel(self.lexicons),
            Certified(self.lexicons),
            *kinds(self.lexicons),
            DegreeSubject(),
            Grades(self.lexicons),
            Studies(self.index),
            Basics(self.lexicons),
            DroppedLimit(self.lexicons),
            EmployerTitle(self.lexicons),
            SelfTitle(self.lexicons),
            OthersTitle(self.lexicons),
            AuthorOf(),
            WorkedFor(self.lexicons),
            Responsibility(),
            Negation(),
            Shares(self.lexicons),
            Counted(self.lexicons),
            Rival(self.lexicons),
            Paired(),
            Portion(self.lexicons.language),
            Period(),
            Plural(self.lexicons),
            Mixed(),
            WovenTool(),
            ObjectPlace(self.lexicons.language),
            AtEmployer(self.index, self.judge_in),
            NewWords(),
        )

    def judge(self, text: str, under: str = "") -> Verdict:
        """Return the verdict on one line. `under` is a scope id such as `role-2`, or "" for the whole CV.

        A scope that the CV does not have carries nothing, so whatever stands under it is refused.
        """
        return self.judge_in(text, self.index.view(under))

    def judge_in(self, text: str, view: View) -> Verdict:
        """Return the verdict on one line against a view of the facts."""
        statement = self.index.parser.parse(self._unlabelled(text, view))
        widen(statement, view, self.lexicons)
        claim = Claim(statement, view, self.index)
        verbatim = self._verbatim(claim)
        reasons = list(self.rules[0].object(claim)) if verbatim else self._reasons(claim)
        anachronisms = list(self._anachronism.object(claim))
        if not verbatim:
            missing = {word for reason in reasons for word in reason.words}
            reasons += [reason for reason in anachronisms if missing.intersection(reason.words)]
        warnings = tuple(reason for reason in anachronisms if reason not in reasons)
        return Verdict(
            reasons=tuple(reasons), warnings=warnings, grounded=not reasons, facts=self._rests_on(claim)
        )  # fmt: skip

    def _unlabelled(self, text: str, view: View) -> str:
        """Return a line without the label before its colon, where that only names what the line is about."""
        label, colon, rest = text.partition(": ")
        if not colon or not rest.strip() or len(label.split()) > _LABEL or normal(fold(text)) in view.exact:
            return text
        if normal(fold(label)) in self._sections:
            return rest
        view = self.index.whole  # a label may name what the list of skills has
        return rest if all(self._names(term, view) for term in self.index.parser.parse(label).terms) else text

    def _names(self, term: Term, view: View) -> bool:
        """Tell whether a word of a label claims nothing of its own."""
        if term.neutral and not term.negated:
            return term.claim is None
        if (
            term.value is not None
            or term.claim is not None
            or term.strict
            or term.stem in self._titles
            or term.stem in self._languages
        ):
            return False
        return term.plain in self._topics or (view.carries(term) and not any(k[:5] == "tool:" for k in term.needs))

    @cached_property
    def _topics(self) -> frozenset[str]:
        return frozenset(plain(word) for word in self.lexicons.listed("sections", "topics"))

    @cached_property
    def _titles(self) -> Phrases:
        return self.lexicons.table("titles", "nouns")

    @cached_property
    def _languages(self) -> Phrases:
        return self.lexicons.table("languages", "names")

    @cached_property
    def _sections(self) -> frozenset[str]:
        names = ",".join([*self.lexicons.raw("sections")["sections"].values(), self.lexicons.raw("sections")["labels"]])
        return frozenset(normal(fold(name)) for name in names.split(","))

    def _verbatim(self, claim: Claim) -> bool:
        """Tell whether a line is a fact word for word, or a list of such facts."""
        text = claim.statement.folded
        if not normal(text) or normal(text) in claim.view.exact:
            return True
        parts = [normal(part) for part in _LIST.split(text)]
        if len(parts) < 2 or not all(part in claim.view.exact for part in parts if part):
            return False
        scopes = [claim.view.named[part] for part in parts if part in claim.view.named]
        return not scopes or bool(frozenset.intersection(*scopes))

    def _reasons(self, claim: Claim) -> list[Reason]:
        return [reason for rule in self.rules for reason in rule.object(claim)]

    def _rests_on(self, claim: Claim) -> tuple[str, ...]:
        """Return the ids of the fewest facts that carry every term, the one that carries most first."""
        waiting = {at for at in claim.statement.content if claim.carriers[at]}
        chosen: list[int] = []
        while waiting:
            counts: dict[int, int] = {}
            for at in waiting:
                for number in claim.carriers[at]:
                    counts[number] = counts.get(number, 0) + 1
            best = min(counts, key=lambda number: (-counts[number], claim.source(number).fact.id))
            chosen.append(best)
            waiting = {at for at in waiting if best not in claim.carriers[at]}
        ids = (claim.source(number).fact.id for number in chosen)
        return tuple(fact_id for fact_id in ids if not fact_id.startswith(LABEL))


def with_objections(verdict: Verdict, objections: Iterable[Reason]) -> Verdict:
    """Return the verdict with an objector's reasons added. An objector can refuse a line; it can never clear one."""
    reasons = (*verdict.reasons, *objections)
    return verdict.model_copy(update={"reasons": reasons, "grounded": not reasons})
