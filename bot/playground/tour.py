"""The guided tour: where the visitor is, told from the world itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.playground.scene import Scene, Spot
from bot.playground.steps import STEPS, Step
from bot.playground.world import World


def progress(world: World) -> dict[str, Any]:
    """All steps and the one it is time for. A step that was reached is never taken back."""
    scene = Scene(world)
    at = int(world.noted.get("tour", 0))
    while at < len(STEPS) and STEPS[at].done(scene):
        at += 1
    world.noted["tour"] = at
    return {"at": at, "steps": [_told(step, scene, now=i == at) for i, step in enumerate(STEPS)]}


def _told(step: Step, scene: Scene, *, now: bool) -> dict[str, Any]:
    """A step for the page; only the current one is looked up in the world."""
    brief = {"id": step.id, "title": step.title}
    if not now:
        return brief
    if step.needs_talk and scene.talk() is None:
        return {
            **brief,
            "turn": "This talk is over.",
            "title": "",
            "task": (
                "The tour needs an open talk. Start over to take it from the beginning, or play on freely."
            ),
            "principle": step.principle,
            "why": step.why,
            "say": None,
            "target": asdict(Spot(element="reset")),
        }
    person = step.turn(scene)
    target = step.where(scene)
    return {
        **brief,
        "turn": f"{scene.world.cast[person].name}:" if person else "You:",
        "task": step.task,
        "principle": step.principle,
        "why": step.why,
        "say": step.say.get(person) if person else None,
        "target": asdict(target) if target is not None else None,
    }
