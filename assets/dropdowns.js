// Dash's dropdown has a hidden field that hands the focus on to its button. Who listens would stop there at nothing, so it leaves the tab order.
(function () {
  "use strict";
  const HIDDEN = '.dash-dropdown-focus-target[tabindex="0"]';
  const leave = () => document.querySelectorAll(HIDDEN).forEach((field) => { field.tabIndex = -1; });
  new MutationObserver(leave).observe(document, { childList: true, subtree: true });
})();
