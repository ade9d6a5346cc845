// A changed filter changes the address, and the page follows the address. The id of a filter says its name there.
(function () {
  "use strict";
  const MARK = "filter-", MORE = "-til";

  const ticked = (field) => [...field.querySelectorAll("input:checked")].map((box) => box.value);

  function go(place) {
    const search = place.address.toString().replaceAll("%2C", ",");
    const changed = { search: search ? `?${search}` : "" };
    if (place.pathname) changed.pathname = place.pathname;
    // Before Dash stands, the server is asked for the page itself.
    if (document.getElementById("first-view")) return location.assign((changed.pathname || location.pathname) + changed.search);
    window.dash_clientside.set_props("_pages_location", changed);
  }

  // Only the filter that was touched is written: what the reader has not chosen goes on following the rest.
  document.addEventListener("change", (event) => {
    const field = event.target.closest(`.filter-bar [id^="${MARK}"]:not(input)`);
    if (!field) return;
    const name = field.id.slice(MARK.length);
    const whole = name.endsWith(MORE) ? name.slice(0, -MORE.length) : name;
    const boxes = document.getElementById(MARK + whole);
    const chosen = boxes.tagName === "SELECT" ? [boxes.value] : ticked(boxes);
    if (whole !== name) chosen.push(field.value);
    const address = new URLSearchParams(location.search);
    // No box ticked is a choice too: compare with nobody.
    const isBare = boxes.tagName === "SELECT" || boxes.closest(".field-tick");
    const value = chosen.filter(Boolean).join(",") || (isBare ? "" : "ingen");
    if (value) address.set(whole, value);
    else address.delete(whole);
    address.delete("side"); // another list begins on its first page
    go({ address });
  });

  // The menu takes the filters along: who looks at one nursing home goes on looking at it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".site-nav-link");
    if (!link || !location.search || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    const address = new URLSearchParams(location.search);
    address.delete("gruppe"); // of one indicator only
    go({ address, pathname: new URL(link.href).pathname });
  }, true);
})();
