// Drafts: what is typed is sent after a moment of quiet; leaving with unsaved words is asked about.
// Without this file a button saves the draft, and nothing asks.
const QUIET = 2000;
const UNTOUCHED = ["csrfmiddlewaretoken", "draft"];

class Draft {
  constructor(mark) {
    this.mark = mark;
    this.form = mark.closest("form");
    this.said = mark.querySelector("[role=status]");
    // As the page came nobody has typed yet, unless it came back with what was not taken.
    this.kept = mark.dataset.draft === "unsaved" ? undefined : this.words();
    for (const kind of ["input", "change"]) {
      this.form.addEventListener(kind, (event) => event.target.type !== "file" && this.touched());
    }
    this.form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("beforeunload", (event) => this.isDirty && event.preventDefault());
    addEventListener("pageshow", () => { this.leaves = false; });
    document.addEventListener("htmx:confirm", (event) => this.ask(event));
  }

  words() {
    const data = new FormData(this.form);
    for (const name of UNTOUCHED) data.delete(name);
    return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
  }

  get isDirty() { return !this.leaves && this.words() !== this.kept; }

  touched() {
    clearTimeout(this.waits);
    this.waits = setTimeout(() => this.save(), QUIET);
  }

  // Sent for good, or looked something up on a page that comes back with all of it.
  submitted(event) {
    if (event.defaultPrevented) return;
    clearTimeout(this.waits);
    this.leaves = true;
  }

  // A part of the page that htmx brings anew would take the words along.
  ask(event) {
    if (!event.target.contains(this.form) || !this.isDirty) return;
    if (!confirm(this.mark.dataset.wordsLeave)) event.preventDefault();
  }

  send() {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const body = new URLSearchParams(this.words());
    body.append("draft", "save");
    return fetch(location.pathname, {
      method: "POST", body, redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": token },
    });
  }

  async save() {
    if (!this.isDirty) return;
    const { dataset } = this.mark;
    const words = this.words();
    try {
      const answer = await this.send();
      const is_told = answer.headers.get("Content-Type") === "application/json";
      if (answer.ok) this.kept = words;
      if (is_told) this.said.textContent = (await answer.json()).said;
      else this.said.textContent = answer.type === "opaqueredirect" ? dataset.wordsSession : dataset.wordsLost;
    } catch {
      this.said.textContent = dataset.wordsLost;
    }
  }
}

for (const mark of document.querySelectorAll("[data-draft]")) new Draft(mark);
