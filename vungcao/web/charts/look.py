"""The colours of the theme and the tokens that the pages know them by."""

TOKENS = {
    "#161c31": "ink",
    "#4b546c": "ink-2",
    "#ffffff": "surface",
    "#dfe3eb": "c-grid",
    "#8d96ab": "c-base",
    "#27408b": "c1",
    "#b97a0d": "c2",
    "#a81f3d": "c3",
    "#4c9a7a": "c4",
    "#dfe6f5": "q1",
    "#aebfe6": "q2",
    "#7890cd": "q3",
    "#4560ac": "q4",
    "#1f2f6e": "q5",
    "#eceef2": "q0",
    "#737d95": "line-strong",
}
COLOURS = {token: colour for colour, token in TOKENS.items()}
FONT = "Roboto, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"


def escaped(text: str | None) -> str:
    """A text as it may stand in an element or in an attribute."""
    plain = (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace('"', "&quot;")
