// The reader's own display settings, set before the first paint. Every page works without this.
(() => {
  for (const name of ["theme", "contrast", "density", "text"]) {
    try {
      const value = localStorage.getItem(`vc-${name}`);
      if (value) document.documentElement.dataset[name] = value;
    } catch { /* private mode keeps nothing */ }
  }
})();
