"""The guided tour: where the visitor is, told from the world itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.playground.scene import Scene, Spot
from bot.playground.steps import STEPS, Step
from bot.playground.world import World

AWAY = "You went another way, which is fine: play on freely, or start over to take the tour again."


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
    person, target = step.turn(scene), step.where(scene)
    if target is None or (step.needs_talk and scene.talk() is None):
        person, target = None, Spot(element="reset")
    return {
        **brief,
        "turn": f"{scene.world.cast[person].name}:" if person else "You:",
        "task": AWAY if target.element == "reset" else step.task,
        "principle": step.principle,
        "why": step.why,
        "say": step.say.get(person) if person else None,
        "target": asdict(target),
    }
