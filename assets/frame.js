// The frame's own behaviour: which link is this page, where the focus goes, and what to say when the server does not answer.
(function () {
  "use strict";
  const ask = window.fetch;
  let here = null;

  function say(kind) {
    const place = document.getElementById("notice");
    if (!place) return;
    place.textContent = "";
    if (!kind) return;
    const notice = document.createElement("div");
    notice.className = "notice notice-error";
    notice.setAttribute("role", "alert");
    notice.textContent = place.dataset[kind];
    place.appendChild(notice);
  }

  // A changed filter changes the query. Dash would fetch the page's empty shell again, though the page asks for its new content itself.
  const ROUTER = ".._pages_content.children..._pages_store.data..", QUERY = "_pages_location.search";
  const following = document.querySelector("meta[name=follow-query]").content.split(" ").filter(Boolean);

  function isForTheShell(options) {
    const { output, changedPropIds: changed } = JSON.parse(options.body);
    const stands = (id) => document.querySelector(`#react-entry-point #_pages_content #${CSS.escape(id)}`);
    return output === ROUTER && changed.length === 1 && changed[0] === QUERY && following.some(stands);
  }

  // Dash tells its own console when a callback fails, and the reader nothing.
  window.fetch = function (address, options) {
    const isCallback = String(address).includes("_dash-update-component");
    if (isCallback && isForTheShell(options)) return Promise.resolve(new Response(null, { status: 204 })); // Dash's word for «nothing new»
    const answer = ask.call(window, address, options);
    if (isCallback) {
      answer.then(
        (response) => say(response.ok ? null : response.status < 500 ? "refused" : "unanswered"),
        () => say("unanswered")
      );
    }
    return answer;
  };

  // Dash knows the page's kind only: «Indikator». The last crumb says which one, and bookmarks and tabs must too.
  function name() {
    const crumb = document.querySelector("main .crumbs [aria-current=page]");
    const brand = document.querySelector(".site-brand");
    if (!crumb || !brand) return;
    const title = `${crumb.textContent} – ${brand.textContent}`;
    if (document.title !== title) document.title = title;
  }
  new MutationObserver(name).observe(document, { childList: true, subtree: true, characterData: true });

  function mark(path) {
    document.querySelectorAll(".site-nav a").forEach(function (link) {
      const at = new URL(link.href).pathname;
      const isHere = path === at || (at !== "/" && path.startsWith(at + "/"));
      isHere ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    });
  }
  mark(location.pathname);

  // The chart's own script is large, so it is fetched beforehand for those only who are about to follow a link to a chart.
  const charts = document.querySelector("meta[name=charts]");
  function ahead(event) {
    const link = event.target.closest && event.target.closest("main a[href]");
    if (!charts || !link || !new URL(link.href).pathname.startsWith("/indikator/")) return;
    const wanted = document.createElement("link");
    Object.assign(wanted, { rel: "prefetch", as: "script", href: charts.content });
    document.head.appendChild(wanted);
    for (const kind of ["pointerover", "focusin"]) document.removeEventListener(kind, ahead);
  }
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, ahead);

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    frame: {
      arrive: function (path) {
        mark(path);
        document.querySelectorAll(".site-nav details[open]").forEach((menu) => (menu.open = false));
        // A new page without a reload: a screen reader would otherwise stay silent where the old one was.
        if (here !== null && here !== path) document.getElementById("main").focus({ preventScroll: true });
        here = path;
        return window.dash_clientside.no_update;
      },
    },
  });
})();
