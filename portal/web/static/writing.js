// Soạn văn bản: pasting from Word, saving while somebody types, and remarks beside their fields.
"use strict";

const draft = document.getElementById("draft");
const kept = document.getElementById("kept");
// What keepalive requests may carry, with some room to spare.
const SMALL = 60000;
let unsaved = false; // something was typed that no answer has told to be saved
let saving = false; // an answer is awaited
let leaving = false; // the form is on its way: nothing is saved beside it
let refused = false; // the last saving was refused: asking again gives the same answer
let waiting = null; // the button that was pressed while an answer was awaited

// What is copied in Word comes as HTML; several paragraphs or a table become parts, one line stays a line.
draft?.addEventListener("paste", (event) => {
  const box = event.target.closest("textarea[name=row-text]");
  if (!box || box.classList.contains("mono")) return;
  const html = event.clipboardData.getData("text/html");
  const text = event.clipboardData.getData("text/plain");
  if (text.trim().split(/\r?\n/).length < 2 && !/<table|<img/i.test(html)) return;
  event.preventDefault();
  document.getElementById("pasted-html").value = html;
  document.getElementById("pasted-text").value = text;
  document.getElementById("pasted-at").value = box.dataset.at;
  document.getElementById("paste").click();
});

// A remark stands in the list beside the page; it is said at its field as well. Refused files stay said.
function showRemarks() {
  for (const place of draft.querySelectorAll(".remarks")) {
    place.replaceChildren(...place.querySelectorAll(".refused"));
    document.getElementById(place.id.replace(/-remarks$/, ""))?.removeAttribute("aria-invalid");
  }
  for (const item of document.querySelectorAll("#page li[data-field]")) {
    const place = document.getElementById(`${item.dataset.field}-remarks`);
    if (!place) continue;
    const said = document.createElement("small");
    said.className = `remark ${item.className}`;
    said.textContent = item.dataset.sentence;
    place.append(said);
    if (item.className === "error-mend") document.getElementById(item.dataset.field)?.setAttribute("aria-invalid", "true");
  }
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "page") showRemarks();
  if (event.target.id === "rows") {
    unsaved = true;
    for (const name of ["pasted-html", "pasted-text"]) document.getElementById(name).value = "";
    document.getElementById("pasted-at").value = draft.querySelectorAll("[name=row-text]").length - 1;
    draft.dispatchEvent(new Event("redrawn"));
  }
});

// Saved while somebody types: one request at a time; a button waits for it, since it bears the number of that saving.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== kept) return;
  if (leaving) event.preventDefault();
  else [saving, unsaved] = [true, false];
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target !== kept) return;
  saving = false;
  refused = !event.detail.successful;
  if (refused) unsaved = true;
  if (!event.detail.xhr.status) {
    kept.textContent = kept.dataset.lost;
    setTimeout(() => htmx.trigger(kept, "again"), 4000);
  }
  if (waiting !== null) {
    const button = waiting || undefined;
    waiting = null;
    draft.requestSubmit(button);
  }
});
document.addEventListener("htmx:oobAfterSwap", () => {
  const last = document.getElementById("revision")?.value;
  for (const other of document.querySelectorAll("input[name=revision]")) other.value = last;
});
draft?.addEventListener("submit", (event) => {
  if (!saving) return;
  event.preventDefault();
  event.stopPropagation();
  waiting = event.submitter ?? "";
});

// A link of the list brings the cursor into the field, also one which is folded away.
document.addEventListener("click", (event) => {
  const link = event.target.closest("#page a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  (field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea") ?? field).focus();
  field.scrollIntoView({ block: "center" });
});

draft?.addEventListener("input", () => { unsaved = true; });
document.addEventListener("submit", () => { [unsaved, leaving] = [false, true]; });
window.addEventListener("pageshow", (event) => { if (event.persisted && draft) location.reload(); });

// Who leaves the page within the moment before it is saved is not asked, as long as a last request can carry it all.
window.addEventListener("beforeunload", (event) => {
  if (!draft || (!unsaved && !saving)) return;
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(draft)) if (typeof value === "string") body.append(name, value);
  const address = unsaved && !saving && !refused && kept.getAttribute("hx-post");
  if (address && navigator.onLine && body.toString().length < SMALL) fetch(address, { method: "POST", body, keepalive: true });
  else event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (draft && (event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    draft.requestSubmit();
  }
});
