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

// A list in its section, which stays hidden while there is nothing.
async function list(name, ending, line) {
  const place = document.querySelector(`[data-kept="${name}"]`);
  const lines = place.appendChild(document.createElement("ul"));
  for (const [address, answer] of await kept(ending)) {
    lines.appendChild(document.createElement("li")).append(...await line(answer, address));
    place.hidden = false;
  }
}

async function read(answer, address) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = (await title(answer)) || decodeURI(new URL(address).pathname);
  return [link];
}

// Heard right here: the page where it stands may not have been kept.
async function heard(answer, address) {
  const name = document.createElement("p");
  name.textContent = decodeURIComponent(answer.headers.get("X-Title") ?? "")
    || decodeURIComponent(new URL(address).pathname.split("/").filter(Boolean).pop());
  const sound = document.createElement("audio");
  Object.assign(sound, { controls: true, preload: "none", src: address });
  sound.setAttribute("aria-label", name.textContent);
  return [name, sound];
}

if ("caches" in window) {
  list("read", "-read", read).catch(() => {});
  list("heard", "vungcao-audio", heard).catch(() => {});
}
addEventListener("online", () => location.reload());
