"""A fictional career in building: three positions, a project, two courses of study, certificates, tools."""

from models.cv import CV, Basics, Certification, Education, Language, Project, Role, SkillGroup
from tests.services.grounding.builders import dates, texts

MANAGER = Role(
    id="role-1",
    title="Site Manager",
    employer="Harrowgate Build Ltd",
    place="Leeds, UK",
    dates=dates((2019, 4), None, "Apr 2019 – present"),
    bullets=texts(
        "Led a team of 14 joiners and electricians",
        "Handed over 60 flats in 2022 and 45 flats in 2023",
        "Introduced a rota for night deliveries",
        "Run a weekend class for 25 apprentices",
    ),
)
DEPUTY = Role(
    id="role-2",
    title="Assistant Site Manager",
    employer="Corvane Homes",
    place="York, UK",
    dates=dates((2015, 1), (2019, 3), "Jan 2015 – Mar 2019"),
    bullets=texts(
        "Inspected 52 plots a month",
        "Planned scaffolding in Zentool",
        "Reduced material waste by 12 % by reusing timber",
    ),
)
JOINER = Role(
    id="role-3",
    title="Joiner",
    employer="Pellwood Joinery",
    place="Whitby, UK",
    dates=dates((2010, 6), (2014, 12), "Jun 2010 – Dec 2014"),
    bullets=texts("Fitted 300 oak doors", "Trained two apprentices", "Restored staircases for churches"),
)
CAREER = CV(
    basics=Basics(name="Ilse Varga", headline="Site Manager"),
    roles=(MANAGER, DEPUTY, JOINER),
    projects=(
        Project(id="project-1", name="Dovetail Atlas", skills=("Python",), bullets=texts("Map of 90 timber frames")),
    ),
    education=(
        Education(
            id="education-1",
            degree="HNC",
            field="Construction",
            institution="Aire College",
            dates=dates((2012, 9), (2014, 7), "2012 – 2014"),
        ),
        Education(id="education-2", degree="BSc", field="Geography", institution="University of Wharfe"),
    ),
    certifications=(
        Certification(id="certification-1", name="SMSTS"),
        Certification(id="certification-2", name="First Aid at Work"),
        Certification(id="certification-3", name="Certified Lean Builder – Associate", issuer="Lean Guild"),
    ),
    skills=(SkillGroup(label="Tools", skills=("Zentool", "Python")),),
    languages=(Language(name="Hungarian", level="native"),),
)
