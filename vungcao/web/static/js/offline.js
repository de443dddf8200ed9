// The page without a network: names the address that did not open, and opens it when it can.
try {
  const place = decodeURI(location.pathname + location.search);
  const shown = document.querySelector("[data-address]");
  shown.querySelector("code").textContent = place;
  shown.hidden = shown.dataset.address === location.pathname;
} catch { /* an address that cannot be written out stays unsaid */ }
addEventListener("online", () => location.reload());
