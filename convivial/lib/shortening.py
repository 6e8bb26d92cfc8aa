"""Few enough words to stand in a list, a title or a sentence."""

MARKS = " .,;:–—"


def shortened(text: str, longest: int = 60) -> str:
    """The beginning of a text on one line, cut after a word; at most ``longest`` characters and a "…"."""
    line = " ".join(text[: longest * 4].split())
    if len(line) <= longest:
        return line
    cut = line[: longest + 1]
    return (cut.rpartition(" ")[0] or line[:longest]).rstrip(MARKS) + "…"
