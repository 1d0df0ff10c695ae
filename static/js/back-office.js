// Back office: one box for every column of an export; names that Django's lists lack.
(function () {
  "use strict";

  function tickAll(all) {
    const boxes = document.querySelectorAll(".selectable-field-export-row [type=checkbox]");
    for (const box of boxes) box.checked = all.checked;
  }

  // A list with a search box is drawn apart from its select and its label.
  function nameLists() {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const [label] = select.labels;
      const drawn = select.parentElement.querySelectorAll(".select2-selection, .select2-selection__rendered");
      if (label) drawn.forEach((part) => part.setAttribute("aria-label", label.textContent.trim()));
    }
    for (const help of document.querySelectorAll("span.help-tooltip[aria-label]")) help.setAttribute("role", "img");
  }

  // Tables of rows that belong to a row: the first column has no name of its own.
  function nameColumns() {
    for (const head of document.querySelectorAll("th.original:empty")) {
      const said = document.createElement("span");
      said.className = "visually-hidden";
      said.textContent = "Dòng đã lưu";
      head.append(said);
    }
  }

  nameColumns();
  const all = document.querySelector("[data-chon-het]");
  if (all) all.addEventListener("change", () => tickAll(all));
  // Django draws them after the page, and again with every line that is added.
  new MutationObserver(nameLists).observe(document.body, { childList: true, subtree: true });
  nameLists();
})();
