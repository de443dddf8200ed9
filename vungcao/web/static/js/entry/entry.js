// The page of a form: its tables, totals and checks, the queue of its changes, and what is told.
// Every word comes from the page. Without this file the same form is sent whole by its button.
import { evaluate, fill, fillName, lacks, reads } from "./ast.js";
import { Grid, History } from "./grid.js";
import { dec, parse, show, text, vi } from "./num.js";
import { Queue, download } from "./queue.js";

const NONE = { rev: 0, s: "n", v: "" };
const HELD = 15000; // a half-typed value waits this long before it is sent
const LISTED = 30;
const STATES = ["p", "c", "x"];
const RANKS = ["block", "explain", "notice"];

const data = JSON.parse(document.getElementById("entry-data").textContent);
const { words, calc } = data;
const part = (name) => document.getElementById(`entry-${name}`);
const form = part("form");
const tables = [...form.querySelectorAll("table")];
const wide = matchMedia("(min-width: 48rem)");
const say = (word, holes = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => holes[name]);
const make = (tag, props = {}, ...inside) => {
  const one = Object.assign(document.createElement(tag), props);
  one.append(...inside);
  return one;
};
const button = (label, onclick) => make("button", {
  type: "button", className: "btn line", textContent: label, onclick,
});
const hour = (moment) => new Date(moment).toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });

const server = new Map(Object.entries(data.cells)); // what the server holds, as far as is known
const view = new Map(server); // what the page shows
const waiting = new Map(); // the change of a cell that waits here
const known = new Map(); // id of the waiting change that this window shows
const flying = new Map(); // id of the one on its way to the disk
const notes = new Map(Object.entries(data.notes));
const failed = new Map();
const history = new History();
let shown = new Map();
let listed = "";
let here = "";
let soon = 0;
let last = { kind: "ok", at: 0, list: [] };
let queue;

// ---- values, totals, checks

const get = (cell) => view.get(cell) ?? NONE;
const places = (cell) => data.places[cell] ?? 0;
const at = new Map(tables.flatMap((table) => [...table.querySelectorAll("td > :is(input, output)")])
  .map((one) => [one.name || one.id, one]));
const rowOf = (cell) => at.get(cell)?.closest("tr");
const name = (cell) => `${rowOf(cell).cells[0].textContent.trim()}, ${at.get(cell).parentNode.dataset.l}`;
const computed = new Map(); // for one look at what has changed
const compute = (cell) => {
  const x = evaluate(calc[cell], env);
  return { s: x === null ? "n" : "v", v: "", x, part: lacks(calc[cell], env) };
};
const env = {
  cell: (cell) => {
    if (!calc[cell]) return view.get(cell) ?? data.others[cell] ?? null;
    if (!computed.has(cell)) computed.set(cell, compute(cell));
    return computed.get(cell);
  },
  past: (cell, series) => data.past[cell]?.[series],
  below: (cell) => data.below[cell] ?? [],
};
const rules = data.checks.flatMap((check) => check.over?.length ? check.over.map((row) => ({
  ...check, id: `${check.id}.${row}`, at: fillName(check.at, row), e: fill(check.e, row),
})) : [check]);

// What must be looked at again when a cell moves: totals by name, checks themselves.
const following = new Map();
const follow = (what, tree, seen = new Set()) => {
  for (const cell of reads(tree)) {
    if (!following.has(cell)) following.set(cell, new Set());
    following.get(cell).add(what);
    if (calc[cell] && !seen.has(cell)) follow(what, calc[cell], seen.add(cell));
  }
};
for (const rule of rules) follow(rule, rule.e);
for (const [cell, tree] of Object.entries(calc)) follow(cell, tree);

