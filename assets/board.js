// In the board the arrow keys go from cell to cell; a click or Enter opens the chart.
(function () {
  "use strict";
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const inBoard = (event) => event.target.closest && event.target.closest(".board-table a");
  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button);

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
