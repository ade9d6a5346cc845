// Small deeds that need no server: copy the address, print, close a menu.
(function () {
  "use strict";

  function tell(button, sentence) {
    const place = button.parentElement.querySelector("[role=status]");
    if (!place) return;
    place.textContent = sentence;
    setTimeout(() => (place.textContent = ""), 4000);
  }

  // The clipboard is open to secure pages only; inside a municipality the address may be plain http.
  function copyOldWay(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.appendChild(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }

  async function copyLink(button) {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      copyOldWay(location.href);
      button.focus();
    }
    tell(button, button.dataset.done);
  }

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(except)) menu.open = false;
    });
  }

  // What a deed brought onto the page is where the reader goes on: a question to answer, or what was done.
  const met = new WeakSet();
  new MutationObserver(() => {
    document.querySelectorAll("[data-focus]").forEach((place) => {
      if (met.has(place)) return;
      met.add(place);
      place.focus();
    });
  }).observe(document, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy-link]");
    if (copy) copyLink(copy);
    if (event.target.closest("[data-print]")) window.print();
    closeMenus(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest && event.target.closest("details.menu[open]");
    if (menu) menu.querySelector("summary").focus();
    closeMenus(null);
  });
})();
