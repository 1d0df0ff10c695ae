// The three results to choose from for one cell, and why they cannot be chosen.
(function (nt) {
  "use strict";

  class Result {
    constructor(grid, part) {
      this.grid = grid;
      this.radios = [...part.querySelectorAll("input[type=radio]")];
      this.why = part.querySelector("[data-khoa-vi]");
    }

    draw(cell) {
      const lock = this.grid.lockOf(cell);
      this.radios.forEach((radio) => {
        radio.checked = radio.value === cell.state;
        radio.disabled = Boolean(lock);
      });
      this.why.textContent = lock;
      this.why.hidden = !lock;
    }

    focus() {
      const chosen = this.radios.find((radio) => radio.checked);
      if (chosen) chosen.focus();
    }
  }

  nt.Result = Result;
})((window.nt = window.nt || {}));
