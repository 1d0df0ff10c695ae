// Moving, selecting and typing in the grid.
(function (nt) {
  "use strict";

  // Unikey and other input methods correct what was typed within this time.
  const TYPING = 1500;
  const NEXT = { c: "d", d: "k", k: "c" };

  class Keys {
    // change(pairs) sets cells, pairs of cell and letter; undo, redo and escape take no
    // argument, escape answers whether it did something.
    constructor(grid, { change, undo, redo, escape, onSelect, onPaste, onOpen }) {
      Object.assign(this, { grid, change, undo, redo, escape, onSelect, onPaste, onOpen });
      grid.cells.forEach((cell) => this.addInput(cell));
      this.anchor = this.current = grid.cells[0];
      this.current.input.tabIndex = 0;
      grid.form.addEventListener("keydown", (event) => this.onKey(event));
      grid.form.addEventListener("mousedown", (event) => this.onPress(event));
      grid.form.addEventListener("mouseover", (event) => this.onDrag(event));
      grid.form.addEventListener("click", (event) => this.onClick(event));
      grid.form.addEventListener("focusin", (event) => this.onFocus(event));
      grid.form.addEventListener("copy", (event) => this.onCopy(event));
    }

    // An input in each cell: input methods compose only where text may be typed.
    addInput(cell) {
      const input = document.createElement("input");
      const attributes = {
        type: "text", class: "nt-go", tabindex: "-1", autocomplete: "off", autocapitalize: "none",
        spellcheck: "false", inputmode: matchMedia("(pointer: coarse)").matches ? "none" : "text",
      };
      Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));
      input.addEventListener("input", () => this.onInput(cell));
      input.addEventListener("compositionend", () => this.later(input));
      input.addEventListener("blur", () => { input.value = ""; });
      input.addEventListener("drop", (event) => event.preventDefault());
      input.addEventListener("paste", (event) => {
        event.preventDefault();
        this.onPaste(cell, event.clipboardData.getData("text/plain"));
      });
      const select = cell.td.querySelector("select");
      if (select) select.replaceWith(input);
      else cell.td.append(input);
      input.readOnly = cell.isClosed;
      cell.input = input;
    }

    lock() {
      this.grid.cells.forEach((cell) => { cell.input.readOnly = true; });
    }

    selected() {
      const [top, bottom] = [this.anchor.row, this.current.row].sort((a, b) => a - b);
      const [left, right] = [this.anchor.column, this.current.column].sort((a, b) => a - b);
      const rows = this.grid.shown().filter((row) => row.index >= top && row.index <= bottom);
      return [].concat(...rows.map((row) => row.cells.slice(left, right + 1)));
    }

    select(cell, isExtending) {
      this.current.input.tabIndex = -1;
      this.current = cell;
      if (!isExtending) this.anchor = cell;
      cell.input.tabIndex = 0;
      const selected = new Set(this.selected());
      this.grid.cells.forEach((each) => {
        each.td.classList.toggle("is-chon", each === cell);
        each.td.classList.toggle("is-khoi", selected.size > 1 && selected.has(each));
      });
      this.onSelect(cell, selected.size);
    }

    move(cell, isExtending) {
      this.isExtending = isExtending;
      cell.input.focus();
      this.isExtending = false;
      this.select(cell, isExtending);
    }

    // Of a row that a filter hides, nothing can be reached or set.
    stayInSight(cell) {
      if (cell && this.grid.rows[this.current.row].tr.hidden) this.select(cell);
    }

    // Back from a dialog: what the browser focuses by itself takes no typing yet.
    takeBack() {
      this.current.input.blur();
      this.current.input.focus();
    }

    onFocus(event) {
      const cell = this.cellOf(event.target);
      if (cell && cell !== this.current && !this.isExtending) this.select(cell);
      else if (cell) this.select(cell, true);
    }

    cellOf(target) {
      const td = target.closest("td.nt-c");
      return td && this.grid.byKey.get(td.id.slice(2));
    }

    // A first press selects, a press on the cell that has the focus changes it.
    onPress(event) {
      const cell = this.cellOf(event.target);
      this.pressed = null;
      if (!cell || event.button) return;
      event.preventDefault();
      if (cell.input === document.activeElement && !event.shiftKey) this.pressed = cell;
      this.move(cell, event.shiftKey);
    }

    onDrag(event) {
      const cell = event.buttons === 1 && this.cellOf(event.target);
      if (!cell || cell === this.current || !this.cellOf(document.activeElement)) return;
      this.pressed = null;
      this.move(cell, true);
    }

    onClick(event) {
      const cell = this.cellOf(event.target);
      if (cell && cell === this.pressed) this.set(NEXT[cell.state]);
    }

    onKey(event) {
      const cell = this.cellOf(event.target);
      if (!cell || event.isComposing || event.keyCode === 229) return;
      const isCommand = event.ctrlKey || event.metaKey;
      const handled = isCommand && this.command(event.key.toLowerCase(), event.shiftKey);
      const to = !handled && !event.altKey && this.target(event.key, cell, event);
      if (to) this.move(to, event.shiftKey && event.key !== "Enter");
      const isEdit = !handled && !to && !isCommand && !event.altKey && this.edit(event.key, cell.input);
      const isOther = !handled && !to && !isEdit && this.other(event.key, cell);
      if (handled || to || isEdit || isOther) event.preventDefault();
    }

    command(key, isShift) {
      if (key === "z" && !isShift) this.undo();
      else if (key === "y" || key === "z") this.redo();
      else if (key === "a") this.selectAll();
      else if (key === "d") this.fillDown();
      else return false;
      return true;
    }

    other(key, cell) {
      if (key === "F2") this.onOpen(cell);
      return key === "F2" || (key === "Escape" && this.escape());
    }

    selectAll() {
      const { grid } = this;
      const shown = grid.shown();
      if (!shown.length) return;
      [this.anchor] = shown[0].cells;
      this.move(shown[shown.length - 1].cells[grid.criteria.length - 1], true);
    }

    // The top row of the selection into the rest of it; a single row takes the one above.
    fillDown() {
      const cells = this.selected();
      const top = Math.min(...cells.map((cell) => cell.row));
      const isOneRow = cells.every((cell) => cell.row === top);
      const from = isOneRow ? this.grid.step(top, -1) : top;
      this.put(cells
        .filter((cell) => cell.row !== from)
        .map((cell) => [cell, this.grid.at(from, cell.column).state]));
    }

    target(key, { row, column }, event) {
      const { grid } = this;
      const end = grid.criteria.length - 1;
      const all = grid.rows.length;
      const far = event.ctrlKey || event.metaKey;
      switch (key) {
        case "ArrowUp": return grid.at(grid.step(row, far ? -all : -1), column);
        case "ArrowDown": return grid.at(grid.step(row, far ? all : 1), column);
        case "ArrowLeft": return grid.at(row, far ? 0 : column - 1);
        case "ArrowRight": return grid.at(row, far ? end : column + 1);
        case "Home": return grid.at(far ? grid.step(row, -all) : row, 0);
        case "End": return grid.at(far ? grid.step(row, all) : row, end);
        case "PageUp": return grid.at(grid.step(row, -all), column);
        case "PageDown": return grid.at(grid.step(row, all), column);
        case "Enter": return grid.at(grid.step(row, event.shiftKey ? -1 : 1), column);
        default: return null;
      }
    }

    // Space and deleting act on the cell, unless a word is being spelled in it.
    edit(key, input) {
      if (key === " " && !nt.isHalfWord(input.value)) this.set(NEXT[this.current.state]);
      else if (key === "Delete" || (key === "Backspace" && !input.value)) this.set("k");
      else return false;
      input.value = "";
      return true;
    }

    onInput(cell) {
      const letter = cell.input.value ? nt.readTyped(cell.input.value) : "k";
      if (letter) this.set(letter);
      this.later(cell.input);
    }

    // Emptied only when the hand rests: an input method still counts on its letters.
    later(input) {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => { input.value = ""; }, TYPING);
    }

    set(letter) {
      this.put(this.selected().map((cell) => [cell, letter]));
    }

    put(pairs) {
      if (!this.grid.lock) this.change(pairs);
    }

    onCopy(event) {
      if (!this.cellOf(event.target)) return;
      const rows = new Map();
      this.selected().forEach((cell) => {
        rows.set(cell.row, (rows.get(cell.row) || []).concat(nt.MARKS[cell.state]));
      });
      event.preventDefault();
      event.clipboardData.setData("text/plain", [...rows.values()].map((row) => row.join("\t")).join("\r\n"));
    }
  }

  nt.Keys = Keys;
})((window.nt = window.nt || {}));
