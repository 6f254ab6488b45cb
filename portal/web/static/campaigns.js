// Cây đơn vị: a branch that was opened is closed by the same link. Without this file each link opens a page of its own.
"use strict";

// Rows below a unit, also those of branches which were opened below it.
function rowsBelow(table, unit) {
  return [...table.querySelectorAll("tr[data-below]")].filter((row) => row.dataset.below.split(" ").includes(unit));
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target.closest?.("a[data-opens]");
  if (!link) return;
  const rows = rowsBelow(link.closest("table"), link.dataset.opens);
  if (!rows.length) return;
  event.preventDefault();
  const open = link.getAttribute("aria-expanded") === "true";
  link.setAttribute("aria-expanded", String(!open));
  for (const row of rows) {
    const direct = row.dataset.below.split(" ").at(-1) === link.dataset.opens;
    row.hidden = open || !direct;
    const inner = row.querySelector("a[data-opens]");
    if (inner) inner.setAttribute("aria-expanded", "false");
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const link = event.target.closest?.("a[data-opens]");
  if (link && event.detail.successful) link.setAttribute("aria-expanded", "true");
});
