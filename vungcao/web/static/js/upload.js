// Files in pieces (tus 1.0): goes on after a lost connection, a pause or a new page.
// Only the address of the upload is kept in the browser, never a name or a content.
const PIECE = 256 * 1024;
const WAITS = [1, 2, 5, 10, 20];
const TUS = { "Tus-Resumable": "1.0.0" };

class Refused extends Error {}

function encode(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

class Sender {
  constructor(field) {
    this.field = field;
    this.form = field.closest("form");
    this.input = field.querySelector("input[type=file]");
    this.bar = field.querySelector("[data-progress]");
    this.button = this.form.querySelector("button[type=submit]");
    this.place = `vc-upload-${field.dataset.kind}`;
    this.form.addEventListener("submit", (event) => this.submit(event));
    field.querySelector("[data-pause]").addEventListener("click", () => this.pause());
    field.querySelector("[data-resume]").addEventListener("click", () => this.send());
    field.querySelector("[data-cancel]").addEventListener("click", () => this.cancel());
  }

  get file() { return this.input.files[0]; }

  // Tells this file from another one of the same length, without its name.
  get mark() { return `${this.file.size}-${this.file.lastModified}`; }

  submit(event) {
    const { file } = this;
    const isLarge = file && file.size > Number(this.field.dataset.largest);
    if (!file || isLarge || file.size <= PIECE) return; // the form alone is as good
    event.preventDefault();
    if (!this.running) this.send();
  }

  ask(address, method, headers = {}, body = undefined) {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    return fetch(address, {
      method, body, headers: { ...TUS, "X-CSRFToken": token, ...headers },
      signal: this.stop.signal, redirect: "error",
    });
  }

  async begin() {
    const data = `kind ${encode(this.field.dataset.kind)},mark ${encode(this.mark)}`;
    const answer = await this.ask(this.field.dataset.upload, "POST", {
      "Upload-Length": String(this.file.size), "Upload-Metadata": data,
    });
    if (answer.status !== 201) throw new Refused(await answer.text());
    this.address = answer.headers.get("Location");
    this.keep(this.address);
    return 0;
  }

  // Where to go on: at the kept upload when it is of this file, else at the beginning.
  async offset() {
    this.address = this.address ?? this.kept();
    if (!this.address) return this.begin();
    const answer = await this.ask(this.address, "HEAD");
    if (answer.ok && answer.headers.get("Upload-Mark") === this.mark) {
      return Number(answer.headers.get("Upload-Offset"));
    }
    if (answer.ok) await this.forget(); // another file's: nobody could go on with it any more
    return this.begin();
  }

  async send() {
    this.stop = new AbortController();
    this.running = true;
    this.input.disabled = true;
    this.button.hidden = true; // there is one way on at a time
    this.show("sending");
    let failures = 0;
    while (this.running) {
      try {
        if (await this.step()) failures = 0;
        else return this.finish();
      } catch (error) {
        if (error instanceof Refused) return this.refuse(error.message);
        if (!this.running) return undefined;
        this.at = undefined;
        this.show("waiting");
        await this.wait(WAITS[Math.min(failures++, WAITS.length - 1)]);
      }
    }
    return undefined;
  }

  // One piece; false when there is none left.
  async step() {
    this.at ??= await this.offset();
    this.show("sending");
    if (this.at >= this.file.size) return false;
    const piece = this.file.slice(this.at, this.at + PIECE);
    const answer = await this.ask(this.address, "PATCH", {
      "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(this.at),
    }, piece);
    if (answer.status === 404) this.address = this.keep("");
    if (answer.status === 507) throw new Refused(await answer.text());
    this.at = answer.status === 204 ? Number(answer.headers.get("Upload-Offset")) : undefined;
    if (this.at === undefined && answer.status !== 409) throw new Error(String(answer.status));
    return true;
  }

  // The address stays until the upload is gone: when the form is lost, only the form goes again.
  finish() {
    this.form.elements.upload.value = this.address.split("/").filter(Boolean).pop();
    this.form.elements.upload_name.value = this.file.name;
    this.form.submit();
  }

  async forget() {
    await this.ask(this.address, "DELETE");
    this.address = this.keep("");
  }

  pause() {
    this.running = false;
    this.stop.abort();
    this.at = undefined;
    this.show("paused");
  }

  async cancel() {
    this.pause();
    this.reset(this.field.dataset.wordsCancelled);
    this.stop = new AbortController();
    if (!this.address) return;
    try { await this.forget(); } catch { this.address = this.keep(""); } // it ends after a day
  }

  refuse(text) {
    this.running = false;
    this.reset(text || this.field.dataset.wordsRefused);
  }

  // Another file may be chosen; what happened stays to be read.
  reset(text) {
    this.input.disabled = false;
    this.button.hidden = false;
    this.at = undefined;
    this.last = undefined;
    this.bar.hidden = false;
    this.bar.querySelector("[role=status]").textContent = text;
    for (const part of this.bar.querySelectorAll("progress, button")) part.hidden = true;
  }

  // A network that comes back ends the wait.
  wait(seconds) {
    return new Promise((done) => {
      setTimeout(done, seconds * 1000);
      addEventListener("online", done, { once: true });
    });
  }

  show(state) {
    const percent = Math.floor(100 * (this.at ?? this.last ?? 0) / this.file.size);
    this.last = this.at ?? this.last;
    this.bar.hidden = false;
    const progress = this.bar.querySelector("progress");
    progress.value = percent;
    progress.hidden = false;
    const words = this.field.dataset[`words${state[0].toUpperCase()}${state.slice(1)}`];
    this.bar.querySelector("[role=status]").textContent = words.replace("{percent}", percent);
    this.bar.querySelector("[data-pause]").hidden = state === "paused";
    this.bar.querySelector("[data-resume]").hidden = state !== "paused";
    this.bar.querySelector("[data-cancel]").hidden = false;
  }

  kept() {
    try { return localStorage.getItem(this.place) ?? undefined; } catch { return undefined; }
  }

  keep(address) {
    try {
      if (address) localStorage.setItem(this.place, address);
      else localStorage.removeItem(this.place);
    } catch { /* private mode keeps nothing: a new page begins anew */ }
    return undefined;
  }
}

for (const field of document.querySelectorAll("[data-upload]")) new Sender(field);
