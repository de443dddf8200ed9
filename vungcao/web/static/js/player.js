// The player takes over from the browser's own controls, which stand there without this file.
// What is kept for later lies in the cache that the service worker answers from.
const KEPT = "vungcao-audio";
const OPUS = "audio/ogg; codecs=opus";
const NEAR_THE_END = 3;
const words = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

// Where somebody stopped listening. A browser that keeps nothing forgets it.
const places = {
  of: (name) => {
    try {
      return Number(localStorage.getItem(name)) || 0;
    } catch {
      return 0;
    }
  },
  set: (name, seconds) => {
    try {
      if (seconds) localStorage.setItem(name, seconds);
      else localStorage.removeItem(name);
    } catch {
      /* nothing is kept here */
    }
  },
};

function remember(audio) {
  const name = `heard:${audio.dataset.heard || audio.currentSrc}`;
  audio.addEventListener(
    "loadedmetadata",
    () => {
      const at = places.of(name);
      if (at && at < audio.duration - NEAR_THE_END) audio.currentTime = at;
    },
    { once: true },
  );
  const note = () => {
    const over = audio.ended || audio.currentTime > audio.duration - NEAR_THE_END;
    places.set(name, over ? 0 : Math.floor(audio.currentTime));
  };
  audio.addEventListener("pause", note);
  audio.addEventListener("ended", note);
  addEventListener("pagehide", () => audio.currentTime && note());
}

// With what it is called: without a network a file's name alone would say nothing.
async function named(answer) {
  if (!answer.ok) throw new Error(answer.status);
  const said = [document.querySelector("h1"), document.querySelector(".player [aria-current]")];
  const name = said.filter(Boolean).map((one) => one.textContent.trim().replace(/\s+/g, " ")).join(" · ");
  const headers = new Headers({ "Content-Type": answer.headers.get("Content-Type") ?? "" });
  headers.set("X-Title", encodeURIComponent(name));
  return new Response(await answer.blob(), { headers });
}

async function keep(button, audio) {
  const light = button.dataset.keepLight;
  const address = light && audio.canPlayType(OPUS) ? light : button.dataset.keep;
  const cache = await caches.open(KEPT);
  const show = (kept) => button.setAttribute("aria-pressed", String(kept));
  const said = button.textContent;
  button.hidden = false;
  const tell = (kept) => {
    show(kept);
    button.textContent = kept ? button.dataset.wordsKept : said;
  };
  tell(Boolean(await cache.match(address)));
  button.addEventListener("click", async () => {
    if (await cache.delete(address)) return tell(false);
    try {
      await cache.put(address, await named(await fetch(address)));
      tell(true);
    } catch {
      button.textContent = button.dataset.wordsFailed;
    }
  });
}

for (const player of document.querySelectorAll(".player")) {
  const audio = player.querySelector("audio");
  const ours = player.querySelector("[data-player]");
  if (!audio || !ours || player.dataset.taken) continue;
  player.dataset.taken = "yes";
  audio.controls = false;
  audio.hidden = true;
  ours.hidden = false;
  const play = ours.querySelector(".play");
  const seek = ours.querySelector("input");
  const now = ours.querySelector("[data-now]");
  play.addEventListener("click", () => (audio.paused ? audio.play() : audio.pause()));
  audio.addEventListener("play", () => play.setAttribute("aria-pressed", "true"));
  audio.addEventListener("pause", () => play.setAttribute("aria-pressed", "false"));
  audio.addEventListener("timeupdate", () => {
    now.textContent = words(audio.currentTime);
    if (audio.duration) seek.value = (audio.currentTime / audio.duration) * 100;
  });
  seek.addEventListener("input", () => {
    if (audio.duration) audio.currentTime = (seek.value / 100) * audio.duration;
  });
  const slow = player.querySelector("[data-rate]");
  slow.hidden = false;
  slow.addEventListener("click", () => {
    audio.playbackRate = audio.playbackRate === 1 ? 0.75 : 1;
    slow.setAttribute("aria-pressed", String(audio.playbackRate !== 1));
  });
  remember(audio);
  const button = player.querySelector("[data-keep]");
  if (button && "caches" in window) keep(button, audio).catch(() => {});
}
