// The two ceremonies of a passkey; without this file a password and a code do the same.
const { create, get } = globalThis.webauthnJSON;

function complain(form) {
  form.querySelector("[role=alert]").hidden = false;
}

function conduct(form, ceremony) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.elements.name?.value.trim() === "") return form.submit(); // the server says what is missing
    try {
      const credential = await ceremony();
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch { // refused by the reader or by the machine
      complain(form);
    }
  });
}

for (const form of document.querySelectorAll("[data-passkey-use]")) {
  conduct(form, async () => {
    const response = await fetch(form.dataset.passkeyUse, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    return get(await response.json());
  });
}

for (const form of document.querySelectorAll("[data-passkey-make]")) {
  const options = JSON.parse(document.getElementById(form.dataset.passkeyMake).textContent);
  conduct(form, () => create(options));
}
