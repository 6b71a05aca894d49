"""Invented rows, profiles, CVs and ads for the batch benchmark, and a stand-in model that answers about them."""

import json
import random
import re
from pathlib import Path

from tests.groq_server.replies import Request

VERBS = ("Planned", "Built", "Repaired", "Documented", "Tested", "Reviewed", "Moved", "Taught", "Measured", "Bought")
THINGS = (
    "booking service", "ward rota", "payment ledger", "spare parts store", "training course", "loading bay",
    "tariff search", "safety audit", "customer portal", "stock count", "release process", "night shift",
)  # fmt: skip
TOOLS = (
    "Python", "SQL", "Excel", "SAP", "Kafka", "Terraform", "Tableau", "PostgreSQL", "Docker", "AutoCAD", "Epic",
    "Salesforce", "Java", "React", "Kubernetes", "DATEV", "Power BI", "Jira", "Linux", "Git",
)  # fmt: skip
TITLES = (
    "Data Engineer", "Ward Nurse", "Site Manager", "Accountant", "Buyer", "Electrician", "Teacher", "Product Designer",
    "Warehouse Lead", "Sales Manager", "Quality Inspector", "Support Engineer",
)  # fmt: skip
WORDS = (
    "amber", "basalt", "cedar", "delta", "ember", "fjord", "glade", "harbour", "island", "juniper", "kiln", "lagoon",
    "meadow", "nectar", "orchard", "pebble", "quarry", "ridge", "saffron", "timber", "upland", "valley", "willow",
    "yarrow", "zephyr", "copper", "marble", "velvet", "walnut", "cobalt",
)  # fmt: skip


def sentence(dice: random.Random) -> str:
    """Return one line of a CV, rarely the same twice."""
    return (
        f"{dice.choice(VERBS)} the {dice.choice(WORDS)} {dice.choice(THINGS)} in {dice.choice(TOOLS)} for "
        f"{dice.randint(2, 900)} {dice.choice(WORDS)} clients over {dice.randint(2, 30)} months."
    )


def cv_text(seed: int, lines: int = 6) -> str:
    """Return a CV of five roles in Markdown."""
    dice = random.Random(f"cv {seed}")
    roles = []
    for number in range(5):
        year = 2024 - 3 * number
        heading = f"**{dice.choice(TITLES)}**, {dice.choice(WORDS).title()} {dice.choice(WORDS).title()} Ltd"
        dates = f"January {year} – {'present' if number == 0 else f'December {year + 2}'}"
        roles.append("\n".join([f"{heading}, {dates}", *(f"- {sentence(dice)}" for _ in range(lines))]))
    skills = ", ".join(dice.sample(TOOLS, 8))
    name = f"{dice.choice(WORDS).title()} {dice.choice(WORDS).title()}son"
    return f"# {name}\n\n{name.split()[0].lower()}@example.com\n\n## Experience\n\n" + "\n\n".join(
        [*roles, f"## Skills\n\n{skills}\n"]
    )


def ad_text(seed: int) -> str:
    """Return a job ad in Markdown."""
    dice = random.Random(f"ad {seed}")
    tools = dice.sample(TOOLS, 5)
    musts = [f"- Experience with {tool} in {dice.choice(THINGS)} work" for tool in tools]
    musts += [f"- At least {dice.randint(2, 8)} years as {dice.choice(TITLES).lower()}"]
    nices = [f"- Interest in {dice.choice(WORDS)} {dice.choice(THINGS)}" for _ in range(4)]
    head = f"# {dice.choice(TITLES)}\n\n{dice.choice(WORDS).title()} GmbH, Leeds.\n"
    return "\n".join([head, "## Requirements", "", *musts, "", "## Nice to have", "", *nices, ""])


PROFILE = (
    """# Fennimore Quillon

## Summary

Engineer for settlement systems. Likes plain schemas and quiet nights.

## Experience

"""
    + "\n\n".join(
        f"**Engineer {number}**, {word.title()} Works, January {2024 - 2 * number} – December {2025 - 2 * number}\n"
        + "\n".join(f"- {sentence(random.Random(number * 10 + line))}" for line in range(5))
        for number, word in enumerate(WORDS[:5], 1)
    )
    + "\n\n## Projects\n\n"
    + "\n\n".join(
        f"**{word.title()} Atlas**\n"
        + "\n".join(f"- {sentence(random.Random(900 + number * 10 + line))}" for line in range(3))
        for number, word in enumerate(WORDS[5:8], 1)
    )
    + "\n"
)
"""A master CV with summary, five roles and three projects."""


def table(folder: Path, count: int, words: int) -> Path:
    """Write a table of rows whose descriptions have so many words."""
    dice = random.Random(f"table {words}")
    rows = (
        {"id": f"t{number}", "topic": f"{dice.choice(WORDS)} {dice.choice(THINGS)} {number}",
         "description": " ".join(dice.choice(WORDS) for _ in range(words))}
        for number in range(count)
    )  # fmt: skip
    path = folder / f"rows-{count}-{words}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def files(folder: Path, count: int, kind: str) -> Path:
    """Write so many CVs or ads."""
    target = folder / f"{kind}-{count}"
    target.mkdir()
    for number in range(count):
        text = cv_text(number) if kind == "cvs" else ad_text(number)
        (target / f"{kind[:-1]}-{number:04}.md").write_text(text, encoding="utf-8")
    return target


def respond(request: Request) -> str:
    """Answer rows, sections and candidates as asked, truthfully."""
    text = str(request["messages"][1]["content"])
    name = ((request.get("response_format") or {}).get("json_schema") or {}).get("name", "")
    if name == "Rows":
        ids = [int(number) for number in re.findall(r'^\{"id": (\d+)', text, re.M)]
        return json.dumps({"rows": [{"id": number, "tldr": f"a phrase about row {number}", "challenge": "expert"}
                                    for number in ids]})  # fmt: skip
    if name == "Enhanced":
        parts = re.split(r"^section (\d+), .*$", text, flags=re.M)
        texts = (
            (int(number), body.partition("</data>")[0].strip())
            for number, body in zip(parts[1::2], parts[2::2], strict=True)
        )
        return json.dumps({"sections": [{"section_number": number, "enhanced_text": body} for number, body in texts]})
    parts = re.split(r"^candidate (\d+)$", text, flags=re.M)
    entries = []
    for number, body in zip(parts[1::2], parts[2::2], strict=True):
        line = next(line[2:] for line in body.splitlines() if line.startswith("- "))
        entry = {"candidate": int(number), "reasons": [{"requirement": 1, "quote": line}], "gaps": [], "fit": 60}
        entries.append(entry)
    return json.dumps({"candidates": entries})
