// Figures that wait on this machine while their page is closed. Who signs out sends them, takes them
// along as a file, or gives them up first; another account's queue is not touched. What has lain here
// for seven days goes, whoever typed it, and its owner reads how much that was.
import { Queue, WAYS, WIPED, download } from "./queue.js";

const whose = async (session) => {
  const answer = await fetch(session, { cache: "no-store", redirect: "error" });
  return answer.ok ? (await answer.json()).user : "";
};
const ways = () => Object.entries(localStorage)
  .filter(([name]) => name.startsWith(WAYS)).map(([, said]) => JSON.parse(said));
const nobody = async () => {};

// The queues of whoever is signed in now, one for each form that has something waiting. Without a
// network it is the account for which this page was made.
export const mine = async (account = "") => {
  const found = [];
  let user;
  for (const way of ways()) {
    user ??= await whose(way.session).catch(() => account);
    const queue = await Queue.begin({ ...way, user, changed: nobody });
    if (await queue.own()) found.push(queue);
    else queue.end();
  }
  return found;
};
const count = async (queues) => (await Promise.all(queues.map((queue) => queue.own())))
  .reduce((sum, many) => sum + many, 0);

// Returns how many could not be sent; a network that fails is told as an error.
export const send = async (queues) => {
  for (const queue of queues) await queue.round();
  return count(queues);
};
export const empty = async (queues) => {
  for (const queue of queues) await queue.empty();
};
const take = async (queues) => {
  for (const queue of queues) download(await queue.file({ form: document.title }));
};

const make = (tag, props, ...inside) => {
  const one = Object.assign(document.createElement(tag), props);
  one.append(...inside);
  return one;
};

const show = (heading, inside, closed) => {
  const title = make("h2", { id: "leaving-title", textContent: heading });
  const edge = make("div", { className: "edge thin", ariaHidden: "true" });
  const body = make("div", { className: "dialog-body" }, title, ...inside);
  const dialog = make("dialog", {}, edge, body);
  dialog.setAttribute("aria-labelledby", "leaving-title");
  dialog.addEventListener("close", () => {
    closed();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};

// The dialog; it sends the form itself once nothing waits any more. Without a network nobody signs
// out: the server ends the session.
export const ask = async (form) => {
  const words = JSON.parse(form.dataset.leaving);
  const queues = await mine(form.dataset.account);
  const many = await count(queues);
  const go = () => form.submit();
  if (!many) return go();
  const waits = words.waits.replace("{n}", many);
  const isOffline = !navigator.onLine;
  const said = make("p", { textContent: isOffline ? `${waits} ${words.offline}` : waits });
  said.setAttribute("role", "status");
  const press = (label, work, kind = "line") => {
    const one = make("button", { type: "button", className: `btn ${kind}`, textContent: label });
    one.onclick = async () => {
      one.setAttribute("aria-busy", "true");
      try {
        await work();
      } catch {
        said.textContent = words.failed;
      }
      one.removeAttribute("aria-busy");
    };
    return one;
  };
  const row = make("div", { className: "row" },
    press(words.send, async () => {
      const left = await send(queues);
      if (!left) return go();
      said.textContent = words.left.replace("{n}", left);
    }, ""),
    press(words.file, async () => {
      await take(queues);
      said.textContent = words.saved;
    }),
    press(words.drop, async () => {
      await empty(queues);
      if (navigator.onLine) return go();
      said.textContent = words.dropped;
    }, "danger"),
    press(words.stay, () => dialog.close(), "quiet"));
  const dialog = show(words.title, [said, row], () => queues.forEach((queue) => queue.end()));
};

// On every page: what has lain here too long goes, and whoever it was is told when they are here.
export const tidy = async (form) => {
  for (const way of ways()) {
    const user = await whose(way.session).catch(() => "");
    const queue = await Queue.begin({ ...way, user, changed: nobody });
    await queue.expire();
    queue.end();
  }
  if (form) await tell(JSON.parse(form.dataset.leaving), form.dataset.account);
};

const day = (moment) => new Date(moment).toLocaleDateString("vi");
const told = () => JSON.parse(localStorage[WIPED] ?? "[]");
const tell = async (words, account) => {
  const own = told().filter((one) => one.user === account);
  if (!own.length) return;
  const lines = own.map(({ n, form, from, until }) => make("li", {
    textContent: words.wiped.replace("{n}", n).replace("{form}", form)
      .replace("{from}", day(from)).replace("{until}", day(until)),
  }));
  const close = make("button", { type: "button", className: "btn", textContent: words.understood });
  const dialog = show(words.gone, [make("ul", {}, ...lines), make("p", { className: "row" }, close)], () => {
    const left = told().filter((one) => one.user !== account);
    if (left.length) localStorage[WIPED] = JSON.stringify(left);
    else delete localStorage[WIPED];
  });
  close.onclick = () => dialog.close();
};