// A total of what is there so far is marked while some of its parts are still missing.
const total = (cell) => {
  const { x, part: isPart } = env.cell(cell);
  at.get(cell).value = x === null ? "" : vi(text(x, places(cell)));
  at.get(cell).classList.toggle("part", x !== null && isPart);
};
// Why a cell was sent back explains nothing.
const isExplained = (rule) => (
  rule.level === "explain" && notes.get(rule.at)?.some((note) => !note.back));
const weigh = (rule) => {
  if (evaluate(rule.e, env) === false && !isExplained(rule)) failed.set(rule.id, rule);
  else failed.delete(rule.id);
};

const recheck = (cells) => {
  computed.clear();
  const every = () => [...rules, ...Object.keys(calc)];
  const touched = cells ? cells.flatMap((cell) => [...following.get(cell) ?? []]) : every();
  for (const one of new Set(touched)) {
    if (typeof one === "string") total(one);
    else weigh(one);
  }
  const worst = new Map();
  for (const rule of failed.values()) {
    if (!worst.has(rule.at) || rule.level === "block") worst.set(rule.at, rule);
  }
  for (const cell of new Set([...cells ?? view.keys(), ...worst.keys(), ...shown.keys()])) {
    const isMoved = !cells || cells.includes(cell) || shown.get(cell) !== worst.get(cell);
    if (isMoved) paint(cell, worst.get(cell));
  }
  shown = worst;
  clearTimeout(soon);
  soon = setTimeout(list, 250); // the list may come a moment later than the key
  if (!cells || cells.includes(here) || worst.has(here)) panel();
};

const paint = (cell, rule) => {
  const one = at.get(cell);
  if (!one) return;
  const op = waiting.get(cell);
  const value = get(cell);
  const isWrong = value.s === "e" || op?.clash || op?.why || rule?.level === "block";
  const marks = {
    "c-new": op && op.s !== "e",
    "c-clash": op?.clash,
    "c-bad": isWrong,
    "c-warn": !isWrong && rule,
    "c-note": notes.has(cell),
  };
  for (const [mark, is] of Object.entries(marks)) one.parentNode.classList.toggle(mark, Boolean(is));
  if (isWrong) {
    one.setAttribute("aria-invalid", "true");
    one.setAttribute("aria-describedby", "entry-said");
  } else {
    one.removeAttribute("aria-invalid");
    one.removeAttribute("aria-describedby");
  }
};

const line = (rule) => make("li", { className: rule.level }, make("a", {
  href: `#i-${rule.at}`,
  textContent: `${words[rule.level]}: ${name(rule.at)}. ${rule.say}`,
  onclick: (event) => {
    event.preventDefault();
    goTo(rule.at);
  },
}));
const list = () => {
  const all = RANKS.flatMap((level) => [...failed.values()].filter((rule) => rule.level === level));
  const ids = all.map((rule) => rule.id).join();
  if (ids === listed) return;
  listed = ids;
  part("errors").replaceChildren(...all.slice(0, LISTED).map(line));
  part("list").hidden = !all.length;
  part("list").firstElementChild.textContent = say("to_see", { n: all.length });
};

// ---- between the grid and the queue

const notKept = (error) => warn(say("not_kept", { why: error?.name ?? error }));
const write = async (changes, hold) => {
  const ops = changes.map(({ cell, s, v, over }) => {
    const held = server.get(cell) ?? NONE;
    return { cell, s, v, over, held, id: crypto.randomUUID(), base: held.rev, seen: known.get(cell) };
  });
  for (const op of ops) {
    known.set(op.cell, op.id);
    flying.set(op.cell, op.id);
  }
  try {
    await queue.put(ops, hold);
  } catch (error) {
    notKept(error);
  }
  for (const op of ops) if (flying.get(op.cell) === op.id) flying.delete(op.cell);
};
const model = {
  get,
  places,
  set: (changes) => {
    for (const { cell, s, v, e } of changes) view.set(cell, { s, v, e });
    recheck(changes.map((change) => change.cell));
    write(changes);
  },
  draft: (cell, to) => to ? write([{ cell, ...to }], HELD) : model.set([{ cell, ...get(cell) }]),
};

