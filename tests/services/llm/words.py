"""The prompt and the answers that the tests of the client use."""

from pydantic import BaseModel, Field

KEY = "gsk_secret_of_these_tests"
GOOD = '{"lines": ["Ran the night shift of a ward."]}'

PROMPT = """---
name: draft
version: 1
role: quality
inputs:
  facts: 4000
output: Draft
max_tokens: 200
temperature: 0.2
---
## system
Write lines from the facts and from nothing else.
## user
The facts:
{{ facts }}
"""


class Draft(BaseModel):
    """The answer that the tests ask for."""

    lines: list[str] = Field(max_length=10)
