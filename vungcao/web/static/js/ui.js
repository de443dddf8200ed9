// Display settings, menus and dialogs. Every page works without this file.
const root = document.documentElement;
const base = { density: document.body.dataset.baseDensity ?? "" };

function kept(name) {
  try {
    return localStorage.getItem(`vc-${name}`) ?? "";
  } catch {
    return root.dataset[name] === base[name] ? "" : root.dataset[name] ?? "";
  }
}

function keep(name, value) {
  try {
    if (value) localStorage.setItem(`vc-${name}`, value);
    else localStorage.removeItem(`vc-${name}`);
  } catch { /* private mode keeps nothing */ }
}

// What the reader chose, in the panel of `components/display.html`; nothing chosen is the page's own.
function show() {
  for (const choice of document.querySelectorAll("[data-set]")) {
    choice.checked = choice.value === kept(choice.dataset.set);
  }
}

function choose({ dataset: { set: name }, value }) {
  const now = value || base[name];
  if (now) root.dataset[name] = now;
  else delete root.dataset[name];
  keep(name, value);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-set]")) choose(event.target);
});

// A phone offers its own ways to pass a page on; elsewhere its address is copied.
const pass = (button) => {
  const what = { title: document.title, url: location.href };
  if (navigator.share) return navigator.share(what).catch(() => {});
  navigator.clipboard?.writeText(location.href).then(() => (button.textContent = button.dataset.share));
};

// Without a network the page says so; the pages of a browser that is back say nothing.
const network = () => {
  for (const note of document.querySelectorAll("[data-offline]")) note.hidden = navigator.onLine;
};
addEventListener("online", network);
addEventListener("offline", network);
network();

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) return window.print();
  const share = event.target.closest("[data-share]");
  if (share) pass(share);
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  for (const menu of document.querySelectorAll("details:is(.menu, .viewing)[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// "/" leads to the search, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const search = document.getElementById("top-search");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Figures that wait on this machine are sent, taken along or given up before their owner signs out.
const unsent = () => {
  try {
    return Object.keys(localStorage).some((name) => /^vc-(unsent:|wiped$)/.test(name));
  } catch {
    return false;
  }
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.leaving || !unsent()) return;
  event.preventDefault();
  import("./entry/leaving.js").then(({ ask }) => ask(form)).catch(() => form.submit());
});
// What has lain here for seven days goes on any page, also when nobody signs out.
if (unsent()) {
  const form = document.querySelector("[data-leaving]");
  import("./entry/leaving.js").then(({ tidy }) => tidy(form)).catch(() => {});
}

// A second press while the first is on its way; what comes through is recognised by the server.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 3000); // an answer may be a file, and the page stay
});

for (const setting of document.querySelectorAll("[data-needs-script]")) setting.hidden = false;
show();
// A long menu is shown where its reader stands.
const side = document.querySelector(".side");
const standing = side?.querySelector("[aria-current]");
const stand = () => { side.scrollTop = standing.offsetTop - side.clientHeight / 2; };
if (standing) {
  stand();
  side.addEventListener("toggle", stand);
}
// After a refused form the reader starts at the list of what is wrong.
document.querySelector(".errors")?.focus();
// Without a network a page of our own says so. Private windows refuse; nothing else needs it.
// The first public page came before there was a worker to keep it: it asks to be kept.
addEventListener("load", async () => {
  try {
    await navigator.serviceWorker.register("/sw.js");
    const [arrival] = performance.getEntriesByType("navigation");
    if (arrival.workerStart > 0 || !document.querySelector(".mast")) return;
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ claim: true, keep: location.href.split("#")[0] });
  } catch { /* the page is read all the same */ }
});