const said = (word, holes = {}) => {
  const also = ["english", "bad", "closed", "out"].filter((kind) => holes[kind]);
  const more = also.map((kind) => say(`pasted_${kind}`, { n: holes[kind] }));
  part("told").textContent = [say(word, holes), ...more].join("; ");
};
const page = {
  said,
  moved: (cell) => {
    here = cell;
    panel();
  },
  reveal: (row) => wide.matches || openRow(row),
  isNarrow: () => !wide.matches,
};
const grids = tables.map((table) => new Grid(table, model, page, history));
const gridOf = (cell) => grids.find((grid) => grid.table.contains(at.get(cell)));
const current = () => gridOf(here) ?? grids[0];

// What other windows and the server brought, but never over the cell that is being typed in.
const take = ({ cell, ops, known: held }) => {
  if (held && !(server.get(cell)?.rev > held.rev)) server.set(cell, held);
  waiting.delete(cell);
  for (const op of ops) {
    if (op.s !== "note") waiting.set(cell, op);
    else if (!notes.get(cell)?.some((note) => note.id === op.id)) {
      const note = { id: op.id, by: op.name, at: op.at, text: op.v };
    notes.set(cell, [...notes.get(cell) ?? [], note]);
    }
  }
  const one = at.get(cell);
  const op = waiting.get(cell);
  if (!one?.name || (flying.has(cell) && flying.get(cell) !== op?.id)) return;
  if (gridOf(cell).isBusy(one)) {
    if (!op || op.id === known.get(cell)) return;
    warn(say("elsewhere_changed", { cell: name(cell), value: show(op) }));
    return;
  }
  known.set(cell, op?.id);
  const { s, v } = op ?? server.get(cell) ?? NONE;
  view.set(cell, { s, v, e: s === "e" ? parse(v, places(cell)).e : undefined });
  gridOf(cell).draw(one);
};
const changed = async (moved, waits, state) => {
  last = { ...state, list: waits };
  moved.forEach(take);
  if (moved.length) recheck(moved.map((one) => one.cell));
  report();
};

// ---- what the person is told

const report = () => {
  const stuck = last.list.filter((op) => op.clash || op.why || op.s === "e").length;
  const n = last.list.length - stuck;
  const trouble = words[`is_${last.kind}`];
  const sentence = [
    trouble,
    n && say(last.kind === "busy" ? "sending" : "waiting", { n }),
    !n && last.at && !data.closed && say("saved", { at: hour(last.at) }),
    stuck && say("stuck", { n: stuck }),
    data.closed,
    trouble && queue.goes() && say("goes", { day: new Date(queue.goes()).toLocaleDateString("vi") }),
  ].filter(Boolean).join(" · ");
  const state = part("state");
  if (state.textContent !== sentence) state.textContent = sentence;
  state.className = `net${trouble ? " off" : n || stuck ? " sync" : ""}`;
};
const warn = (sentence, ...more) => {
  const note = part("warn");
  const understood = button(words.understood, () => { note.hidden = true; });
  note.hidden = false;
  note.replaceChildren(
    make("p", { textContent: sentence }), make("p", { className: "row" }, ...more, understood));
};
const goTo = (cell) => {
  page.reveal(rowOf(cell));
  (at.get(cell).name ? at.get(cell) : rowOf(cell).querySelector("input"))?.focus();
};

