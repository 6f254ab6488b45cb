// Cả cổng: small things which plain pages cannot do. No page needs this file to be read or to be sent.
"use strict";

// A button that was pressed waits for its answer; pressing it again would ask twice.
document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("button:not([type=button])")) {
    setTimeout(() => { button.disabled = true; }, 0);
    setTimeout(() => { button.disabled = false; }, 8000);
  }
});

// Files dropped on a labelled field are taken as if they had been chosen.
for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    const place = event.target.closest?.(".drop");
    if (!place) return;
    event.preventDefault();
    place.classList.toggle("over", kind === "dragover");
    const input = place.querySelector("input[type=file]");
    if (kind === "drop" && input && event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

// A part of the page that is renewed keeps the keyboard: where the focus stood in it and is gone, it stays at that part.
let heldFocus = false;
document.addEventListener("htmx:beforeSwap", (event) => {
  heldFocus = event.detail.target.contains(document.activeElement);
});
document.addEventListener("htmx:afterSettle", (event) => {
  const lost = heldFocus && (!document.activeElement || document.activeElement === document.body);
  if (!lost || !event.detail.elt.isConnected) return;
  heldFocus = false;
  if (!event.detail.elt.hasAttribute("tabindex")) event.detail.elt.setAttribute("tabindex", "-1");
  event.detail.elt.focus({ preventScroll: true });
});
