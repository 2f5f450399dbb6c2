"""The four people of the playground, and the one who owns the server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One pane: who it is, and what they are there for."""

    key: str
    name: str
    part: str
    about: str


ALEX = Person("alex", "Alex", "member", "looking for support")
SAM = Person("sam", "Sam", "peer", "a certified peer specialist")
JO = Person("jo", "Jo", "specialist", "on call for safety")
MAX = Person("max", "Max", "moderator", "looks after this server")

CAST: tuple[Person, ...] = (ALEX, SAM, JO, MAX)
OWNER_NAME = "Robin"
BOT_NAME = "Forthright"
SERVER_NAME = "Harbour Commons"