const change = (cell, old) => {
  const value = calc[cell] ? null : get(cell);
  if (value?.s !== "v" || !dec(old)[0]) return "";
  const grown = ["/", ["-", ["n", value.v], ["n", old]], ["abs", ["n", old]]];
  const by = evaluate(["*", ["n", "100"], grown], env);
  return by && ` (${by[0] > 0n ? "+" : ""}${vi(text(by, 1))} %)`;
};
const word = (value) => show(value) || words.blank;
const choices = (op) => {
  const cell = here;
  const keep = () => write([{ cell, s: op.s, v: op.v, over: true }]);
  const giveWay = async () => {
    await queue.drop([cell]);
    const { s, v } = op.clash;
    model.set([{ cell, s, v }]);
  };
  return [
    button(say("keep", { value: word(op) }), keep),
    button(say("take", { value: word(op.clash) }), giveWay),
  ];
};
const reason = () => {
  const cell = here;
  const box = make("textarea", { rows: 2, className: "input", ariaLabel: words.reason });
  const keep = button(words.keep_reason, () => {
    const v = box.value.trim().normalize("NFC");
    if (v) queue.put([{ cell, s: "note", v }]).catch(notKept);
    panel();
    goTo(cell);
  });
  part("panel").append(box, keep);
  box.focus();
};
const troubles = (op) => {
  const { s, e } = get(here);
  const all = [...failed.values()].filter((rule) => rule.at === here);
  const clash = op?.clash && say("clash", {
    by: op.clash.by, theirs: word(op.clash), at: hour(op.clash.at), mine: word(op),
  });
  const failing = all.map((rule) => `${words[rule.level]}: ${rule.say}`);
  return [clash, s === "e" && words[`not_${e}`], op?.why, ...failing].filter(Boolean);
};
const series = (cell) => data.series.filter(([key]) => data.past[cell]?.[key]).map(([key, label]) => {
  const old = data.past[cell][key];
  return make("span", { textContent: `${label}: ${vi(old)}${change(cell, old)}` });
});
const stateButton = (cell, s) => button(words[`state_${s}`], () => {
  gridOf(cell).put(cell, { s, v: "" });
  at.get(cell).focus();
});
const remark = (note) => make("p", { className: "small", textContent: `${note.by}: ${note.text}` });
// Where both sides talk about a cell; a link, so that leaving is the person's own choice.
const talk = (cell) => make("a", {
  href: `${data.talk.replace("*", encodeURIComponent(cell))}#talk`,
  className: "small",
  textContent: say("talk", { n: notes.get(cell)?.length ?? 0 }),
});
// The bar under the tables, as Excel has it above.
const panel = () => {
  if (!here) return;
  const cell = here;
  const op = waiting.get(cell);
  const bits = [];
  if (op?.clash) bits.push(...choices(op));
  else if (!at.get(cell).readOnly) bits.push(...STATES.map((s) => stateButton(cell, s)));
  if (op?.why) bits.push(button(words.give_up, () => queue.drop([cell])));
  bits.push(button(words.reason, reason));
  part("panel").hidden = false;
  part("panel").replaceChildren(
    make("p", { className: "row" }, make("b", { textContent: name(cell) }), ...series(cell)),
    make("div", { className: "row tools" }, ...bits),
    make("p", { id: "entry-said", className: "bad", textContent: troubles(op).join(" ") }),
    ...(notes.get(cell) ?? []).slice(-3).map(remark),
    talk(cell),
  );
};

// ---- on a phone one row is open at a time

const setOpen = (row, is) => {
  row.classList.toggle("open", is);
  row.cells[0].querySelector("button")?.setAttribute("aria-expanded", is);
};
const openRow = (row) => {
  for (const other of form.querySelectorAll("tr.open")) if (other !== row) setOpen(other, false);
  setOpen(row, true);
};
const rows = [...form.querySelectorAll(".entry tbody tr")].filter((row) => row.cells.length > 1);
const fold = (row) => {
  const head = row.cells[0];
  const held = head.querySelector("button");
  if (wide.matches) {
    if (held) head.replaceChildren(held.textContent);
  } else if (!held) {
    const toggle = () => row.classList.contains("open") ? setOpen(row, false) : openRow(row);
    const textContent = head.textContent.trim();
    head.replaceChildren(make("button", { type: "button", textContent, ariaExpanded: "false", onclick: toggle }));
  }
};
const cards = () => {
  rows.forEach(fold);
  const first = form.querySelector("tr.here") ?? rows.find((row) => row.querySelector("input"));
  if (first && !wide.matches) openRow(first);
};

