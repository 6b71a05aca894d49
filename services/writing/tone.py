"""Describe the tone of a letter: sentence length, vocabulary level and person, as words a writer can follow."""

import re

_SENTENCE = re.compile(r"[^.!?]+[.!?]+")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_FIRST_PERSON = {"i", "my", "me", "we", "our", "ich", "mein", "wir", "je", "mon", "ma", "nous", "yo", "mi", "nosotros"}


def tone_of(letter: str) -> str:
    """Return a description such as "short sentences (11 words), plain vocabulary, first person"; "" for no letter."""
    sentences = [_WORD.findall(sentence) for sentence in _SENTENCE.findall(letter)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return ""
    length = round(len(words) / len(sentences))
    long_words = sum(len(word) >= 9 for word in words) / len(words)
    personal = sum(word.casefold() in _FIRST_PERSON for word in words) / len(words)
    return ", ".join(
        (
            f"{_level(length, 13, 21, ('short', 'medium-length', 'long'))} sentences ({length} words on average)",
            f"{_level(long_words, 0.12, 0.22, ('plain', 'professional', 'elevated'))} vocabulary",
            "warm and personal" if personal > 0.06 else "matter-of-fact",
            "energetic" if "!" in letter else "calm",
        )
    )


def _level(value: float, low: float, high: float, names: tuple[str, str, str]) -> str:
    return names[0] if value < low else names[1] if value < high else names[2]
