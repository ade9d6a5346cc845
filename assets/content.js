// What stays as it is comes as pieces of page, escaped by the server; their links go where a page's own links go.
(function () {
  "use strict";
  const placed = new WeakMap(); // by box its text, and the nodes that became of it

  function fill(box, markup) {
    box.innerHTML = markup;
    placed.set(box, { markup, nodes: [...box.childNodes] });
  }

  function place(changes) {
    for (const { type, target } of changes) {
      // Dash takes the box for something else, and knows nothing of what we have put there.
      if (type !== "attributes" || target.hasAttribute("data-markup") || !placed.has(target)) continue;
      placed.get(target).nodes.forEach((node) => node.remove());
      placed.delete(target);
    }
    document.querySelectorAll("[data-markup]").forEach((box) => {
      const { markup } = box.dataset;
      if (!placed.has(box) || placed.get(box).markup !== markup) fill(box, markup);
    });
  }
  new MutationObserver(place).observe(document, { childList: true, subtree: true, attributeFilter: ["data-markup"] });

  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button);
  const isPage = (link) => link.origin === location.origin && !link.hasAttribute("download") && !link.getAttribute("href").startsWith("#");

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-markup] a[href]");
    if (!link || !isPage(link) || !isPlain(event)) return;
    event.preventDefault();
    const { pathname, search, hash } = link;
    window.dash_clientside.set_props("_pages_location", { pathname, search, hash });
    window.scrollTo(0, 0);
  });
})();
