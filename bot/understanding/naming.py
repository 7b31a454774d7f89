"""Naming: examples with invented names in their slots, from which names are learnt."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.understanding.examples import Message, slots
from bot.understanding.intents import Intent

_SEED = 11
_TIMES_FILLED = 2
_OTHERS = 900

_COMPANIES = """
Acme|Globex|Initech|Umbrella|Hooli|Wonka Foods|Stark Metals|Wayne Logistics|Tyrell|Cyberdyne
Soylent|Vandelay|Dunder Paper|Pied Piper|Massive Dynamic|Northgate School|St Brigid Hospital
Riverton Council|Blue Harbor|Green & Sons|Baker & Lowe|4th Street Deli|9Dots|Studio 54 Design
K2 Partners|Zeta|Orbit|Basket|Canvas|Notch|Ripple|Cedar|Willow Care|Beacon|Summit Labs|Iron Bridge
Oak & Ash|Mango|Pebble|Fern Street Clinic|The Daily Grind|Redwood Bank|Kumar Textiles
Okafor Energy|Adeyemi Foods|Santos BPO|Reyes Outsourcing|Schmidt Werke|Keller Bau|Muller Optik
Patel Infosys|Zenith Tech|Lotus Systems|Prism|Hill and Co|Dawson|Merton Library|Ashford Primary
Lakeside Hotel|Crown Foods|Delta Freight|Echo|Quartz|Bank of Moria|University of Redcliff
Gray Media|Lime|Vertex|Novum|Helix Bio|Aster Pharma|Union Market|Fox & Finch|Rocket|Shop24|Data7
Three Rivers Water|Marsh Legal|Bright Minds|Happy Paws|Storm|Atlas
"""
_ROLES = """
data analyst|nurse|teacher|barista|cook|software engineer|project manager|marketing assistant
cashier|receptionist|warehouse operative|junior accountant|sales assistant
customer success manager|driver|product designer|senior developer|care assistant|HR officer
lab technician|chef|electrician|librarian|business analyst|backend engineer|content writer
social worker|security guard|cleaner|office manager|QA tester|mechanical engineer|paralegal
graphic designer|data scientist|shift supervisor|buyer|planner|account executive
teaching assistant|pharmacist|plumber|store manager|research assistant|admin|analyst
operations manager|Product Manager|Senior Nurse|Operations Associate|Finance Officer|Site Engineer
support engineer|delivery driver|waiter|head gardener|web developer|recruitment consultant|intern
head of marketing|deputy manager|team lead|junior designer|senior analyst|trainee solicitor|clerk
ward manager|school cook|library officer|housing officer|case worker|bakery helper|front of house
call centre agent|help desk technician|front desk|dental nurse|vet nurse|midwife|physio|translator
sous chef|pastry chef|line cook|bartender|dishwasher|gardener|handyman|carpenter|forklift driver
lorry driver|bus driver|courier|dispatcher|stock controller|purchasing manager|logistics planner
backend developer|frontend engineer|java developer|python dev|devops engineer|data engineer
UX designer|machine learning engineer|product owner|scrum master|tech support|IT support
network engineer|communications officer|grants manager|youth worker|lecturer|postdoc|tutor
PE teacher|maths teacher|accounts assistant|credit controller|payroll officer|bookkeeper|auditor
bank teller|underwriter|sales executive|sales rep|estate agent|shop assistant
customer service advisor|social media manager|production manager|process engineer|machine operator
quality inspector|site manager|architect|surveyor|apprentice welder|night porter|kitchen porter
fundraising officer|policy advisor|solutions architect
"""
_PEOPLE = """
Anna|Tom|Mr Khan|Ms Lopez|Dr Weber|Prof Adams|Grace|Samir|Olu|Mei Ling|Sarah Miller|John Carter
Bea|Marta Nowak|Deepak Rao|Joy Santos|Kofi Mensah|Ines Duarte|Paul|Chloe Martin|Ahmed|Yuki Tanaka
Lars
"""
_WHENS = """
tomorrow|on friday|next tuesday at 3|today|yesterday|on the 5th|last week|monday|thursday at 10am
on 12 december|next week|this morning|at noon tomorrow|friday
"""


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for line in names.split("\n") for name in line.split("|") if name)


_FILLINGS = {
    "company": _listed(_COMPANIES), "role": _listed(_ROLES), "person": _listed(_PEOPLE),
    "when": _listed(_WHENS),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """A message with names in it; `spans` say which letters are a name, and of what kind."""

    text: str
    spans: tuple[tuple[str, int, int], ...]

    def kind(self, place: int) -> str | None:
        """Tell of what kind the name is to which a letter belongs."""
        return next((kind for kind, start, end in self.spans if start <= place < end), None)


def filled(messages: Iterable[Message]) -> Iterator[Filled]:
    """Fill the slots of the examples in several ways; some without any are given, too."""
    chance = random.Random(_SEED)
    plain: list[str] = []
    for intent, ways in messages:
        named = [way for way in ways if "{company}" in way or "{role}" in way]
        plain += [way for way in ways[:2] if way not in named]
        for way in named if intent is not Intent.UNKNOWN else named[:2]:
            for _ in range(_TIMES_FILLED * (1 + ("{role}" in way))):
                yield _fill(way, chance)
    for way in chance.sample(plain, min(_OTHERS, len(plain))):
        yield _fill(way, chance)


def _fill(way: str, chance: random.Random) -> Filled:
    text, spans = "", []
    manner = chance.random()
    for before, slot in slots(way):
        text += before
        if slot:
            name = chance.choice(_FILLINGS[slot])
            name = name.lower() if 0.5 < manner < 0.9 else name
            spans.append((slot, len(text), len(text) + len(name)))
            text += name
    text = text[:1].upper() + text[1:] if manner < 0.35 else text
    return Filled(text.upper() if manner > 0.95 else text, tuple(spans))
