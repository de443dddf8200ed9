// What the server has found in a page stands in its preview; the editor's list of checks shows it.
const told = document.getElementById("portal-checks")?.dataset;
const names = (text) => (text ?? "").split(" ").filter(Boolean);
const found = new Set(names(told?.found));
const check = (rule, evaluate) => window.wagtail?.userbar?.registerCheck(rule, evaluate);

// What is wrong with the whole page; its rule stands on the title.
for (const name of names(told?.known)) check(name, () => !found.has(name));
// On the picture itself, so that a click leads to it.
const isSaid = (node) => node.alt.trim() !== "" || node.closest("[data-decorative]") !== null;
check("portal-picture", isSaid);