// ---- the queue as a file

const save = async () => download(await queue.file({ form: document.title }));
const bring = async (event) => {
  try {
    const n = await queue.take(JSON.parse(await event.target.files[0].text()));
    warn(say("brought", { n }));
  } catch (error) {
    warn(words[`file_${error.message}`] ?? words.file_broken);
  }
  event.target.value = "";
};
const bringer = () => make(
  "label", { className: "btn line file", textContent: words.bring },
  make("input", { type: "file", accept: ".json", className: "vh", onchange: bring }),
);

// ---- the beginning

// A page that came before the worker stood asks to be kept; one that it does not look after is not:
// nobody would see that its reader signs out. A worker that could not begin, or a page that could
// not be put away, is tried again: whoever fills in a form uphill relies on it. A page that was on
// its way while the worker began is not among those it then took over: it asks to be.
const LONGEST = 60000;
const turn = (ms) => new Promise((settle) => {
  navigator.serviceWorker.addEventListener("controllerchange", settle, { once: true });
  setTimeout(settle, ms);
});
const keepPage = async () => {
  const { serviceWorker, storage } = navigator;
  storage?.persist?.();
  const [arrival] = performance.getEntriesByType("navigation");
  let isAsked = arrival.workerStart > 0;
  for (let wait = 1000; ; wait = Math.min(2 * wait, LONGEST)) {
    if (!serviceWorker.controller) {
      serviceWorker.register("/sw.js")
        .then(({ active }) => active?.postMessage({ claim: true })).catch(() => {});
    } else if (isAsked && (await caches.match(location.href, { ignoreVary: true }))) {
      return;
    } else if (!isAsked || wait > 1000) {
      serviceWorker.controller.postMessage({ keep: location.href });
      isAsked = true;
    }
    await turn(wait);
  }
};
const returned = () => {
  for (const one of document.querySelectorAll("#entry-returned a")) {
    one.onclick = (event) => {
      event.preventDefault();
      goTo(one.hash.slice("#i-".length));
    };
  }
};
const begin = async () => {
  queue = await Queue.begin({ ...data, form: document.title, changed: async () => {} });
  await queue.expire();
  queue.changed = changed;
  const gone = await queue.lost();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    current().commit();
    queue.kick();
  });
  part("tools").hidden = Boolean(data.closed) && !queue.waiting.size; // what waits can still be taken out
  part("tools").append(
    button(words.undo, () => current().undo()), button(words.redo, () => current().redo()),
    button(words.fill_down, () => current().fillDown()), button(words.save_file, save), bringer(),
    button(words.with_past, () => form.classList.toggle("alone")),
  );
  form.classList.add("live");
  part("list").open = wide.matches;
  cards();
  returned();
  wide.addEventListener("change", cards);
  form.addEventListener("focusin", (event) => {
    if (!wide.matches && event.target.name && event.target.closest("td")) openRow(event.target.closest("tr"));
  });
  queue.revision = data.rev;
  const held = (await queue.known()).map((one) => one.cell);
  await queue.tell([...new Set([...held, ...[...queue.waiting.values()].map((op) => op.cell)])]);
  recheck();
  const others = [...queue.waiting.values()].filter((op) => op.user !== data.user);
  if (gone) warn(say("gone", { n: gone }), bringer());
  if (others.length) warn(say("of_another", { n: others.length, name: others[0].name }));
  addEventListener("visibilitychange", () => document.hidden && current().commit());
  if (data.is_kept) navigator.serviceWorker && keepPage();
  const asked = location.hash.slice("#i-".length);
  if (at.has(asked)) goTo(asked);
  form.dataset.ready = "yes";
  queue.sync();
};
begin();
