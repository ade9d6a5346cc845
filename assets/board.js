// The board and other long tables come as one piece of page, escaped by the server; their links go where a page's own links go.
// In the board the arrow keys go from cell to cell; a click or Enter opens the chart.
(function () {
  "use strict";
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const placed = new WeakMap();

  function place() {
    document.querySelectorAll("[data-markup]").forEach((box) => {
      const { markup } = box.dataset;
      if (placed.get(box) === markup) return;
      placed.set(box, markup);
      box.innerHTML = markup;
    });
  }
  new MutationObserver(place).observe(document, { childList: true, subtree: true, attributeFilter: ["data-markup"] });

  const inBoard = (event) => event.target.closest && event.target.closest(".board-table a");
  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-markup] a");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    const { pathname, search } = new URL(link.href);
    window.dash_clientside.set_props("_pages_location", { pathname, search });
  });

  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key], link = inBoard(event);
    if (!step || !link || !isPlain(event)) return;
    const cell = link.closest("td, th"), rows = cell.closest("tbody").rows;
    let row = cell.parentElement.sectionRowIndex + step[0], column = cell.cellIndex + step[1];
    for (; rows[row] && rows[row].cells[column]; row += step[0], column += step[1]) {
      const next = rows[row].cells[column].querySelector("a"); // empty cells are stepped over
      if (!next) continue;
      event.preventDefault();
      next.focus();
      return;
    }
  });
})();
