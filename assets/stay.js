// Dash makes a page anew when a filter changes. Who had opened a table, or stood on a link or in a filter, goes on there.
(function () {
  "use strict";
  let at = null; // where the keyboard is, and on which page
  const opened = new Map(); // by the page's path what is open on it

  const within = (part) => Boolean(part.closest && part.closest("main *"));
  const alike = (part) => [...document.querySelectorAll(`main ${part.localName}`)].filter((other) => words(other) === words(part));
  const words = (part) => (part.localName === "details" ? part.querySelector("summary") || part : part).textContent;
  const sign = (part) => ({ id: part.id, kind: part.localName, words: words(part), number: alike(part).indexOf(part), path: location.pathname });

  function found({ id, kind, words: said, number }) {
    if (id) return document.getElementById(id);
    return [...document.querySelectorAll(`main ${kind}`)].filter((other) => words(other) === said)[number];
  }

  document.addEventListener("focusin", ({ target }) => {
    at = within(target) ? { part: target, ...sign(target) } : null;
  });
  document.addEventListener("pointerdown", () => (at = null), true); // what is clicked takes the keyboard, or nothing does

  document.addEventListener(
    "toggle",
    ({ target }) => {
      // A form that was filled in is done when the page comes anew.
      if (target.localName !== "details" || !within(target) || target.querySelector("input, select, textarea, button")) return;
      const { path, ...rest } = sign(target), open = opened.get(path) || new Map(), key = JSON.stringify(rest);
      target.open ? open.set(key, rest) : open.delete(key);
      opened.clear(); // another page begins closed
      opened.set(path, open);
    },
    true
  );

  new MutationObserver(() => {
    for (const rest of (opened.get(location.pathname) || new Map()).values()) {
      const part = found(rest);
      if (part && !part.open) part.open = true;
    }
    if (!at || at.part.isConnected || at.path !== location.pathname || document.activeElement !== document.body) return;
    const part = found(at);
    if (part) part.focus({ preventScroll: true });
  }).observe(document, { childList: true, subtree: true });
})();
