// The meeting on the big screen: arrow keys, a pointer's keys and the two buttons go from step to step, Escape leaves; the address says the step.
(function () {
  "use strict";
  const TURNS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 };
  const steps = () => [...document.querySelectorAll(".meeting-step")];

  function turn(by) {
    const all = steps();
    const at = all.findIndex((step) => !step.hidden) + by;
    if (!all[at]) return;
    all.forEach((step) => (step.hidden = step !== all[at]));
    document.getElementById("step-at").textContent = all[at].dataset.at;
    const address = new URL(location.href);
    address.searchParams.set("steg", at + 1);
    history.replaceState(history.state, "", address);
    scrollTo(0, 0);
    all[at].querySelector("h2").focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-turn]");
    if (button) turn(Number(button.dataset.turn));
  });

  document.addEventListener("keydown", (event) => {
    if (!steps().length || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const field = event.target.closest("input, textarea, select");
    if (event.key === "Escape") {
      // Out of a field first: what stands there is not thrown away by one key.
      if (field) field.blur();
      else document.getElementById("step-leave").click();
    } else if (TURNS[event.key] && !field) {
      event.preventDefault();
      turn(TURNS[event.key]);
    }
  });
})();
