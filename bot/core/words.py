"""Every word the bot says to a person: keys to blocks of the templates in `notices/<locale>/`.

A key is "file.block", for example "gate.open". The same keys exist in every language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.templates import Compiled, Fault, Safe, TemplateRefused, Value, Values, compile_source

__all__ = ["FALLBACK", "Line", "Safe", "Words"]

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say: which words, with which facts."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


class Words:
    """All templates of all languages, compiled once at start."""

    def __init__(self, compiled: Mapping[str, Mapping[str, Compiled]]) -> None:
        self._files = compiled

    @classmethod
    def load(cls, sources: Mapping[str, Mapping[str, str]], known: frozenset[str] | None = None) -> "Words":
        """Compile `{locale: {file: source}}`; raises TemplateRefused with every fault of every file."""
        faults: list[Fault] = []
        compiled: dict[str, dict[str, Compiled]] = {}
        for locale, files in sources.items():
            compiled[locale] = {}
            for name, source in files.items():
                try:
                    compiled[locale][name] = compile_source(f"{locale}/{name}.jinja", source, known)
                except TemplateRefused as refused:
                    faults.extend(refused.faults)
        if FALLBACK not in compiled:
            faults.append(Fault("notices", 0, f"the language {FALLBACK} is missing"))
        if faults:
            raise TemplateRefused(tuple(faults))
        return cls(compiled)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that have a folder, sorted."""
        return tuple(sorted(self._files))

    def keys(self, locale: str) -> frozenset[str]:
        """All keys of one language."""
        return frozenset(
            f"{name}.{block}" for name, file in self._files[locale].items() for block in file.blocks
        )

    def source(self, locale: str, name: str) -> str:
        """A file as it was typed; empty where the language has none."""
        file = self._files.get(locale, {}).get(name)
        return file.source if file is not None else ""

    def needs(self, locale: str, key: str) -> frozenset[str]:
        """The variables that a block names."""
        name, block = key.split(".", 1)
        return self._files[locale][name].blocks[block]

    def render(self, locale: str, key: str, values: Values | None = None) -> str:
        """The text for a key, in the language asked for or else in English.

        Raises TemplateRefused when a variable is missing; KeyError for a key that no language has.
        """
        name, block = key.split(".", 1)
        file = self._files.get(locale, {}).get(name)
        if file is None or block not in file.blocks:
            file = self._files[FALLBACK][name]
        return file.render(block, values or {})

    def say(self, locale: str, line: Line) -> str:
        """The text of a line."""
        return self.render(locale, line.key, line.values)
