// On a phone: one commune at a time, its criteria as a list.
(function (nt) {
  "use strict";

  const CHOICES = [["d", "Đạt", "dat"], ["c", "Chưa đạt", "chua"], ["k", "Chưa đánh giá", "kdg"]];

  class Phone {
    // change(pairs) sets cells, onOpen(cell) shows one more closely.
    constructor(grid, { change, onOpen }) {
      Object.assign(this, { grid, change, onOpen });
      this.part = document.getElementById("mot-xa");
      this.picker = this.part.querySelector("select");
      this.list = this.part.querySelector("[data-tieu-chi]");
      this.sum = this.part.querySelector("[data-tong]");
      this.row = grid.rows[0];
      this.inputs = new Map();
      this.picker.addEventListener("change", () => this.show(this.grid.rows[Number(this.picker.value)]));
      this.part.querySelectorAll("[data-xa-khac]").forEach((button) => {
        button.addEventListener("click", () => this.turn(Number(button.dataset.xaKhac)));
      });
      this.list.addEventListener("change", (event) => this.onChoice(event.target));
      this.list.addEventListener("click", (event) => this.onPress(event.target));
      this.followRows();
    }

    // Whether the list, not the wide table, is in sight.
    isShown() {
      return Boolean(this.part.offsetParent);
    }

    focus() {
      this.picker.focus();
    }

    goTo(cell) {
      this.show(this.grid.rows[cell.row]);
      const { part } = this.inputs.get(cell);
      part.scrollIntoView({ block: "center" });
      part.querySelector("input:checked").focus({ preventScroll: true });
    }

    say(look, text) {
      const line = this.part.querySelector("[data-luu]");
      line.className = look;
      line.textContent = text;
    }

    turn(by) {
      this.show(this.grid.rows[this.grid.step(this.row.index, by)]);
      this.part.scrollIntoView({ block: "start" });
    }

    // What a search leaves in sight is what can be picked.
    followRows() {
      const shown = this.grid.shown();
      this.picker.replaceChildren(...shown.map((row) => (
        nt.element("option", row.commune, { value: row.index })
      )));
      if (shown.length) this.show(shown.includes(this.row) ? this.row : shown[0]);
    }

    show(row) {
      this.row = row;
      this.picker.value = row.index;
      this.inputs.clear();
      this.list.replaceChildren(...this.grid.groups.map((group) => nt.element("section", [
        nt.element("h2", group.title),
        ...row.cells.slice(group.first, group.first + group.count).map((cell) => this.item(cell)),
      ])));
      row.cells.forEach((cell) => this.draw(cell));
      const shown = this.grid.shown();
      this.part.querySelectorAll("[data-xa-khac]").forEach((button) => {
        const end = Number(button.dataset.xaKhac) < 0 ? shown[0] : shown[shown.length - 1];
        button.disabled = row === end;
      });
    }

    item(cell) {
      const inputs = CHOICES.map(([letter, word, icon]) => {
        const input = nt.element("input", [], { type: "radio", name: `xa-${cell.key}`, value: letter });
        return [input, nt.element("label", [input, nt.element("span", [nt.icon(icon), word])])];
      });
      const open = nt.element("button", "Chi tiết", { type: "button", class: "nt-link", "data-mo": cell.key });
      const note = nt.element("small", "");
      const part = nt.element("fieldset", [
        nt.element("legend", cell.criterion.name), note,
        nt.element("div", inputs.map(([, label]) => label), { class: "nt-seg" }), open,
      ], { class: "nt-fs" });
      this.inputs.set(cell, { part, note, radios: inputs.map(([input]) => input) });
      return part;
    }

    draw(cell) {
      const drawn = this.inputs.get(cell);
      if (!drawn) return;
      const { classList } = cell.td;
      const was = this.grid.hasBase ? `${this.grid.baseLabel}: ${nt.WORDS[this.grid.wasOf(cell)]}` : "";
      const waits = classList.contains("is-tranh") ? "người khác vừa sửa, chờ chọn" : "";
      const closed = cell.isClosed ? this.grid.closedFor : "";
      drawn.radios.forEach((radio) => {
        radio.checked = radio.value === cell.state;
        radio.disabled = Boolean(this.grid.lockOf(cell));
      });
      drawn.note.textContent = [was, waits, closed, cell.returned, ...nt.markWords(cell)].filter(Boolean).join(" · ");
      ["is-doi", "is-giam", "is-tra", "is-tranh", "is-khop"].forEach((name) => {
        drawn.part.classList.toggle(name, classList.contains(name));
      });
      drawn.part.classList.toggle("is-chan", cell.blocks.length > 0);
      this.sum.textContent = `${this.grid.count(this.row.cells).met}/${this.grid.criteria.length} đạt`;
    }

    onChoice(radio) {
      this.change([[this.grid.byKey.get(radio.name.slice(3)), radio.value]]);
    }

    onPress(target) {
      if (target.dataset.mo) this.onOpen(this.grid.byKey.get(target.dataset.mo));
    }
  }

  nt.Phone = Phone;
})((window.nt = window.nt || {}));
