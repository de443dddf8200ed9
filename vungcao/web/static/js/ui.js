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

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) return window.print();
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
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
// After a refused form the reader starts at the list of what is wrong.
document.querySelector(".errors")?.focus();
// Without a network a page of our own says so. Private windows refuse; nothing else needs it.
addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));
