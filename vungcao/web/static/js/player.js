// The player takes over from the browser's own controls, which stand there without this file.
const words = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

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
}
