// The queue of changes of one form: kept in IndexedDB, sent in batches, each change with its own id
// and the revision that it was based on. What makes "once, and never lost" true:
// 1. A change is on disk before the page says that it is kept; half-typed text too, held back.
// 2. A change that may have left is never altered: a newer one waits behind it and takes the
//    revision that it returns. One that has not left is replaced, under a new id.
// 3. It leaves the disk when the server names its id as done, or when the person gives it up.
// 4. The server knows every id: what is sent twice is done once (services/entering.py).
// 5. One window sends; the others hear of it. Another window's change is never covered in silence.
// 6. Remarks are added, never changed: an id, no revision.
// 7. Nothing is sent under another name than that of the account that typed it.
// 8. Nothing lies here longer than seven days: then it is sent, or goes, and its owner is told.
const BATCH = 100;
const SOON = 150;
const RETRY = 1000;
const LONGEST = 60000;
const RELEASE = 60000;
const DAY = 24 * 60 * 60 * 1000;
export const KEPT = 7 * DAY;
const WARNED = 4 * DAY;
export const FORMAT = "entry-queue/1";
// Beside the number of changes that wait: how they are sent from another page (leaving.js).
export const WAYS = "vc-unsent-ways:";
// What went after seven days, until its owner has read that it did: never what was typed.
export const WIPED = "vc-wiped";

const done = (request) => new Promise((settle, fail) => {
  request.onsuccess = () => settle(request.result);
  request.onerror = () => fail(request.error);
});
const same = (one, other) => one.s === other.s && one.v === other.v;
const isNote = (op) => op.s === "note";
const inOrder = (ops) => ops.sort((one, other) => one.n - other.n);

// Why nothing was sent: a word that the page has a sentence for.
class Halt extends Error {}

const open = (store) => {
  const request = indexedDB.open(`${store}-entry`, 1);
  request.onupgradeneeded = () => {
    const ops = request.result.createObjectStore("ops", { keyPath: "n", autoIncrement: true });
    ops.createIndex("cell", ["sub", "cell"]);
    request.result.createObjectStore("cells", { keyPath: ["sub", "cell"] });
  };
  return done(request);
};

export class Queue {
  // `changed(moved, waiting, state)` is told of every cell that moved, and of what waits.
  static async begin(setup) {
    const queue = new Queue(setup);
    queue.db = await open(setup.store);
    for (const op of await queue.all()) queue.waiting.set(op.n, op);
    return queue;
  }

  constructor({ sub, user, name, store, sync, session, form, changed, timeout = 20000 }) {
    Object.assign(this, { sub, user, name, store, form, changed, timeout });
    this.addresses = { sync, session };
    this.waiting = new Map(); // as this window last read it
    this.state = { kind: "ok", at: 0 };
    this.revision = -1;
    this.wait = 0;
    this.token = "";
    this.range = IDBKeyRange.bound([sub, ""], [sub, "\uffff"]);
    this.mark = `vc-unsent:${store}:${sub}`;
    this.ways = `${WAYS}${store}:${sub}`;
    this.channel = new BroadcastChannel(`${store}-entry:${sub}`);
    this.channel.onmessage = (event) => this.tell(event.data);
    addEventListener("online", () => this.kick());
    addEventListener("visibilitychange", () => document.hidden || this.kick());
  }

  // ---- the disk

  // One transaction over both stores; strict: on the disk before it counts as done.
  async transact(work, mode = "readwrite") {
    const start = () => this.db.transaction(["ops", "cells"], mode, { durability: "strict" });
    let step;
    try {
      step = start();
    } catch { // the browser closed it meanwhile
      this.db = await open(this.store);
      step = start();
    }
    const end = new Promise((settle, fail) => {
      step.oncomplete = settle;
      step.onabort = step.onerror = () => fail(step.error);
    });
    const result = await work(step.objectStore("ops"), step.objectStore("cells"));
    await end;
    return result;
  }

  of(ops, cell) { return done(ops.index("cell").getAll([this.sub, cell])).then(inOrder); }

