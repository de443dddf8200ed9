// Parts of pages that htmx has brought: focus, errors, ticked rows. Pages work without.
const count = () => {
  const bar = document.querySelector("[data-picked]");
  if (!bar) return;
  const boxes = document.querySelectorAll("input[name=pick]");
  const picked = [...boxes].filter((box) => box.checked).length;
  const all = document.querySelector("[data-pick-all]");
  if (all) all.checked = picked > 0 && picked === boxes.length;
  bar.dataset.picked = picked || "";
  for (const button of bar.querySelectorAll("button")) button.disabled = !picked;
  const said = bar.querySelector("[data-picked-count]");
  said.dataset.idle ??= said.textContent;
  said.textContent = picked ? `${said.dataset.pickedCount} ${picked}` : said.dataset.idle;
  for (const row of document.querySelectorAll("tr:has(input[name=pick])")) {
    row.classList.toggle("on", row.querySelector("input[name=pick]").checked);
  }
};

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-pick-all]")) {
    for (const box of document.querySelectorAll("input[name=pick]")) box.checked = event.target.checked;
  }
  if (event.target.matches("[data-pick-all], input[name=pick]")) count();
});

// A menu beside a table closes when the table is brought anew; what needs scripts is shown again.
document.addEventListener("htmx:afterSettle", (event) => {
  for (const part of event.target.querySelectorAll("[data-needs-script]")) part.hidden = false;
  count();
});

// What went wrong on the way is said where the reader is, and the whole page is one press away.
const trouble = (kind) => {
  const table = document.getElementById("table");
  if (!table) return;
  table.querySelector(".trouble")?.remove();
  const note = document.createElement("p");
  note.className = "note bad trouble";
  note.setAttribute("role", "alert");
  note.textContent = table.dataset[kind];
  table.prepend(note);
};
document.addEventListener("htmx:sendError", () => trouble("unreached"));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 403 || event.detail.xhr.status === 401) return location.reload();
  trouble("unanswered");
});
// A session that has ended answers with the sign-in page: the whole window has to go there.
document.addEventListener("htmx:beforeSwap", (event) => {
  const place = event.detail.xhr.responseURL;
  if (place && new URL(place).pathname !== location.pathname) {
    event.detail.shouldSwap = false;
    location.href = place;
  }
});
count();
