// Searching a commune and filtering cells: other rows are hidden, found cells marked.
(function (nt) {
  "use strict";

  const SETS = { chan: "blocked", doi: "changed", tra: "returned", thieu: "unknown", giam: "fallen" };

  class Find {
    // onFound(cell) goes to a cell, onChange follows what is in sight.
    constructor(grid, { onFound, onChange }) {
      Object.assign(this, { grid, onFound, onChange });
      this.bar = document.getElementById("tim");
      this.input = this.bar.querySelector("input");
      this.chips = [...this.bar.querySelectorAll("[data-loc]")];
      this.said = this.bar.querySelector("[data-loc-noi]");
      this.name = "";
      this.input.addEventListener("input", () => this.apply());
      this.bar.addEventListener("keydown", (event) => this.onKey(event));
      this.chips.forEach((chip) => chip.addEventListener("click", () => this.press(chip)));
      this.bar.querySelector("[data-bo-loc]").addEventListener("click", () => this.clear());
      this.bar.querySelector("[data-chep]").addEventListener("click", () => this.copyAll());
      this.bar.querySelector("[data-bang-rong]").addEventListener("click", (event) => switchTable(event.currentTarget));
    }

    isOn() {
      return Boolean(this.name || this.input.value.trim());
    }

    onKey(event) {
      if (event.key === "Escape" && this.clear()) event.preventDefault();
      if (event.key !== "Enter" || event.target !== this.input) return;
      event.preventDefault();
      this.goToFirst();
    }

    goToFirst() {
      const cell = this.first();
      if (cell) this.onFound(cell);
    }

    // The first cell in sight that was asked for, if a row is in sight.
    first() {
      const [row] = this.grid.shown();
      return row && (row.cells.find((cell) => cell.td.classList.contains("is-khop")) || row.cells[0]);
    }

    press(chip) {
      this.name = this.name === chip.dataset.loc ? "" : chip.dataset.loc;
      this.apply();
    }

    // Answers whether there was anything to end.
    clear() {
      if (!this.isOn()) return false;
      this.name = "";
      this.input.value = "";
      this.apply();
      return true;
    }

    // A row stays in sight while its cells are being answered: only a new question hides.
    apply() {
      const cells = this.found();
      const rows = new Set(cells.map((cell) => cell.row));
      const said = nt.plain(this.input.value);
      this.grid.rows.forEach((row) => {
        const isNamed = !said || nt.plain(row.commune).includes(said) || row.code.startsWith(said);
        row.tr.hidden = !isNamed || Boolean(this.name && !rows.has(row.index));
      });
      this.chips.forEach((chip) => chip.setAttribute("aria-pressed", chip.dataset.loc === this.name));
      this.count();
      this.tell(cells);
      this.onChange();
    }

    found() {
      return this.name ? this.grid[SETS[this.name]]() : [];
    }

    mark(cells) {
      const found = new Set(cells);
      this.grid.cells.forEach((cell) => cell.td.classList.toggle("is-khop", found.has(cell)));
    }

    tell(cells) {
      const rows = this.grid.shown();
      const shown = new Set(rows.map((row) => row.index));
      const count = cells.filter((cell) => shown.has(cell.row)).length;
      const what = this.name ? `, ${count} ô` : "";
      this.said.textContent = this.isOn() ? `${rows.length} trong ${this.grid.rows.length} xã${what}` : "";
      this.bar.querySelector("[data-bo-loc]").hidden = !this.isOn();
    }

    say(text) {
      this.said.textContent = text;
    }

    // For any browser and any address: a secure one is not needed, unlike for writeText.
    copyAll() {
      const { grid } = this;
      document.addEventListener("copy", (event) => {
        event.preventDefault();
        event.stopPropagation();
        event.clipboardData.setData("text/plain", grid.asText());
      }, { once: true, capture: true });
      const isCopied = document.execCommand("copy");
      this.say(isCopied ? `Đã chép ${grid.rows.length} xã × ${grid.criteria.length} tiêu chí, dán được vào Excel` : "Trình duyệt không cho chép");
    }

    // Counts follow every change.
    count() {
      this.chips.forEach((chip) => {
        const { length } = this.grid[SETS[chip.dataset.loc]]();
        chip.querySelector("b").textContent = length;
        chip.disabled = !length && chip.dataset.loc !== this.name;
      });
      this.mark(this.found());
    }
  }

  function switchTable(button) {
    const isWide = document.body.classList.toggle("nt-bang-rong");
    button.setAttribute("aria-pressed", isWide);
  }

  nt.Find = Find;
})((window.nt = window.nt || {}));
