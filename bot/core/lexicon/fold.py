"""One character at a time: what a letter, mark or picture counts as before anything else happens."""

import unicodedata

# Letters that are drawn like a Latin one but are not derived from it by Unicode's own decomposition.
_LOOKALIKES = {
    "a": "аαɑᴀꭺⱥ∂",
    "b": "вьбβʙᏏƀɓ",
    "c": "сϲᴄⅽꮯςƈ¢",
    "d": "ԁᴅđɗⅾꭰð",
    "e": "еєεэɛᴇꭼǝҽ℮",
    "f": "ғꜰƒẝſ",
    "g": "ɡɢցǥɠԍ",
    "h": "һнʜħհɦ",
    "i": "іιıɪɩӏꭵ",
    "j": "јᴊյɉ",
    "k": "кκᴋƙꮶқҡ",
    "l": "ʟłⅼꮮǀɫլ",
    "m": "мᴍⅿꮇʍ",
    "n": "ηпɴոռŋƞ",
    "o": "оοσᴏøօөθ٥ჿ",
    "p": "рρᴘþꮲƥ",
    "q": "ԛզɋ",
    "r": "гʀɼɾꭱя",
    "s": "ѕꜱꮪʂ",
    "t": "тτᴛŧꭲƭт",
    "u": "υᴜսʊцμ",
    "v": "νѵᴠⅴ",
    "w": "ωԝᴡꮃɯшщ",
    "x": "хχⅹ×",
    "y": "уγʏყүɏ",
    "z": "ᴢʐƶ",
}
_PICTURES = {
    " lol ": "😂🤣💀☠😆😹😜😝🤪🤡🙃",
    " knife ": "🔪🗡",
    " gun ": "🔫",
    " pills ": "💊",
    " coffin ": "⚰🪦",
    " razor ": "🪒",
}
_MARKS = {
    "'": "\u2018\u2019\u201a\u201b\u02bc\u02b9\u02bb\u02bd\u2032\u2035\u00b4\u055a\ua78c\uff07",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u275d\u275e\u301d\u301e\u301f\u2033\u2036",
    "...": "\u2026",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043",
    ".": "\u3002\u0964\u06d4\u0589",
    "ss": "ß",
    "ae": "æ",
    "oe": "œ",
}
_DROPPED = frozenset({"Mn", "Me", "Mc", "Cf"})
_MEMO_LIMIT = 8192
_LONGEST_FORM = 8  # some ligatures stand for whole sentences
_IDEOGRAPHS = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))


def _ranges(code: int) -> str | None:
    """Letters in boxes and flags, which Unicode does not decompose."""
    for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6):
        if first <= code < first + 26:
            return chr(ord("a") + code - first)
    return None


def _fold(code: int) -> str:
    """The plain lower-case text one code point stands for; empty for marks, a space for pictures."""
    char = chr(code)
    category = unicodedata.category(char)
    if category in _DROPPED:
        return ""
    boxed = _ranges(code)
    if boxed is not None:
        return boxed
    if char in _TABLE:
        return _TABLE[char]
    out = []
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).lower()):
        if part in _TABLE:
            out.append(_TABLE[part])
            continue
        kind = unicodedata.category(part)
        if kind in _DROPPED:
            continue
        if part.isascii():
            out.append(part.lower() if part.isprintable() else " ")
        elif part.isalnum():
            wide = any(low <= ord(part) <= high for low, high in _IDEOGRAPHS)
            out.append(f" {part} " if wide else part)
        else:
            out.append(" ")
    return "".join(out)[:_LONGEST_FORM]


class _Folds(dict[int, str | None]):
    """A translation table that fills itself; a memo only, so the result never depends on it."""

    def __missing__(self, code: int) -> str:
        out = _fold(code)
        if len(self) < _MEMO_LIMIT:
            self[code] = out
        return out


_TABLE: dict[str, str] = {
    char: plain
    for table in (_LOOKALIKES, _MARKS, _PICTURES)
    for plain, chars in table.items()
    for char in chars
}
_FOLDS = _Folds()


def fold(text: str) -> str:
    """The text in plain lower-case letters: look-alikes, marks, widths and invisible signs resolved."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDS)
