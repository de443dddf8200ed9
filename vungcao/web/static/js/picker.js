// Lines that look something up: choices while one types, by mouse and keyboard; the tree in place.
// Without this file the button beside the line sends the form, which comes back with choices.
const PAUSE = 300;
const SHORTEST = 2;

class Picker {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector(".picker-line > input");
    this.list = root.querySelector("[role=listbox]");
    this.said = root.querySelector("[role=status]");
    this.room = root.querySelector("[data-picker-list]");
    this.at = -1;
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.list.setAttribute("aria-label", this.input.labels?.[0]?.textContent.trim() ?? "");
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the line keeps the focus
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
    root.addEventListener("click", (event) => this.pressed(event));
    root.addEventListener("change", (event) => {
      const { target } = event;
      if (target.matches("[type=radio][data-label]")) this.settle(target.value, target.dataset.label);
    });
  }

  hidden(part) { return this.root.querySelector(`[name="${this.root.dataset.name}-${part}"]`); }

  async ask(words) {
    this.stop?.abort();
    this.stop = new AbortController();
    const { dataset } = this.root;
    const body = new URLSearchParams({ token: dataset.token, name: dataset.name, ...words });
    for (const one of this.root.querySelectorAll(`[name="${dataset.name}-open"]`)) body.append("open", one.value);
    if (words.more) body.append("open", words.more);
    const token = this.input.form.elements.csrfmiddlewaretoken?.value ?? "";
    const answer = await fetch(dataset.picker, {
      method: "POST", body, signal: this.stop.signal, redirect: "manual", headers: { "X-CSRFToken": token },
    });
    if (answer.ok) return answer;
    if (answer.type === "opaqueredirect") throw new Error(dataset.wordsSession);
    throw new Error({ 403: dataset.wordsRefused, 429: dataset.wordsOften }[answer.status] ?? dataset.wordsLost);
  }

  // What went wrong stands under the line; what was typed stays.
  async tell(work) {
    try {
      await work();
    } catch (error) {
      if (error.name === "AbortError") return;
      this.close();
      this.said.textContent = error instanceof TypeError ? this.root.dataset.wordsLost : error.message;
    }
  }

  typed() {
    clearTimeout(this.waits);
    this.hidden("id").value = "";
    for (const radio of this.root.querySelectorAll("[type=radio]:checked")) radio.checked = false;
    if (this.input.value.trim().length < SHORTEST) return this.close();
    this.waits = setTimeout(() => this.search(), PAUSE);
  }

  search() {
    return this.tell(async () => {
      const found = await (await this.ask({ q: this.input.value })).json();
      this.room.replaceChildren();
      this.said.textContent = found.said;
      this.show(found.options);
    });
  }

  show(options) {
    this.list.replaceChildren(...options.map((option, number) => {
      const line = document.createElement("li");
      line.id = `${this.list.id}_${number}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      Object.assign(line.dataset, { value: option.value, label: option.label });
      const detail = document.createElement("span");
      detail.className = "small muted";
      detail.textContent = option.detail;
      line.append(option.label, " ", detail);
      return line;
    }));
    this.at = -1;
    this.open(options.length > 0 && document.activeElement === this.input);
  }

  open(is_open) {
    this.list.hidden = !is_open;
    this.input.setAttribute("aria-expanded", String(is_open));
    if (!is_open) this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.waits);
    this.at = -1;
    this.open(false);
  }

  move(step) {
    const lines = [...this.list.children];
    if (!lines.length) return;
    this.open(true);
    this.at = (this.at + step + lines.length + (this.at < 0 && step < 0 ? 1 : 0)) % lines.length;
    lines.forEach((line, number) => line.setAttribute("aria-selected", String(number === this.at)));
    lines[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", lines[this.at].id);
  }

  key(event) {
    if (event.isComposing) return; // a Vietnamese keyboard is still at work
    const is_open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && is_open && this.at >= 0) {
      event.preventDefault();
      this.choose(this.list.children[this.at]);
    } else if (event.key === "Enter" && this.input.value.trim() && !this.hidden("id").value) {
      event.preventDefault(); // looked up first: nobody sends a half-typed name by a slip
      this.search();
    } else if (event.key === "Escape" && is_open) {
      event.preventDefault();
      this.close();
    }
  }

  choose(line) {
    if (!line) return;
    for (const radio of this.root.querySelectorAll("[type=radio]:checked")) radio.checked = false;
    this.settle(line.dataset.value, line.dataset.label);
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  settle(value, label) {
    this.input.value = label;
    this.hidden("id").value = value;
    this.hidden("for").value = label;
    this.said.textContent = this.root.dataset.wordsChosen.replace("{label}", label);
  }

  pressed(event) {
    const button = event.target.closest("button[name=find]");
    if (!button) return;
    event.preventDefault();
    this.input.focus();
    const [, more] = button.value.split("/");
    if (more === undefined && this.input.value.trim()) this.search();
    else this.tree(more ?? "");
  }

  tree(more) {
    return this.tell(async () => {
      const answer = await this.ask({ tree: "1", chosen: this.hidden("id").value, ...(more && { more }) });
      this.close();
      this.room.innerHTML = await answer.text(); // our own page, escaped by the server
      this.said.textContent = "";
      const opened = more && this.room.querySelector(`[type=radio][value="${Number(more)}"]`);
      (opened || this.room.querySelector("[type=radio], button"))?.focus();
    });
  }
}

for (const root of document.querySelectorAll("[data-picker]")) new Picker(root);
