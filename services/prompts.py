"""Prompts are files: Markdown with YAML front matter, a static system part and a user part with fenced data.

    ---
    name: write-role
    version: 3
    role: quality                    # quality writes, fast reads
    inputs:
      facts: 6000                    # fenced data, at most so many characters
      language: {max: 20, inline: true}   # one short line, put into the sentence as it is
    output: Draft                    # name of the pydantic model of the answer, or `text`
    max_tokens: 900
    temperature: 0.2
    ---
    ## system
    Static rules: no variables here, so that the provider's prefix cache pays.
    ## user
    Write in {{ language }}. The facts:
    {{ facts }}

Substitution is one pass over the file, so braces in a CV stay what they are.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from models.base import Model
from models.errors import InternalError, UserError

FOLDER = Path(__file__).resolve().parent.parent / "prompts"
INLINE_MAX = 200

_FILE = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_PARTS = re.compile(r"\A\s*## system\n(.*?)\n## user\n(.*)\Z", re.DOTALL)
_VARIABLE = re.compile(r"\{\{ *([a-z][a-z0-9_]*) *\}\}")
_FENCE = re.compile(r"<(?=[\s/]*data\b)", re.IGNORECASE)


class PromptError(InternalError):
    """A prompt of ours is malformed, or was given other inputs than it declares."""


class Message(Model):
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


class Input(Model):
    """What a variable may hold: `max` characters; `inline` values are one line and stand in the sentence unfenced."""

    max: int = Field(gt=0)
    inline: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return {"max": value} if isinstance(value, int) else value

    @model_validator(mode="after")
    def _inline_is_short(self) -> Self:
        if self.inline and self.max > INLINE_MAX:
            raise ValueError(f"an inline input has at most {INLINE_MAX} characters; fence it instead")
        return self


class Prompt(Model):
    """One prompt file. `output` names the model of the answer (`text` = prose)."""

    name: str
    version: int
    role: Literal["fast", "quality"]
    inputs: dict[str, Input]
    output: str
    max_tokens: int = Field(gt=0)
    temperature: float = Field(ge=0, le=2)
    system: str
    user: str

    @model_validator(mode="after")
    def _variables_match(self) -> Self:
        if _VARIABLE.search(self.system):
            raise ValueError("the system part is static: variables belong below `## user`")
        used = set(_VARIABLE.findall(self.user))
        if missing := used - self.inputs.keys():
            raise ValueError(f"undeclared variables: {', '.join(sorted(missing))}")
        if unused := self.inputs.keys() - used:
            raise ValueError(f"unused inputs: {', '.join(sorted(unused))}")
        return self

    def messages(self, inputs: Mapping[str, str]) -> tuple[Message, ...]:
        """Return system and user message with every input in its place, fenced and bounded.

        Raises:
            PromptError: an input is missing or was not declared.
        """
        if missing := self.inputs.keys() - inputs.keys():
            raise PromptError(f"Prompt {self.name} lacks {', '.join(sorted(missing))}.")
        if unknown := inputs.keys() - self.inputs.keys():
            raise PromptError(f"Prompt {self.name} declares no input {', '.join(sorted(unknown))}.")
        user = _VARIABLE.sub(lambda found: self._value(found[1], inputs[found[1]]), self.user)
        return Message(role="system", content=self.system), Message(role="user", content=user)

    def cut(self, inputs: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the inputs that are longer than their bound and will be cut."""
        return tuple(name for name, bound in self.inputs.items() if len(inputs.get(name, "")) > bound.max)

    def _value(self, name: str, text: str) -> str:
        bound = self.inputs[name]
        if bound.inline:
            return _FENCE.sub("‹", " ".join(text.split())[: bound.max])
        return f'<data name="{name}">\n{_FENCE.sub("‹", _bounded(text, bound.max))}\n</data>'


def parse(text: str, name: str = "") -> Prompt:
    """Read a prompt from the text of its file.

    Raises:
        PromptError: the text is no prompt; the message says what is wrong with it.
    """
    import yaml

    found = _FILE.match(text.replace("\r\n", "\n"))
    parts = found and _PARTS.match(found[2])
    if not found or not parts:
        raise PromptError(f"Prompt {name or '(text)'} needs front matter, `## system` and `## user`.")
    try:
        front: dict[str, Any] = yaml.safe_load(found[1])
        return Prompt(**front, system=parts[1].strip(), user=parts[2].strip())
    except yaml.YAMLError as error:
        raise PromptError(f"The front matter of prompt {name or '(text)'} is no YAML.") from error
    except (ValidationError, TypeError) as error:
        raise PromptError(f"Prompt {name or '(text)'}: {_first_reason(error)}.") from error


@cache
def load(name: str) -> Prompt:
    """Return the prompt `prompts/NAME.md`; read once per process.

    Raises:
        PromptError: there is no such prompt, or it is malformed.
    """
    path = FOLDER / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"There is no prompt {name} in {FOLDER}.") from error
    prompt = parse(text, name)
    if prompt.name != name:
        raise PromptError(f"Prompt {name} calls itself {prompt.name}.")
    return prompt


def load_file(path: Path) -> Prompt:
    """Read a prompt file that the user wrote (a task).

    Raises:
        UserError: the file can't be read or is malformed.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise UserError(f"The task file {path} can't be read: {error.strerror}.") from error
    except (PromptError, UnicodeDecodeError) as error:
        raise UserError(f"The task file {path} is malformed: {error}") from error


def _bounded(text: str, limit: int) -> str:
    """Cut at the last whole line within the limit, and say so: half a fact would be another fact."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    kept = head[: head.rfind("\n")] if "\n" in head else head
    return f"{kept}\n[{len(text) - len(kept)} more characters were cut]"


def _first_reason(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
