// Sends a file, asks how it stands, and shows one of the four steps at a time. What is true lies on the server: the page may be left at any time.
(function () {
  "use strict";
  const OWN = { "X-Requested-With": "XMLHttpRequest" };
  let file = null; // kept for the one case where the server has nothing: a refused file that is to be given back
  let sending = null;
  let timer = null;
  let shown = []; // what stands on the page: the element, and the state of the upload in it
  let movesFocus = false; // the keyboard follows what its owner did, not what happened by itself
  let wantsMarked = false;
  let awaited = null; // the upload that was asked for last; what comes before it is on its way out

  const byId = (id) => document.getElementById(id);
  const root = () => document.querySelector("#upload-step [data-upload]");
  const current = () => (root() ? root().dataset.upload : "");

  // ── What is said ────────────────────────────────────────
  function say(text, percent) {
    if (!byId("upload-status")) return;
    byId("upload-status").textContent = text || "";
    byId("upload-progress").hidden = byId("upload-stop").hidden = percent === undefined;
    if (percent !== undefined) byId("upload-progress").value = percent;
  }
  const word = (name) => (byId("upload-status") ? byId("upload-status").dataset[name] : "");

  async function answerOf(response) {
    const said = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(said.message || word("failed"));
    return said;
  }
  const complain = (error) => say(error instanceof TypeError ? word("failed") : error.message);

  // ── One step at a time ──────────────────────────────────
  function show(step) {
    const sections = [...document.querySelectorAll("#upload-step [data-step]")];
    const here = sections.find((section) => section.dataset.step === step) || sections[0];
    if (!here) return;
    sections.forEach((section) => (section.hidden = section !== here));
    const isFirst = here.dataset.step === "file";
    byId("upload-file-step").hidden = byId("upload-templates").hidden = !(isFirst || root().dataset.state === "refused");
    if (movesFocus) here.querySelector("h2").focus();
  }

  function arrive() {
    const at = root();
    const key = at && [at.dataset.upload, at.dataset.state, at.dataset.changed, at.dataset.start].join(" ");
    if (!at || (at === shown[0] && key === shown[1]) || !byId("upload-file-step")) return;
    shown = [at, key];
    show(at.dataset.start);
    clearTimeout(timer);
    if (awaited !== null && awaited !== at.dataset.upload) return;
    if (at.dataset.working) return void ask(at.dataset.upload, 150);
    if (sending) return;
    movesFocus = false;
    say("");
  }

  function see(id) {
    history.replaceState(null, "", id ? `/last-opp?opplasting=${id}` : "/last-opp?opplasting=");
    awaited = id;
    window.dash_clientside.set_props("upload-seen", { data: { id, at: Date.now() } });
  }

  // ── How it stands ───────────────────────────────────────
  async function ask(id, wait) {
    try {
      const state = await answerOf(await fetch(`/opplasting/${id}`, { headers: OWN }));
      if (current() !== id) return;
      if (state.report) {
        movesFocus = movesFocus || byId("upload-stop") === document.activeElement; // the button goes away under the keyboard
        say("");
        see(id);
        return;
      }
      say(word(state.doing), state.progress);
      timer = setTimeout(() => ask(id, Math.min(wait * 1.5, 500)), wait);
    } catch (error) {
      complain(error);
      timer = setTimeout(() => current() === id && ask(id, 3000), 3000);
    }
  }

  // ── What its owner does ─────────────────────────────────
  function send() {
    const form = new FormData();
    form.append("file", file);
    const request = (sending = new XMLHttpRequest());
    request.open("POST", "/opplasting");
    request.setRequestHeader("X-Requested-With", OWN["X-Requested-With"]);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && say(word("sending"), (100 * event.loaded) / event.total);
    request.onload = () => {
      sending = null;
      if (request.status === 202) {
        movesFocus = true;
        say(word("wait"), 0);
        see(request.response.id);
      } else say((request.response && request.response.message) || word("failed"));
    };
    request.onerror = () => ((sending = null), say(word("failed")));
    request.onabort = () => ((sending = null), say(word("cancelled")));
    say(word("sending"), 0);
    request.send(form);
  }

  function take(chosen) {
    if (!chosen) return;
    file = chosen;
    if (wantsMarked) return giveBack();
    clearTimeout(timer);
    see(""); // a button for the last file must not stand beside the next
    send();
  }

  function given() {
    const answers = {};
    document.querySelectorAll('[id^="answer-"] input[type=radio]:checked').forEach((box) => {
      answers[box.closest('[id^="answer-"]').id.slice("answer-".length)] = box.value;
    });
    const moment = byId("upload-moment"), note = byId("upload-note"), small = byId("upload-small");
    return { answers, note: note ? note.value : "", at: moment ? moment.value : "", has_seen_small: Boolean(small && small.checked) };
  }

  const post = (id, action, body) =>
    fetch(`/opplasting/${id}/${action}`, { method: "POST", headers: { ...OWN, "Content-Type": "application/json" }, body: JSON.stringify(body) });

  async function act(action, id) {
    try {
      await answerOf(await post(id, action, given()));
      movesFocus = true;
      say("");
      see(id === current() || !current() ? id : current());
    } catch (error) {
      complain(error);
      const small = byId("upload-small");
      if (small && !small.checked && action !== "avbryt") small.focus();
    }
  }

  function go(step) {
    movesFocus = true;
    show(step);
    movesFocus = false;
    if (step !== "file" && current()) post(current(), "steg", { step }).catch(() => {});
  }

  async function giveBack() {
    if (!file) {
      wantsMarked = true; // the page was left meanwhile, and a refused file lies nowhere but with its owner
      byId("upload-file").click();
      return;
    }
    wantsMarked = false;
    const form = new FormData();
    form.append("file", file);
    say(word("marking"));
    try {
      const response = await fetch("/fil/feil", { method: "POST", body: form, headers: OWN });
      if (!response.ok) return await answerOf(response);
      const name = /filename\*?=(?:UTF-8'')?"?([^";]+)/.exec(response.headers.get("Content-Disposition") || "");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = name ? decodeURIComponent(name[1]) : "feil.csv";
      link.click();
      URL.revokeObjectURL(link.href);
      say("");
    } catch (error) {
      complain(error);
    }
  }

  function stop() {
    if (sending) sending.abort();
    else if (current()) act("avbryt", current());
  }

  // ── Where it begins ─────────────────────────────────────
  function putField() {
    const place = byId("upload-field");
    if (!place || place.firstChild) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "file", id: "upload-file", accept: ".csv,.tsv,.txt,.xlsx,.ods,.json", className: "visually-hidden" });
    place.appendChild(field);
  }
  new MutationObserver(() => (putField(), arrive())).observe(document, { childList: true, subtree: true });

  document.addEventListener("change", (event) => {
    if (event.target.id !== "upload-file") return;
    take(event.target.files[0]);
    event.target.value = ""; // else the browser is silent when the same file is chosen again
  });

  const DOES = {
    act: (at) => act(at.dataset.act, at.dataset.id || current()),
    go: (at) => go(at.dataset.go),
    open: (at) => ((movesFocus = true), see(at.dataset.open)),
    giveBack: () => giveBack(),
  };
  document.addEventListener("click", (event) => {
    if (event.target.id === "upload-stop") return stop();
    const at = event.target.closest("[data-act], [data-go], [data-open], [data-give-back]");
    if (!at || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    DOES[Object.keys(DOES).find((name) => name in at.dataset)](at);
  });

  window.addEventListener("beforeunload", (event) => sending && event.preventDefault());

  const zone = (event) => event.target.closest && event.target.closest("#upload-zone");
  ["dragenter", "dragover", "dragleave", "drop"].forEach((kind) =>
    document.addEventListener(kind, (event) => {
      const place = zone(event);
      if (!place) return;
      event.preventDefault();
      place.classList.toggle("is-over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") take(event.dataTransfer.files[0]);
    })
  );
})();
