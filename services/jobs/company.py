"""Take vocabulary and values from notes about the employer, for emphasis only: no requirement, no fact."""

from collections import Counter

from models.document import Document
from models.job import Job
from services.jobs.words import content_words, stem

MAX_VALUES = 15


def with_company(job: Job, document: Document) -> Job:
    """Return the job with the words that the employer says most often about itself as `values`."""
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for word in content_words(document.text):
        if len(word) > 3:
            counts[stem(word)] += 1
            forms.setdefault(stem(word), word)
    values = tuple(forms[key] for key, count in counts.most_common(MAX_VALUES) if count > 1)
    return job.model_copy(update={"values": values})
