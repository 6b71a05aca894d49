"""Text that speaks to a machine instead of a reader: found, shown to the user, and never used."""

import re

from pydantic import JsonValue

from models.base import LeftOut, Notice
from models.document import Document, LayoutLine

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_ORDERS = re.compile(
    r"^\W*(?:please\s+|now\s+|important\s*:\s*|note\s*:\s*)*(?:"
    r"(?:ignore|disregard|forget|override|bypass)\b[^.]{0,60}\b(?:instructions?|prompts?|rules?|directions|guidelines|context|requirements)\b"
    r"|(?:ignorier\w*|vergiss|vergessen sie)\b[^.]{0,60}\b(?:anweisung\w*|instruktion\w*|vorgaben|regeln)\b"
    r"|(?:ignore[zr]?|oublie[zr]?)\b[^.]{0,60}\b(?:instructions?|consignes|règles)\b"
    r"|(?:ignora|ignore|olvida|olvide)\b[^.]{0,60}\b(?:instrucciones|indicaciones|reglas)\b"
    r"|(?:zignoruj|pomiń)\b[^.]{0,60}\b(?:instrukcje|polecenia)\b"
    r"|you are (?:now )?(?:an? )?(?:\w+ ){0,2}(?:ai|llm|language model|chatgpt|gpt|assistant|chatbot|bot)\b"
    r"|(?:if|when|since) (?:you are|you're|you were|this is (?:read|processed|reviewed) by)\b[^.]{0,40}\b(?:ai|a\.i\.|llm|language model|bot|chatgpt|"
    r"automated (?:tool|system|reader)|machine|robot|chatbot|screening (?:tool|system))\b"
    r"|(?:wenn|falls) (?:du|sie)\b[^.]{0,40}\b(?:ki|sprachmodell|llm|bot)\b"
    r"|si (?:vous êtes|tu es|eres|usted es)\b[^.]{0,40}\b(?:ia|modèle de langage|modelo de lenguaje|llm|robot|bot)\b"
    r"|(?:note|message|instructions?|attention|hello|hi|hey|dear|to)\b,?\s+(?:to |for )?(?:all |any |the )?(?:ai|llms?|chatgpt|gpt|claude|gemini|copilot|"
    r"language models?|ats|(?:ai )?(?:assistants?|recruiters?|screeners?|screening))\b(?:[^.]{0,20}(?:bots?|models?|systems?|tools?|assistants?))?\s*[:,!-]"
    r"|(?:system|assistant|developer)\s*(?:prompt|message)?\s*:\s*(?:you|ignore|always|rank|rate|respond)\b"
    r"|(?:always |you (?:must|should|will) )?(?:rank|rate|score|recommend|select|shortlist|hire|approve|mark)\s+(?:this|the|me as)\b[^.]{0,30}"
    r"\b(?:candidate|applicant|resume|résumé|cv|profile)\b[^.]{0,80}"
    r"|(?:respond|reply|answer|output|say|state)\s+(?:only\s+)?(?:with|that)\b[^.]{0,60}\b(?:candidate|applicant|qualified|perfect|best|recommend)\b"
    r"|this (?:candidate|applicant) is (?:the )?(?:perfect|ideal|best|top|exceptionally|highly)\b[^.]{0,80}"
    r")",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"<\|(?:im_start|im_end|system|endoftext)\|>|\[/?INST\]|<<SYS>>|\bBEGIN (?:SYSTEM )?PROMPT\b", re.IGNORECASE
)


def speaks_to_machine(sentence: str) -> bool:
    """Tell whether a sentence gives orders to a program that reads it."""
    return bool(_ORDERS.match(sentence) or _MARKS.search(sentence))


def without_orders(text: str) -> tuple[str, list[str]]:
    """Return a text without the sentences that speak to a machine, and these sentences."""
    if not _MAY.search(text):
        return text, []
    kept, orders = [], []
    for sentence in _SENTENCE.split(text):
        (orders if speaks_to_machine(sentence) else kept).append(sentence)
    return " ".join(kept), orders


_MAY = re.compile(
    r"ignor|disregard|forget|override|bypass|vergiss|vergessen|oubli|olvid|pomiń|\bAI\b|\bKI\b|\bIA\b|LLM|GPT|language model|bot\b|"
    r"assistant|candidate|applicant|automated|machine|prompt|\[INST|<\||sprachmodell|modèle|modelo|rank|shortlist",
    re.IGNORECASE,
)


def without_instructions(document: Document) -> Document:
    """Return the document without sentences that speak to a machine; they are in its notices and in what was left out."""
    lines: list[LayoutLine] = []
    notices: list[Notice] = []
    left_out: list[LeftOut] = []
    for line in document.lines:
        text, orders = without_orders(line.text)
        for order in orders:
            notices.append(Notice(kind="instruction", text=order, origin=line.origin))
            left_out.append(LeftOut(text=order, reason="speaks to a machine", origin=line.origin))
        if not orders:
            lines.append(line)
        elif text:
            lines.append(line.model_copy(update={"text": text}))
    if not notices:
        return document
    return document.model_copy(
        update={
            "lines": tuple(lines),
            "data": _cleaned(document.data),
            "notices": (*document.notices, *notices),
            "left_out": (*document.left_out, *left_out),
        }
    )


def _cleaned(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return without_orders(value)[0]
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value
