// Signing out while figures of one's own wait on this machine: they are sent, taken along as a file,
// or given up first. Nothing of an account stays behind; another account's queue is not touched.
import { Queue, WAYS, download } from "./queue.js";

const whose = async (session) => {
  const answer = await fetch(session, { cache: "no-store", redirect: "error" });
  return answer.ok ? (await answer.json()).user : "";
};

// The queues of whoever is signed in now, one for each form that has something waiting.
export const mine = async () => {
  const found = [];
  let user;
  for (const [name, said] of Object.entries(localStorage)) {
    if (!name.startsWith(WAYS)) continue;
    const ways = JSON.parse(said);
    user ??= await whose(ways.session);
    const queue = await Queue.begin({ ...ways, user, changed: async () => {} });
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

// The dialog; it sends the form itself once nothing waits any more.
export const ask = async (form) => {
  const words = JSON.parse(form.dataset.leaving);
  const queues = await mine();
  const many = await count(queues);
  const go = () => form.submit();
  if (!many) return go();
  const title = make("h2", { id: "leaving-title", textContent: words.title });
  const said = make("p", { textContent: words.waits.replace("{n}", many) });
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
      go();
    }, "danger"),
    press(words.stay, () => dialog.close(), "quiet"));
  const edge = make("div", { className: "edge thin", ariaHidden: "true" });
  const dialog = make("dialog", {}, edge, make("div", { className: "dialog-body" }, title, said, row));
  dialog.setAttribute("aria-labelledby", "leaving-title");
  dialog.addEventListener("close", () => {
    for (const queue of queues) queue.end();
    dialog.remove();
  });
  document.body.append(dialog);
  return dialog.showModal();
};
