"""What the network sees of a word. pipeline/language/model_words.cc computes the same; the model file carries
check words so that a difference is found when a model is loaded."""

import functools

PREFIX_ROWS, SUFFIX_ROWS, ENDING_ROWS, SHAPE_ROWS, WORD_ROWS = 8192, 8192, 2048, 2048, 8192
PIECE_LETTERS_MAX = 40  # a longer word has no pieces

# Base letters of U+00C0..U+017F, lower case.
FOLD = ("aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs")
assert len(FOLD) == 0x180 - 0xC0


def fold_letter(c):
    o = ord(c)
    if 0x41 <= o <= 0x5A:
        return chr(o + 32)
    if 0x30 <= o <= 0x39:
        return "0"
    if 0xC0 <= o < 0x180:
        return FOLD[o - 0xC0]
    if o in (0x2018, 0x2019, 0x60):
        return "'"
    if o in (0x201C, 0x201D):
        return '"'
    if o in (0x2013, 0x2014):
        return "-"
    return c


def normalise(form):
    """Lower case, no accents, every digit 0, straight quotes; of a very long word its two ends."""
    if len(form) > 64:
        form = form[:32] + form[-32:]
    word = "".join(map(fold_letter, form))
    return '"' if word == "''" else word


def letter_class(c):
    o = ord(c)
    if 0x41 <= o <= 0x5A or 0xC0 <= o <= 0xDE:
        return "X"
    if 0x61 <= o <= 0x7A:
        return "x"
    if 0x30 <= o <= 0x39:
        return "d"
    if o < 0x80 or 0x2000 <= o < 0x2070:
        return c
    if 0x100 <= o < 0x180:
        return "x" if o & 1 else "X"
    return "X" if 0x410 <= o < 0x430 else "x"


def shape(form):
    if len(form) > 6:
        form = form[:4] + form[-2:]
    return "".join(map(letter_class, form))


def fnv1a(text):
    h = 0xCBF29CE484222325
    for b in text.encode():
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def bucket(kind, text, rows):
    h = fnv1a(kind + text)
    h ^= h >> 29
    return ((h & 0xFFFFFFFF) * rows) >> 32


@functools.lru_cache(maxsize=None)
def hashed(form):
    """Rows in the prefix, suffix, ending, shape and word tables."""
    n = normalise(form)
    return (bucket("p", n[:3], PREFIX_ROWS), bucket("s", n[-3:], SUFFIX_ROWS), bucket("e", n[-2:], ENDING_ROWS),
            bucket("h", shape(form), SHAPE_ROWS), bucket("w", n, WORD_ROWS))


def is_word_letter(c):
    o = ord(c)
    return 0x61 <= o <= 0x7A or o == 0x30 or (o >= 0x80 and not 0x2000 <= o < 0x2070)


def split_parts(word):
    """Runs of letters and digits; every other character by itself."""
    parts = []
    for c in word:
        if is_word_letter(c) and parts and is_word_letter(parts[-1][-1]):
            parts[-1] += c
        else:
            parts.append(c)
    return parts


def pieces(word, index):
    """Rows of the piece table for a normalised word: longest match first. A part with an unknown rest gives "[UNK]"."""
    if len(word) > PIECE_LETTERS_MAX:
        return [index["[UNK]"]]
    ids = []
    for part in split_parts(word):
        start = 0
        while start < len(part):
            end = len(part)
            while end > start and ("##" if start else "") + part[start:end] not in index:
                end -= 1
            if end == start:
                ids.append(index["[UNK]"])
                break
            ids.append(index[("##" if start else "") + part[start:end]])
            start = end
    return ids or [index["[UNK]"]]
