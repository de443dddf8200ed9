// Keyboard, selection, clipboard and undo over plain tables of inputs. Knows nothing of saving.
// Two moods as in Excel: typing over a cell (arrows leave it) and editing inside it (F2, double
// click: arrows move the caret). While an input method composes nothing is handled.
import { convention, parse, show } from "./num.js";

const QUIET = 600;
const STEPS = 200; // that can be undone
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const coarse = matchMedia("(pointer: coarse)");
const equal = (one, other) => one.s === other.s && one.v === other.v;
const isCell = (one) => Boolean(one?.name);
const isOpen = (one) => isCell(one) && !one.readOnly;

// "a\t\"b\nc\"" as workbooks copy it -> rows of texts; a leading blank is a cell like any other.
export const untab = (text) => {
  const rows = [];
  const part = /(\t|\r?\n|\r)(?:"((?:[^"]|"")*)"(?=\t|\r|\n|$)|([^\t\r\n]*))/g;
  for (const [, before, quoted, plain] of `\n${text.replace(/\r?\n$/, "")}`.matchAll(part)) {
    if (before !== "\t") rows.push([]);
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  }
  return rows;
};
const tab = (rows) => rows.map((row) => row.map((text) => (
  /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join("\t")).join("\n");

// The steps of a page: what one table changed can be undone from another.
export class History {
  past = [];

  ahead = [];
}

// `model`: get(cell), set([{cell, s, v, e}]), draft(cell, value or null), places(cell).
// `page`: said(word, numbers) tells the person, moved(cell), reveal(row), isNarrow().
export class Grid {
  constructor(table, model, page, history) {
    Object.assign(this, { table, model, page, history });
    const lines = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 1);
    this.at = lines.map((row) => [...row.cells].slice(1).map((cell) => cell.firstElementChild));
    this.where = new Map();
    this.at.forEach((row, r) => row.forEach((one, c) => this.where.set(one, [r, c])));
    this.now = this.anchor = this.corner = null;
    this.isInside = this.isDrafted = this.isDragging = false;
    this.marked = [];
    this.listen();
  }

  listen() {
    const on = (kind, act) => this.table.addEventListener(kind, act);
    on("focusin", (event) => isCell(event.target) && this.enter(event.target));
    on("focusout", (event) => event.target === this.now && this.commit());
    on("input", (event) => this.typed(event.target));
    on("compositionstart", () => { this.isInside = true; });
    on("dblclick", () => { this.isInside = true; });
    on("mousedown", (event) => this.pressed(event));
    on("mouseover", (event) => this.dragged(event));
    on("copy", (event) => this.copy(event));
    on("paste", (event) => this.paste(event));
    on("keydown", (event) => this.key(event));
    addEventListener("mouseup", () => { this.isDragging = false; });
  }

  // ---- values

  read(one, text, how) { return parse(text, this.model.places(one.name), how); }

  draw(one) {
    const text = show(this.model.get(one.name || one.id));
    if (one.value !== text) one.value = text;
  }

  isBusy(one) {
    return one === this.now && document.activeElement === one && one.value !== show(this.model.get(one.name));
  }

  // Changes that change something, as one step; returns how many.
  change(list, into = this.history.past) {
    const step = [];
    const real = [];
    for (const { one, ...to } of list) {
      const from = this.model.get(one.name);
      if (equal(from, to)) continue;
      step.push({ one, s: from.s, v: from.v, left: to });
      real.push({ cell: one.name, s: to.s, v: to.v, e: to.e });
    }
    if (real.length) {
      into.push(step);
      if (into.length > STEPS) into.shift();
      this.model.set(real);
    }
    for (const { one } of list) this.draw(one);
    return real.length;
  }

  // A change of the person's own: what was undone before it cannot be done again.
  act(list) {
    const changed = this.change(list.filter(({ one }) => isOpen(one)));
    if (changed) this.history.ahead.length = 0;
    return changed;
  }

  put(cell, to) { this.act([{ one: this.find(cell), ...to }]); }

  find(cell) { return this.at.flat().find((one) => (one.name || one.id) === cell); }

  typed(one) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { // on the disk while it is still being typed
      this.isDrafted = true;
      this.model.draft(one.name, this.read(one, one.value));
    }, QUIET);
  }

  commit(one = this.now) {
    clearTimeout(this.timer);
    this.isInside = false;
    if (!isOpen(one) || one.value === show(this.model.get(one.name))) {
      if (this.isDrafted) this.giveUp();
      return;
    }
    this.isDrafted = false;
    this.act([{ one, ...this.read(one, one.value) }]);
  }

  giveUp() {
    clearTimeout(this.timer);
    this.isInside = false;
    this.draw(this.now);
    this.now.select();
    if (this.isDrafted) this.model.draft(this.now.name, null);
    this.isDrafted = false;
  }

  // One step back or forth; a cell that somebody has changed since is left alone.
  back(from, into, word) {
    const step = from.pop();
    if (!step) return this.page.said("nothing_left");
    const free = step.filter(({ one, left }) => equal(this.model.get(one.name), left));
    this.change(free.map(({ one, s, v }) => ({ one, s, v })), into);
    this.focus(step[0].one);
    const passed = step.length - free.length;
    return this.page.said(passed ? "passed_over" : word, { n: passed || free.length });
  }

  undo() { this.back(this.history.past, this.history.ahead, "undone"); }

  redo() { this.back(this.history.ahead, this.history.past, "redone"); }

  // ---- the selection

  enter(one) {
    this.now?.closest("tr").classList.remove("here");
    this.now = one;
    this.anchor = this.corner = null;
    this.isInside = false;
    this.mark();
    one.closest("tr").classList.add("here");
    one.select();
    this.page.moved(one.name);
  }

  box() {
    const [a, b] = this.where.get(this.anchor ?? this.now);
    const [c, d] = this.where.get(this.corner ?? this.now);
    return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  }

  chosen() {
    const [top, left, bottom, right] = this.box();
    return this.at.slice(top, bottom + 1).map((row) => row.slice(left, right + 1));
  }

  mark() {
    for (const one of this.marked) one.parentNode.classList.remove("c-on");
    this.marked = this.corner && this.corner !== this.anchor ? this.chosen().flat() : [];
    for (const one of this.marked) one.parentNode.classList.add("c-on");
  }

  select(to) {
    if (!to) return;
    this.anchor ??= this.now;
    this.corner = to;
    this.mark();
    to.parentNode.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  near(one, down, right) {
    const [r, c] = this.where.get(one);
    return this.at[r + down]?.[c + right];
  }

  // To the next cell that can be entered; with `far` to the last one in that direction.
  go(down, right, far) {
    let last = this.now;
    let next = this.near(last, down, right);
    while (next && (!isCell(next) || (far && this.near(next, down, right)))) {
      last = next;
      next = this.near(next, down, right);
    }
    const to = isCell(next) ? next : far && isCell(last) ? last : null;
    this.commit(); // at the edge of the table too
    if (to) this.focus(to);
  }

  // The next field of a phone, row after row.
  step(by) {
    const all = this.at.flat().filter((one) => isOpen(one));
    const to = all[all.indexOf(this.now) + by];
    this.commit();
    if (to) this.focus(to);
  }

  ends(nth) {
    this.commit();
    this.focus(this.at.flat().filter(isCell).at(nth));
  }

  focus(one) {
    this.page.reveal(one.closest("tr"));
    one.focus();
  }

  // ---- the mouse

  pressed(event) {
    const one = event.target.closest("td")?.firstElementChild;
    if (!one || coarse.matches) return;
    if (event.shiftKey && this.now) {
      event.preventDefault();
      this.select(one);
    } else if (one === this.now) this.isInside = true;
    else if (isCell(one)) {
      event.preventDefault();
      one.focus();
      this.isDragging = true;
    }
  }

  dragged(event) {
    const one = this.isDragging && event.target.closest("td")?.firstElementChild;
    if (one && one !== this.now) this.select(one);
  }

  // ---- blocks

  fillDown() {
    if (!this.now) return;
    const [first, left, bottom, right] = this.box();
    const top = first === bottom ? first - 1 : first;
    const list = [];
    for (let c = left; top >= 0 && c <= right; c += 1) {
      const source = this.at[top][c];
      for (let r = top + 1; r <= bottom; r += 1) {
        const one = this.at[r][c];
        if (isOpen(one) && isCell(source)) {
          const { s, v, e } = this.model.get(source.name);
          list.push({ one, s, v, e });
        }
      }
    }
    const n = this.act(list);
    this.page.said(n ? "filled" : "nothing_to_fill", { n });
  }

  clear() { this.act(this.chosen().flat().filter(isOpen).map((one) => ({ one, s: "n", v: "" }))); }

  copy(event) {
    if (this.isInside && !this.corner) return;
    event.preventDefault();
    this.commit();
    event.clipboardData.setData("text/plain", tab(this.chosen().map((row) => row.map((one) => one.value))));
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (this.isInside && !/[\t\n]/.test(text)) return; // into the text being edited, as usual
    event.preventDefault();
    this.pasteBlock(untab(text));
  }

  pasteBlock(rows) {
    const [top, left, bottom, right] = this.box();
    const isLone = rows.length === 1 && rows[0].length === 1;
    const pairs = isLone
      ? this.chosen().flat().map((one) => [one, rows[0][0]])
      : rows.flatMap((row, r) => row.map((text, c) => [this.at[top + r]?.[left + c], text]));
    const open = pairs.filter(([one]) => isOpen(one));
    const how = convention(open.map(([, text]) => text));
    const list = open.map(([one, text]) => ({ one, ...this.read(one, text, how) }));
    const changed = this.act(list);
    this.anchor = this.now;
    const width = Math.max(...rows.map((row) => row.length));
    this.corner = isLone ? this.at[bottom][right]
      : this.at[Math.min(top + rows.length, this.at.length) - 1][Math.min(left + width, this.at[0].length) - 1];
    this.mark();
    const out = pairs.filter(([one]) => !one).length;
    this.page.said("pasted", {
      n: changed, english: how === "en", bad: list.filter((to) => to.s === "e").length,
      closed: pairs.length - open.length - out, out,
    });
  }

  // ---- the keyboard

  key(event) {
    if (event.isComposing || event.keyCode === 229 || !isCell(event.target)) return;
    const isControl = event.ctrlKey || event.metaKey;
    const acted = ARROWS[event.key] ? this.arrow(event, isControl)
      : isControl ? this.command(event) : this.plain(event);
    if (acted) event.preventDefault();
  }

  arrow(event, isControl) {
    const [down, right] = ARROWS[event.key];
    if (event.shiftKey && !this.isInside) this.select(this.near(this.corner ?? this.now, down, right));
    else if ((this.isInside && right) || event.altKey) return false;
    else this.go(down, right, isControl);
    return true;
  }

  plain(event) {
    const back = event.shiftKey ? -1 : 1;
    if (event.key === "Enter") {
      if (this.page.isNarrow()) this.step(back);
      else this.go(back, 0);
    } else if (event.key === "F2") {
      this.isInside = true;
      this.now.setSelectionRange(this.now.value.length, this.now.value.length);
    } else if (event.key === "Escape") this.giveUp();
    else if (event.key === "Delete" && !this.isInside) this.clear();
    else return false;
    return true;
  }

  command(event) {
    const key = event.key.toLowerCase();
    const isTyped = () => this.now.value !== show(this.model.get(this.now.name));
    if (key === "home" || key === "end") this.ends(key === "home" ? 0 : -1);
    else if (key === "d") {
      this.commit();
      this.fillDown();
    } else if (key === "z" && isTyped()) this.giveUp();
    else if (key === "z" && !event.shiftKey) this.undo();
    else if (key === "y" || key === "z") this.redo();
    else return false;
    return true;
  }
}
