"""Whether everything that a page says can be read: nothing cut off, nothing over another."""

from playwright.sync_api import Page

# Words that stand in the page, each with the element that holds them and where they are painted.
# What follows the reader down the page, or opens over it, lies over something on purpose.
WORDS = """() => {
  document.activeElement?.blur(); // the link to the content opens over the page while it is chosen
  const floats = (one) => ["fixed", "sticky"].includes(getComputedStyle(one).position)
    || one.matches("[popover], dialog");
  const aside = (one) => one && (floats(one) || aside(one.parentElement));
  const spoken = (one) => one && (Math.min(one.offsetWidth, one.offsetHeight) < 2
    || spoken(one.parentElement));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || one.closest("script, style, option, svg, textarea")) continue;
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (spoken(one) || aside(one)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) found.push({ node, one, box });
  }
  return found;
}"""
CUT = """(words) => words.filter(({ one, box }) => {
  for (let up = one; up && up !== document.body; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) return false; // can be scrolled to
    if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
    const frame = up.getBoundingClientRect();
    if (box.right > frame.right + 1 || box.bottom > frame.bottom + 2 || box.left < frame.left - 1) {
      return true;
    }
  }
  return false;
})"""
# Lines of Vietnamese stand close: marks above and below may meet by a few px.
OVER = """(words) => {
  const sorted = words.slice().sort((a, b) => a.box.top - b.box.top);
  const pairs = [];
  sorted.forEach((first, index) => {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const second = sorted[next];
      if (second.box.top > first.box.bottom - 5) break;
      const wide = Math.min(first.box.right, second.box.right)
        - Math.max(first.box.left, second.box.left);
      const high = Math.min(first.box.bottom, second.box.bottom) - second.box.top;
      if (wide > 3 && high > 5 && first.node !== second.node) pairs.push([first, second]);
    }
  });
  return pairs;
}"""
SAID = "({ node }) => node.data.trim().replace(/\\s+/g, ' ').slice(0, 50)"


def cut(page: Page) -> list[str]:
    """What a box hides a part of."""
    words: list[str] = page.evaluate(f"() => ({CUT})(({WORDS})()).map({SAID})")
    return words


def overlapping(page: Page) -> list[list[str]]:
    """Pairs of words that are painted over each other."""
    pairs: list[list[str]] = page.evaluate(
        f"() => ({OVER})(({WORDS})()).map((pair) => pair.map({SAID}))"
    )
    return pairs
