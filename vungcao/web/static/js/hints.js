// Proposals below a line in which somebody types. Without this file the form works the same.
const list = document.querySelector("datalist[data-hints]");
const line = list && document.querySelector(`input[list="${list.id}"]`);
let waiting, asked;

const ask = async () => {
  const typed = line.value.trim();
  if (typed.length < 2 || typed === asked) return;
  asked = typed;
  try {
    const answer = await fetch(`${list.dataset.hints}?q=${encodeURIComponent(typed)}`);
    if (answer.ok && typed === asked) list.innerHTML = await answer.text();
  } catch { /* no network, no proposals */ }
};

line?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 250);
});
