"""Join the verbs of responsibility of English with those of the language of a CV."""

from typing import Any

from services.grounding.inflection import OWN_RULES, is_past


def with_own(verbs: dict[str, Any], own: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the verbs with those of the language of the CV."""
    if not own:
        return verbs
    cognates = {word.strip() for word in own.get("cognates", "").split(",")}
    levels = {
        level: ", ".join(word for word in words.split(", ") if word not in cognates)
        for level, words in verbs["levels"].items()
    }
    for level, phrases in own["levels"].items():
        levels[level] = f"{levels[level]}, {phrases}" if level in levels else phrases
    grants = {word: level for word, level in verbs["grants"].items() if word not in cognates} | own["grants"]
    claims = {word: level for word, level in verbs["claims"].items() if word not in cognates} | own["claims"]
    plain = own.get("plain", "") if language in OWN_RULES else f"{verbs['plain']}, {own.get('plain', 'do')}"
    if language not in OWN_RULES:
        same = [*verbs["same"], *own["groups"]]
    else:  # English verbs would only be met by chance; groups of nouns are no verbs
        same = [group for group in own["groups"] if not is_past(group.split(",")[0], language)]
    return {**verbs, "plain": plain, "levels": levels, "grants": grants, "claims": claims, "same": same}
