// A changed filter changes the address, and the page follows the address. The id of a filter says its name there.
(function () {
  "use strict";
  const MARK = "filter-", MORE = "-til";

  function chosen(bar) {
    const found = new Map();
    bar.querySelectorAll(`[id^="${MARK}"]`).forEach((field) => {
      const name = field.id.slice(MARK.length);
      if (field.tagName === "SELECT") found.set(name, field.value);
      else if (!field.matches("input")) found.set(name, [...field.querySelectorAll("input:checked")].map((box) => box.value).join(","));
    });
    found.forEach((value, name) => {
      if (!name.endsWith(MORE)) return;
      const whole = name.slice(0, -MORE.length);
      found.set(whole, [found.get(whole), value].filter(Boolean).join(","));
      found.delete(name);
    });
    return found;
  }

  document.addEventListener("change", (event) => {
    const bar = event.target.closest(".filter-bar");
    if (!bar) return;
    // What the page has no filter for (such as «per») stays as it is in the address.
    const address = new URLSearchParams(location.search);
    chosen(bar).forEach((value, name) => (value ? address.set(name, value) : address.delete(name)));
    const search = address.toString().replaceAll("%2C", ",");
    window.dash_clientside.set_props("_pages_location", { search: search ? `?${search}` : "" });
  });
})();
