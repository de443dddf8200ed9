// The work before a stranger's form: begun when somebody turns to it, done aside, sent with it.
// A form that is pressed sooner waits for its end; where nothing can be worked out it goes without.
class Proof {
  constructor(field) {
    this.field = field;
    this.form = field.closest("form");
    this.input = field.querySelector("input");
    this.state = "idle";
    this.input.value = ""; // a browser may have kept the one that is spent
    this.show("working"); // the same words as later: what is being pressed must not move
    this.form.addEventListener("focusin", () => this.begin());
    this.form.addEventListener("submit", (event) => this.submit(event));
  }

  begin() {
    if (this.state !== "idle") return;
    this.say("working");
    const { salt, challenge, most } = this.field.dataset;
    try {
      const worker = new Worker(this.field.dataset.worker);
      worker.onmessage = ({ data }) => (data < 0 ? this.end("failed") : this.finish(data));
      worker.onerror = () => this.end("failed");
      worker.postMessage({ salt, challenge, most: Number(most) });
    } catch {
      this.end("failed");
    }
  }

  submit(event) {
    this.begin();
    if (this.state !== "working") return;
    event.preventDefault();
    this.held = true;
    this.by = event.submitter;
    this.show("held");
  }

  finish(number) {
    const { algorithm, challenge, salt, signature } = this.field.dataset;
    this.input.value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    this.end("ready");
  }

  end(state) {
    this.say(state);
    if (this.held) this.form.requestSubmit(this.by);
  }

  say(state) {
    this.state = state;
    this.show(state);
  }

  show(state) {
    const words = this.field.dataset[`words${state[0].toUpperCase()}${state.slice(1)}`];
    this.field.querySelector("[role=status]").textContent = words;
  }
}

for (const field of document.querySelectorAll("[data-proof]")) new Proof(field);
