// Dash makes a page anew when a filter changes. Who had opened a table, or stood on a link or in a filter, goes on there.
(function () {
  "use strict";
  let at = null; // where the keyboard is, and on which page
  let opened = { path: null, signs: new Set() };

  const within = (part) => Boolean(part.closest && part.closest("main *"));
  const kindOf = (part) => part.localName + (part.hasAttribute("tabindex") ? "[tabindex]" : "");
  const wordsOf = (part) => (part.localName === "details" ? part.querySelector("summary") || part : part).textContent;

  // A part without an id is known by its words, and by how many with the same words come before it.
  function* signed(kind) {
    const seen = new Map();
    for (const part of document.querySelectorAll(`main ${kind}`)) {
      const words = wordsOf(part), number = seen.get(words) || 0;
      seen.set(words, number + 1);
      yield [part, `${number} ${words}`];
    }
  }
  const signOf = (part) => [...signed(kindOf(part))].find(([other]) => other === part)[1];

  document.addEventListener("focusin", ({ target }) => {
    at = within(target) && { part: target, id: target.id, kind: kindOf(target), sign: target.id || signOf(target), path: location.pathname };
  });
  document.addEventListener("pointerdown", () => (at = null), true); // what is clicked takes the keyboard, or nothing does

  document.addEventListener(
    "toggle",
    ({ target }) => {
      // A form that was filled in is done when the page comes anew.
      if (target.localName !== "details" || !within(target) || target.querySelector("input, select, textarea, button")) return;
      if (opened.path !== location.pathname) opened = { path: location.pathname, signs: new Set() }; // another page begins closed
      target.open ? opened.signs.add(signOf(target)) : opened.signs.delete(signOf(target));
    },
    true
  );

  function open_again() {
    if (!opened.signs.size || opened.path !== location.pathname) return;
    for (const [part, sign] of signed("details")) if (!part.open && opened.signs.has(sign)) part.open = true;
  }

  function focus_again() {
    if (!at || at.part.isConnected || at.path !== location.pathname || document.activeElement !== document.body) return;
    const part = at.id ? document.getElementById(at.id) : ([...signed(at.kind)].find(([, sign]) => sign === at.sign) || [])[0];
    if (part) part.focus({ preventScroll: true });
  }

  new MutationObserver((changes) => {
    if (!changes.some((change) => change.addedNodes.length)) return;
    open_again();
    focus_again();
  }).observe(document, { childList: true, subtree: true });
})();