  all() {
    return this.transact((ops) => done(ops.index("cell").getAll(this.range)), "readonly").then(inOrder);
  }

  known() {
    return this.transact((ops, cells) => done(cells.getAll(this.range)), "readonly");
  }

  count(number) {
    try {
      const { sub, name, store, form, addresses, timeout } = this;
      if (number) {
        localStorage[this.mark] = number;
        localStorage[this.ways] = JSON.stringify({ sub, name, store, form, timeout, ...addresses });
      } else {
        delete localStorage[this.mark];
        delete localStorage[this.ways];
      }
    } catch { /* private windows keep nothing */ }
  }

  // How many changes were here and are not any more: somebody has emptied the browser.
  async lost() {
    try {
      return Math.max(0, Number(localStorage[this.mark] ?? 0) - (await this.all()).length);
    } catch {
      return 0;
    }
  }

  // ---- telling

  // Reads only the cells that moved: a key must not cost more because two hundred changes wait.
  async tell(cells, more = {}) {
    const read = (ops, store) => Promise.all(cells.map(async (cell) => ({
      cell, ops: await this.of(ops, cell), known: await done(store.get([this.sub, cell])),
    })));
    const fresh = cells.length ? await this.transact(read, "readonly") : [];
    const names = new Set(cells);
    for (const [n, op] of this.waiting) if (names.has(op.cell)) this.waiting.delete(n);
    for (const { ops } of fresh) for (const op of ops) this.waiting.set(op.n, op);
    this.count(this.waiting.size);
    await this.changed(fresh, [...this.waiting.values()], { ...this.state, ...more });
  }

  share(cells) {
    const names = [...new Set(cells)];
    this.channel.postMessage(names);
    return this.tell(names);
  }

  // ---- what the page asks for

  // A change: {id, cell, s, v, base, seen, held, over}. `seen` is the waiting change that this
  // window knew of; `held`, what the server is known to hold; `over`, that the person chose this
  // value where two stood against each other.
  async put(changes, hold = 0) {
    await this.transact(async (ops) => {
      for (const change of changes) await this.add(ops, change, hold);
    });
    await this.share(changes.map((change) => change.cell));
    if (!hold) this.kick();
  }

  async add(ops, { seen, held, over, ...change }, hold) {
    const before = isNote(change) ? [] : (await this.of(ops, change.cell)).filter((op) => !isNote(op));
    const last = before.at(-1);
    // Back to what the server holds, and nothing has left: there is nothing to send any more.
    const isFree = before.every((op) => !op.sent && !op.clash && !op.why) && (!last || last.id === seen);
    if (held && same(held, change) && isFree) {
      for (const op of before) ops.delete(op.n);
      return;
    }
    const op = {
      ...change, id: change.id ?? crypto.randomUUID(), sub: this.sub, user: this.user,
      name: this.name, at: Date.now(), hold: hold && Date.now() + hold,
    };
    if (last && last.id !== seen && !same(last, op)) {
      op.clash = { s: last.s, v: last.v, by: last.name, at: last.at, rev: null };
    }
    if (last && (!last.sent || last.why)) {
      op.base = over && last.clash ? last.clash.rev : last.base;
      if (last.clash && !over) op.clash = last.clash;
      if (op.clash) op.clash.rev = op.base;
      ops.delete(last.n);
    } else if (last) op.base = null; // takes the revision that the one before it returns
    ops.add(op);
  }

  // Gives up what has not left, or was refused.
  async drop(cells) {
    await this.transact(async (ops) => {
      for (const cell of cells) {
        for (const op of await this.of(ops, cell)) if (!op.sent || op.why) ops.delete(op.n);
      }
    });
    await this.share(cells);
  }

  // How many changes of this account wait here.
  async own() {
    return (await this.all()).filter((op) => op.user === this.user).length;
  }

  // Given up or taken along: nothing of this account stays on the machine.
  async empty() {
    const gone = (await this.all()).filter((op) => op.user === this.user);
    await this.transact(async (ops) => {
      for (const op of gone) ops.delete(op.n);
    });
    await this.share(gone.map((op) => op.cell));
  }

