// The page came whole from the server and stands already; Dash draws the same behind it, and takes its place when it has come as far.
(function () {
  "use strict";
  const view = document.getElementById("first-view"), behind = document.getElementById("react-entry-point");
  if (!view) return;

  const isDrawn = () =>
    behind.querySelector("main h1") &&
    !behind.querySelector(".skeleton, [data-dash-is-loading=true], [data-markup]:empty") &&
    [...behind.querySelectorAll(".dash-graph")].every((graph) => graph.querySelector(".main-svg") || !graph.offsetParent);

  // Who had begun to tab, or had opened a menu, goes on where that was: both are the same page, element by element.
  const all = (part) => [...part.querySelectorAll("a, button, input, select, textarea, summary, details, [tabindex]")];

  function hand_over() {
    const before = all(view), after = all(behind), at = before.indexOf(document.activeElement);
    before.forEach((part, place) => {
      if (part.open && after[place]) after[place].open = true;
    });
    view.remove();
    behind.classList.remove("behind");
    behind.inert = false;
    if (at >= 0 && after[at]) after[at].focus({ preventScroll: true });
  }

  async function look() {
    if (!isDrawn()) return;
    watch.disconnect();
    // A picture that is not yet decoded would be a white moment.
    await Promise.all([...behind.querySelectorAll("img")].map((picture) => picture.decode().catch(() => {})));
    hand_over();
  }
  const watch = new MutationObserver(look);
  watch.observe(behind, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-dash-is-loading"] });
})();
