"""The steps of the tour: whose turn, what to do, why the bot is made so, and when it has happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.playground.scene import Scene, Spot

Where = Callable[[Scene], Spot | None]
Done = Callable[[Scene], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `why` is one sentence from the six principles."""

    id: str
    title: str
    task: str
    principle: str
    why: str
    done: Done
    where: Where
    turn: Callable[[Scene], str | None]
    say: Mapping[str, str] = field(default_factory=dict)
    needs_talk: bool = True


def _by(person: str | None) -> Callable[[Scene], str | None]:
    return lambda _: person


def _ask(scene: Scene) -> Spot | None:
    return scene.form("alex") or scene.button("alex", "ask")


def _who_talks(scene: Scene) -> str:
    return "alex" if scene.wrote("sam") else "sam"


def _noted(name: str) -> Done:
    return lambda scene: bool(scene.world.noted.get(name))


STEPS: tuple[Step, ...] = (
    Step(
        "ask",
        "ask for peer support",
        "Press “Ask for peer support” in the lobby. What you are asked may all stay as it is.",
        "START",
        "Privacy is explained before anything is said, so the first thing that happens is a private place, "
        "not a question about what is wrong.",
        lambda s: s.happened("asked"),
        _ask,
        _by("alex"),
        needs_talk=False,
    ),
    Step(
        "read",
        "read the notice",
        "A private channel has opened. Open it and read to the end. Nobody can write there yet.",
        "RIGHTS",
        "Your rights are yours to know: who can see this, what may be shared and with whom, worked out from "
        "this very server.",
        lambda s: s.has_read("alex", s.button("alex", "agree")),
        lambda s: s.place(s.button("alex", "agree")),
        _by("alex"),
        needs_talk=False,
    ),
    Step(
        "agree",
        "say “I understand”",
        "Press the button or the reaction under the notice, or type /understand. All three are the same.",
        "CONSENT",
        "Nobody is rushed: the talk opens with this person’s own yes and nobody else’s, and “Not now”"
        " costs nothing.",
        lambda s: s.happened("agreed"),
        lambda s: s.button("alex", "agree"),
        _by("alex"),
    ),
    Step(
        "claim",
        "claim the waiting talk",
        "A card stands on the peers’ board. It says how long, which language, what kind; nothing "
        "else. Press “Claim”.",
        "TOGETHER",
        "One peer at a time: of two who claim at once one has it, and neither has seen a word.",
        lambda s: s.happened("claimed"),
        lambda s: s.button("sam", "claim"),
        _by("sam"),
    ),
    Step(
        "pledge",
        "make the same promise",
        "Read the pledge on the card and press its reaction.",
        "TOGETHER",
        "Both sides promise: the peer is bound by the same words before they can see anything at all.",
        lambda s: s.happened("pledged"),
        lambda s: s.reaction("sam", "unclaim"),
        _by("sam"),
    ),
    Step(
        "let_in",
        "let Sam in, or not",
        "Alex reads who it is and chooses. Press “Let them in”.",
        "CONSENT",
        "Nothing on display without your yes: who hears your story is your choice, and “Someone else”"
        " asks no reason.",
        lambda s: s.happened("let_in"),
        lambda s: s.button("alex", "letin"),
        _by("alex"),
    ),
    Step(
        "talk",
        "talk",
        "Write a line each. First Sam, then Alex.",
        "INVITATION",
        "A sincere opening, not a ticked box: from here it is two people, and the bot keeps none of "
        "their words.",
        lambda s: s.wrote("sam") and s.wrote("alex"),
        lambda s: s.writing(_who_talks(s)),
        _who_talks,
        {
            "sam": "Hi, I am Sam. I am glad you wrote. There is no rush.",
            "alex": "Thank you. It has been a long week.",
        },
    ),
    Step(
        "stop",
        "change one’s mind",
        "Press “Stop”, take the reaction back, or type /stop.",
        "RIGHTS",
        "A yes that cannot be taken back is no yes: the talk pauses at once, nobody is asked why, "
        "help stays in reach.",
        lambda s: s.happened("stopped"),
        lambda s: s.button("alex", "stop"),
        _by("alex"),
    ),
    Step(
        "return",
        "come back",
        "Sam cannot write either now. Say “I understand” again when it feels right.",
        "CONSENT",
        "Coming back is as easy as leaving, and nobody has lost anything by it.",
        lambda s: s.after("agreed", "stopped"),
        lambda s: s.button("alex", "agree"),
        _by("alex"),
    ),
    Step(
        "worry",
        "write something that worries the bot",
        "Write the line below, or another one in that direction, and look at Jo’s pane.",
        "SAFETY",
        "The limits were said up front: some words make the bot ask one person on call to look in, it"
        " says so here, "
        "and the page carries no words and no name.",
        lambda s: s.happened("raised"),
        lambda s: s.writing("alex"),
        _by("alex"),
        {"alex": "Some nights I think about ending my life."},
    ),
    Step(
        "nobody",
        "nobody answers",
        "Jo has been asked and says nothing. Move the clock on by five minutes.",
        "SAFETY",
        "No cry for help ends in silence: the next person is asked, then everybody, again and again, "
        "and Alex is told the truth.",
        lambda s: s.happened("next_step", "everyone", "taken", "escalation_closed"),
        lambda s: Spot(advance=300),
        _by(None),
    ),
    Step(
        "take",
        "take it",
        "Jo is back. Press “Take” in the on-call channel.",
        "SAFETY",
        "Only who takes it comes in: that one person gets sight and voice, and Alex reads who it is.",
        lambda s: s.happened("taken", "escalation_closed"),
        lambda s: s.button("jo", "take"),
        _by("jo"),
    ),
    Step(
        "look_in",
        "look in",
        "Open Alex’s channel, which Jo can see only now, and write a line.",
        "TOGETHER",
        "A person looks in, not a programme: the bot grades nobody’s risk and contacts nobody outside.",
        lambda s: s.wrote("jo") or s.happened("escalation_closed"),
        lambda s: s.writing("jo"),
        _by("jo"),
        {"jo": "Hello Alex, I am Jo. I am here with you now. May we talk for a bit?"},
    ),
    Step(
        "close",
        "close it",
        "Press “Close” in the on-call channel and choose an outcome.",
        "RIGHTS",
        "What was shared and with whom is told to Alex; the outcome is counted and is never shown as "
        "a verdict.",
        lambda s: s.happened("escalation_closed"),
        lambda s: s.button("jo", "outcome") or s.button("jo", "close"),
        _by("jo"),
    ),
    Step(
        "curtain",
        "look behind the curtain",
        "Open it, and search for anything that was written here.",
        "CONSENT",
        "No words leave the conversation: see with your own eyes that the bot’s files hold ids, times"
        " and states.",
        _noted("searched"),
        lambda s: Spot(element="curtain"),
        _by(None),
        needs_talk=False,
    ),
)
