"""The patterns behind the rules L01-L16, compiled from the lists of each language.

They are read over lower-case text without marks, one sentence at a time; bot/core/lint.py applies them.
"""

import re
from collections.abc import Mapping

from bot.core import lint_en, lint_es


def _compiled(rules: Mapping[str, str], lists: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    out = {}
    for rule, pattern in rules.items():
        for name, words in lists.items():
            pattern = pattern.replace(f"<{name}>", words)
        alternatives = pattern.strip().removeprefix("|").replace("_", r"\ ")
        out[rule] = re.compile(rf"\b(?:{alternatives})", re.VERBOSE)
    return out


# What denies a claim when it stands shortly before it in the same sentence.
DENIED: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:not(?! now\b)|cannot|can't|never|no|isn't|aren't|don't|doesn't|won't|without|nor)\b"
    ),
    "es": re.compile(r"\b(?:no|nunca|nadie|sin|ni|tampoco|jamás)\b"),
}
PATTERNS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "en": _compiled(lint_en.RULES, lint_en.LISTS),
    "es": _compiled(lint_es.RULES, lint_es.LISTS),
}
CLAIMS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "en": _compiled(lint_en.CLAIMS, lint_en.LISTS),
    "es": _compiled(lint_es.CLAIMS, lint_es.LISTS),
}

# Words about methods and places (L09), as digests: the project keeps no list of them that can be read.
_DIGESTS = (
    "052b64f1d47808070dffe0080dc67b47600d128f7a914b1116461f9a179a2214402d33d123ee93520041240a4495e499"
    "2a7059083c022cdde84fd7132d36926618c82ed41c6aa93533ae9035f61e33f58715cd6834dd60b5f58337e081b4c621"
    "3f3cf66887274c0a23ff21935e033a0443025f99a0a3d0af6081aae4bf31617b7e144e4564265f25820c663785b4daef"
    "67b4e81a29746d671a4acac774270ba4204c75530d9d251c7d4da6dc0ba87e1993867a0d856d72ff270b89df3ae9f33b"
    "8a4a6ce7a51c8a86e0dbd87e9717e5a6eb66991df83d433e9a0f0006f95e9c0856006d31a4a80488b1a6aebe9cb6cfd6"
    "b07dd50ff5cfb11ec9e5f36bba5a560ea7fdc3580af50d1fc77db458e6c7c8a3c018e0c8c92e8f58a4a3e2e92e3d603a"
    "e4ca18a4d110e8c3eccfc9d7e9a9705c4eccfec639eb9786"
)
METHODS = frozenset(_DIGESTS[start : start + 12] for start in range(0, len(_DIGESTS), 12))
