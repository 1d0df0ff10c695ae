// Moving, selecting and typing in the grid.
(function (nt) {
  "use strict";

  // Unikey and other input methods correct what was typed within this time.
  const TYPING = 1500;
  const NEXT = { c: "d", d: "k", k: "c" };

  class Keys {
    // change(cells, letter) sets cells; undo and redo take no argument.
    constructor(grid, { change, undo, redo, onSelect, onPaste }) {
      Object.assign(this, { grid, change, undo, redo, onSelect, onPaste });
      this.isLocked = false;
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
      cell.td.querySelector("select").replaceWith(input);
      cell.input = input;
    }

    lock() {
      this.isLocked = true;
      this.grid.cells.forEach((cell) => { cell.input.readOnly = true; });
    }

    selected() {
      const [top, bottom] = [this.anchor.row, this.current.row].sort((a, b) => a - b);
      const [left, right] = [this.anchor.column, this.current.column].sort((a, b) => a - b);
      return this.grid.cells.filter((cell) => (
        cell.row >= top && cell.row <= bottom && cell.column >= left && cell.column <= right
      ));
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
      if (handled || to || isEdit) event.preventDefault();
    }

    command(key, isShift) {
      if (key === "z" && !isShift) this.undo();
      else if (key === "y" || key === "z") this.redo();
      else if (key === "a") this.selectAll();
      else return false;
      return true;
    }

    selectAll() {
      const { grid } = this;
      this.anchor = grid.cells[0];
      this.move(grid.cells[grid.cells.length - 1], true);
    }

    target(key, { row, column }, event) {
      const { grid } = this;
      const last = { row: grid.rows.length - 1, column: grid.criteria.length - 1 };
      const far = event.ctrlKey || event.metaKey;
      switch (key) {
        case "ArrowUp": return grid.at(far ? 0 : row - 1, column);
        case "ArrowDown": return grid.at(far ? last.row : row + 1, column);
        case "ArrowLeft": return grid.at(row, far ? 0 : column - 1);
        case "ArrowRight": return grid.at(row, far ? last.column : column + 1);
        case "Home": return grid.at(far ? 0 : row, 0);
        case "End": return grid.at(far ? last.row : row, last.column);
        case "PageUp": return grid.at(0, column);
        case "PageDown": return grid.at(last.row, column);
        case "Enter": return grid.at(row + (event.shiftKey ? -1 : 1), column);
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
      if (!this.isLocked) this.change(this.selected(), letter);
    }

    onCopy(event) {
      if (!this.cellOf(event.target)) return;
      const marks = { d: "x", c: "0", k: "?" };
      const rows = new Map();
      this.selected().forEach((cell) => {
        rows.set(cell.row, (rows.get(cell.row) || []).concat(marks[cell.state]));
      });
      event.preventDefault();
      event.clipboardData.setData("text/plain", [...rows.values()].map((row) => row.join("\t")).join("\r\n"));
    }
  }

  nt.Keys = Keys;
})((window.nt = window.nt || {}));
