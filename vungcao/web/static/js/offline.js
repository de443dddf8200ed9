// The page without a network: names the address that did not open, and opens it when it can.
try {
  const place = decodeURI(location.pathname + location.search);
  const shown = document.querySelector("[data-address]");
  shown.querySelector("code").textContent = place;
  shown.hidden = shown.dataset.address === location.pathname;
} catch { /* an address that cannot be written out stays unsaid */ }
// What this browser has kept: pages that were read, and what was kept to be heard.
async function kept(ending) {
  const names = (await caches.keys()).filter((name) => name.endsWith(ending));
  const found = await Promise.all(names.map(async (name) => {
    const cache = await caches.open(name);
    return Promise.all((await cache.keys()).map(async (one) => [one.url, await cache.match(one, { ignoreVary: true })]));
  }));
  return found.flat().reverse();
}

async function title(answer) {
  const found = /<title>([^]*?)<\/title>/.exec(await answer.text());
  const plain = new DOMParser().parseFromString(found?.[1] ?? "", "text/html").body.textContent;
  return plain.split(" – ").slice(0, -1).join(" – ").replace(/\s+/g, " ").trim();
}

async function list(name, ending, word) {
  const place = document.querySelector(`[data-kept="${name}"]`);
  const lines = place.appendChild(document.createElement("ul"));
  for (const [address, answer] of await kept(ending)) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = (await word(answer, address)) || decodeURI(new URL(address).pathname);
    const line = document.createElement("li");
    line.append(link);
    lines.append(line);
    place.hidden = false;
  }
}
const file = (_answer, address) => decodeURIComponent(new URL(address).pathname.split("/").filter(Boolean).pop());
if ("caches" in window) {
  list("read", "-read", title).catch(() => {});
  list("heard", "vungcao-audio", file).catch(() => {});
}
addEventListener("online", () => location.reload());
