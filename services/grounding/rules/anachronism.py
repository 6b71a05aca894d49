"""Anachronisms: a tool older or newer than the role allows."""

from collections.abc import Iterator

from models.cv import Project, Role
from models.item import Reason
from services.grounding.claim import Claim, quoted


class Anachronism:
    """Find tools that were not out yet, or no longer in use, in the years of a role."""

    id = "anachronism"

    def object(self, claim: Claim) -> Iterator[Reason]:
        """Yield tools that do not fit the dates. The gate makes it a warning where the CV itself says so."""
        entry = claim.index.cv.scope(claim.view.name)
        if not isinstance(entry, Role | Project) or entry.dates is None or entry.dates.start is None:
            return
        last = None if entry.dates.present else (entry.dates.end or entry.dates.start).year
        tools = claim.lexicons.tools
        for term in claim.terms:
            for key in term.needs & tools.keys():
                tool = tools[key]
                if last is not None and tool.released > last:
                    why = f"{quoted([term.text])} came out in {tool.released}, after this role ended."
                elif tool.ended is not None and tool.ended < entry.dates.start.year:
                    why = f"{quoted([term.text])} was no longer in use when this role began."
                else:
                    continue
                yield Reason(rule=self.id, words=(term.text,), why=why)