  // Whether anything lies here that has to go, and the day on which the next of it does.
  isOld(op, now = Date.now()) { return now - op.at > KEPT; }

  goes(now = Date.now()) {
    const first = Math.min(...[...this.waiting.values()].map((op) => op.at));
    return now - first > WARNED && now - first <= KEPT ? first + KEPT : 0;
  }

  // What has lain here for too long is sent if that can be, and goes, whoever typed it. One window
  // does it at a time, so that it is told once.
  async expire() {
    if (![...this.waiting.values()].some((op) => this.isOld(op))) return;
    const work = async () => {
      await this.round().catch(() => {});
      const gone = (await this.all()).filter((op) => this.isOld(op));
      if (!gone.length) return;
      this.tellOwners(gone);
      await this.transact(async (ops) => {
        for (const op of gone) ops.delete(op.n);
      });
      await this.share(gone.map((op) => op.cell));
    };
    if (navigator.locks) await navigator.locks.request(`${this.store}-wipe`, work);
    else await work();
  }

  tellOwners(gone) {
    try {
      const told = JSON.parse(localStorage[WIPED] ?? "[]");
      for (const user of new Set(gone.map((op) => op.user))) {
        const at = gone.filter((op) => op.user === user).map((op) => op.at);
        const days = { from: Math.min(...at), until: Math.max(...at) };
        told.push({ user, n: at.length, form: this.form ?? "", ...days, ...this.addresses });
      }
      localStorage[WIPED] = JSON.stringify(told);
    } catch { /* private windows keep nothing */ }
  }

  // A queue that only looked in hears and sends nothing any more.
  end() {
    this.channel.close();
    this.db.close();
    this.isOver = true;
  }

  async file(head) {
    const all = (await this.all()).filter((op) => op.user === this.user);
    const ops = all.map(({ n, hold, ...op }) => op);
    const made = new Date().toISOString();
    return { format: FORMAT, sub: this.sub, user: this.user, name: this.name, made, ...head, ops };
  }

  // Ids come back as they were: a file brought in twice, or after its changes had arrived, changes
  // nothing. Throws the word for what is wrong with the file.
  async take(file) {
    if (file?.format !== FORMAT || file.sub !== this.sub) throw new Halt("elsewhere");
    if (file.user !== this.user) throw new Halt("another");
    const held = new Set((await this.all()).map((op) => op.id));
    const fresh = file.ops.filter((op) => !held.has(op.id));
    const mine = { sub: this.sub, user: this.user };
    await this.transact(async (ops) => {
      for (const op of fresh) ops.add({ ...op, ...mine, sent: op.sent || 1 });
    });
    await this.share(fresh.map((op) => op.cell));
    this.kick();
    return fresh.length;
  }

  // ---- sending

  isSendable(op) {
    return op.user === this.user && op.base !== null && op.s !== "e" && !op.clash && !op.why;
  }

  // Who is signed in now, and the token of this session; a kept page holds an old one.
  async meet() {
    const answer = await fetch(this.addresses.session, {
      cache: "no-store", redirect: "error", signal: AbortSignal.timeout(this.timeout),
    });
    if (answer.status === 401) throw new Halt("signin");
    if (!answer.ok) throw new Halt("server");
    const { user, token } = await answer.json();
    if (user !== this.user) throw new Halt("other");
    this.token = token;
  }

  // The first change of each cell; what is taken is marked as one that may have left.
  batch() {
    return this.transact(async (ops) => {
      const first = new Map();
      const now = Date.now();
      for (const op of inOrder(await done(ops.index("cell").getAll(this.range)))) {
        const key = isNote(op) ? op.id : op.cell;
        if (!first.has(key)) first.set(key, op);
      }
      const due = (op) => this.isSendable(op) && (op.sent || !(op.hold > now));
      const taken = [...first.values()].filter(due).slice(0, BATCH);
      for (const op of taken) if (!op.sent) ops.put({ ...op, sent: now });
      return taken;
    });
  }

