"""Jinja2, bounded: what a template may contain, and how much it may ever do (runtime guide, 3.1).

The sandbox alone bounds neither work nor memory, so a template is first read as a syntax tree and
refused unless every node is on a short list: text, named blocks, variables, and conditions.
No loops, calls, filters, arithmetic or attributes: the work is linear in the source, by construction.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_SOURCE = 24_000
MAX_NODES = 1_500
MAX_OUTPUT = 8_000
MAX_VALUE = 1_200

_ALLOWED = (
    nodes.Template,
    nodes.Block,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Const,
)
_MARKDOWN = re.compile(r"([\\*_~`|<>\[\]()#@])")
_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


class Safe(str):
    """Text that this program made itself (a mention, a link, a time): rendered as it stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a template was refused: the file, the line, and what to mend."""

    file: str
    line: int
    why: str


class TemplateRefused(Exception):
    """A template that may not be used; carries every fault found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.file}:{fault.line}: {fault.why}" for fault in faults[:5]))
        self.faults = faults


Value = str | bool
Values = Mapping[str, Value]


def escape(text: str) -> str:
    """A value as plain words: no markdown, no mention, no hidden characters, one line, bounded."""
    flat = _INVISIBLE.sub(" ", text)
    return _MARKDOWN.sub(r"\\\1", flat[:MAX_VALUE])


def _finalize(value: object) -> object:
    if isinstance(value, StrictUndefined | Safe):
        return value
    if isinstance(value, bool):
        raise TemplateError("a yes-or-no value cannot be shown, only asked about")
    return escape(str(value))


def environment() -> ImmutableSandboxedEnvironment:
    """The one environment that every template of the bot is compiled in."""
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_finalize,
        optimized=False,
        autoescape=False,
    )


_ENV = environment()


@dataclass(frozen=True, slots=True)
class Compiled:
    """A checked template, the names it uses block by block, and what was typed."""

    file: str
    template: Template
    blocks: Mapping[str, frozenset[str]]
    source: str = ""

    def render(self, block: str, values: Values) -> str:
        """The text of one block.

        Raises TemplateRefused when a variable is missing or the text would pass the output cap.
        """
        try:
            return self._render(block, values)
        except TemplateError as error:
            raise TemplateRefused((Fault(self.file, 0, f"block {block}: {error}"),)) from None

    def _render(self, block: str, values: Values) -> str:
        context = self.template.new_context(dict(values))
        size = 0
        parts = []
        for part in self.template.blocks[block](context):
            size += len(part)
            if size > MAX_OUTPUT:
                raise TemplateError(f"longer than {MAX_OUTPUT} characters")
            parts.append(part)
        return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()


@functools.lru_cache(maxsize=512)
def compile_source(file: str, source: str, known: frozenset[str] | None = None) -> Compiled:
    """Check and compile one template file; raises TemplateRefused with every fault.

    The same source gives the same template, which holds no state: it is compiled once.
    `known` is the vocabulary: a variable outside it is a fault, found now and not in front of a person.
    """
    if len(source) > MAX_SOURCE:
        raise TemplateRefused((Fault(file, 0, f"longer than {MAX_SOURCE} characters"),))
    try:
        tree = _ENV.parse(source)
    except TemplateSyntaxError as error:
        raise TemplateRefused((Fault(file, error.lineno, str(error.message)),)) from None
    except RecursionError:
        raise TemplateRefused((Fault(file, 0, "nested too deeply"),)) from None
    faults = list(_faults(file, tree, known))
    if faults:
        raise TemplateRefused(tuple(faults))
    blocks = {block.name: _names(block) for block in tree.find_all(nodes.Block)}
    try:
        template = _ENV.from_string(tree)
    except (SyntaxError, RecursionError, MemoryError):
        # Python's own compiler gives up on conditions that are nested a hundred deep.
        raise TemplateRefused((Fault(file, 0, "nested too deeply"),)) from None
    return Compiled(file, template, blocks, source)


def _faults(file: str, tree: nodes.Template, known: frozenset[str] | None) -> list[Fault]:
    found: list[Fault] = []
    for count, node in enumerate(_walk(tree)):
        if count >= MAX_NODES:
            found.append(Fault(file, node.lineno, f"more than {MAX_NODES} parts"))
            break
        if not isinstance(node, _ALLOWED):
            kind = type(node).__name__.lower()
            found.append(Fault(file, node.lineno, f"{kind} is not allowed in a notice"))
        elif isinstance(node, nodes.Name) and known is not None and node.name not in known:
            found.append(Fault(file, node.lineno, f"unknown variable: {node.name}"))
        elif isinstance(node, nodes.Const) and not isinstance(node.value, str | bool):
            found.append(Fault(file, node.lineno, "only words may be compared with"))
        elif isinstance(node, nodes.Block) and node.scoped:
            found.append(Fault(file, node.lineno, "scoped blocks are not allowed"))
    return found


def _walk(tree: nodes.Node) -> list[nodes.Node]:
    """Every node, without recursion, so that deep nesting cannot break the check itself."""
    out: list[nodes.Node] = []
    stack: list[nodes.Node] = [tree]
    while stack and len(out) <= MAX_NODES:
        node = stack.pop()
        out.append(node)
        stack.extend(node.iter_child_nodes())
    return out


def _names(block: nodes.Block) -> frozenset[str]:
    return frozenset(node.name for node in _walk(block) if isinstance(node, nodes.Name))
