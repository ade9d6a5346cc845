// Sends the chosen file to be checked, and again to be published: the browser keeps it meanwhile, the server keeps nothing.
(function () {
  "use strict";
  let file = null, sha256 = null;

  const status = () => document.getElementById("upload-status");
  const say = (kind) => { if (status()) status().textContent = kind ? status().dataset[kind] : ""; };

  const MARK = "answer-";
  const ticked = () => document.querySelectorAll(`[id^="${MARK}"] input[type=radio]:checked`);

  function answers() {
    const found = {};
    ticked().forEach((box) => (found[box.closest(`[id^="${MARK}"]`).id.slice(MARK.length)] = box.value));
    return JSON.stringify(found);
  }

  function putField() {
    const place = document.getElementById("upload-field");
    if (!place || place.firstChild) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "file", id: "upload-file", accept: ".csv,.tsv,.txt,.xlsx", className: "visually-hidden" });
    place.appendChild(field);
  }
  new MutationObserver(putField).observe(document, { childList: true, subtree: true });

  const show = (answer) => window.dash_clientside.set_props("upload-answer", { data: answer });

  async function send(step, button) {
    if (!file) return;
    const form = new FormData();
    form.append("file", file);
    form.append("step", step);
    form.append("answers", answers());
    if (step === "publiser") form.append("sha256", sha256);
    say("busy");
    document.querySelectorAll("[data-upload]").forEach((button) => (button.disabled = true));
    try {
      const response = await fetch("/opplasting", { method: "POST", body: form, headers: { "X-Requested-With": "XMLHttpRequest" } });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.message);
      sha256 = answer.sha256;
      show(answer);
      say("");
      // The button that was pressed is gone, and the keyboard must not be left at the top of the page.
      if (button) document.getElementById("upload-report").focus();
    } catch (error) {
      if (status()) status().textContent = error instanceof SyntaxError || !error.message || error instanceof TypeError ? status().dataset.failed : error.message;
      document.querySelectorAll("[data-upload]").forEach((button) => (button.disabled = false));
    }
  }

  function take(chosen) {
    if (!chosen) return;
    file = chosen;
    ticked().forEach((box) => (box.checked = false)); // answers belong to the file they were given for
    show(null); // and so does the report: a button for the last file must not stand beside the next
    send("kontroll");
  }

  document.addEventListener("change", (event) => {
    if (event.target.id !== "upload-file") return;
    take(event.target.files[0]);
    event.target.value = ""; // else the browser is silent when the same file is chosen again
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-upload]");
    if (button) send(button.dataset.upload, button);
  });

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