  post(ops) {
    const sent = ops.map(({ id, cell, s, v, base }) => ({ id, cell, s, v, base }));
    return fetch(this.addresses.sync, {
      method: "POST", redirect: "error", signal: AbortSignal.timeout(this.timeout),
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify({ user: this.user, since: this.revision, ops: sent }),
    });
  }

  settle(answer) {
    return this.transact(async (ops, cells) => {
      const found = inOrder(await done(ops.index("cell").getAll(this.range)));
      const touched = new Set();
      const keep = (cell, { rev, s, v }) => {
        touched.add(cell);
        cells.put({ sub: this.sub, cell, rev, s, v });
      };
      for (const [cell, value] of Object.entries(answer.cells)) keep(cell, value);
      for (const said of answer.done) {
        const op = found.find((one) => one.id === said.id);
        if (!op) continue;
        touched.add(op.cell);
        const next = found.find((one) => one.cell === op.cell && one.n > op.n && !isNote(one));
        if (said.code === 200) {
          if (!isNote(op) && !answer.cells[op.cell]) keep(op.cell, { ...op, rev: said.rev });
          this.accepted(ops, op, next, said);
        } else if (said.code === 409) this.met(ops, op, next, said);
        else this.refused(ops, op, next, said);
      }
      return [...touched];
    });
  }

  accepted(ops, op, next, { rev }) {
    ops.delete(op.n);
    if (isNote(op) || next?.base !== null) return;
    ops.put({ ...next, base: rev, clash: next.clash && { ...next.clash, rev } });
  }

  // Somebody else was there first: the newest wish stays, beside what the server holds.
  met(ops, op, next, { s, v, rev, by, at }) {
    ops.put({ ...(next ?? op), sent: 0, base: rev, clash: { s, v, rev, by, at: at * 1000 } });
    if (next) ops.delete(op.n);
  }

  // Refused or locked: it stays with the reason, unless a newer wish stands behind it.
  refused(ops, op, next, { why }) {
    if (isNote(op) || next?.base !== null) return ops.put({ ...op, why });
    ops.delete(op.n);
    return ops.put({ ...next, base: op.base });
  }

  async round() {
    if (!this.token) await this.meet();
    for (let again = true, met = false; again;) {
      const taken = await this.batch();
      if (taken.length) await this.tell([], { kind: "busy" });
      const answer = await this.post(taken);
      if (answer.status === 401 || answer.status === 403) { // over, or the token has turned
        if (met) throw new Halt("signin");
        await this.meet();
        met = true;
        continue;
      }
      if (answer.status === 404 || answer.status === 423) throw new Halt("gone");
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (!answer.ok || !isJson) throw new Halt("server");
      const said = await answer.json();
      const touched = await this.settle(said);
      this.revision = said.rev;
      this.wait = 0;
      this.state = { kind: "ok", at: Date.now() };
      await this.share(touched);
      again = [...this.waiting.values()].some((op) => this.isSendable(op) && !op.sent && !op.hold);
    }
  }

  // One window of this browser sends at a time; the ids make it right where locks are missing.
  async sync() {
    clearTimeout(this.timer);
    const work = async (lock) => {
      if (lock === null) return;
      try {
        await this.round();
      } catch (error) {
        this.state = { kind: error instanceof Halt ? error.message : "offline" };
        this.wait = Math.min(LONGEST, (this.wait || RETRY / 2) * 2);
        await this.tell([]);
      }
    };
    if (navigator.locks) await navigator.locks.request(`${this.store}-entry`, { ifAvailable: true }, work);
    else await work();
    const isLeft = [...this.waiting.values()].some((op) => !op.why && !op.clash && op.s !== "e");
    const pause = (this.wait || RETRY) * (0.5 + Math.random() / 2);
    this.timer = setTimeout(() => this.sync(), isLeft ? pause : LONGEST);
  }

  kick() {
    if (this.isOver) return;
    this.wait = 0;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sync(), SOON);
  }
}

// A file of the queue, offered to the person; a page lets it go after a while.
export const download = (file) => {
  const address = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/json" }));
  const made = file.made.slice(0, 16).replace(/\D/g, "");
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: `cho-gui-${file.sub}-${made}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE);
};
