// Two people on one cell: both values, and whose to keep.
(function (nt) {
  "use strict";

  const ICONS = { d: "dat", c: "chua", k: "kdg" };

  class Conflicts {
    // onChoose(entries, isMine) takes the choice, onClose gives the focus back.
    constructor(grid, { queue, onChoose, onClose }) {
      Object.assign(this, { grid, queue, onChoose });
      this.dialog = document.getElementById("tranh");
      this.list = this.dialog.querySelector("[data-o-tranh]");
      this.head = this.dialog.querySelector("h2");
      this.dialog.addEventListener("close", onClose);
      this.dialog.addEventListener("click", (event) => this.onClick(event));
    }

    // The heading has the focus first: whoever is typing chooses nothing by a key.
    open() {
      this.draw();
      if (!this.queue.conflicts().length) return;
      if (!this.dialog.open) this.dialog.showModal();
      this.head.focus();
    }

    draw() {
      const entries = this.queue.conflicts();
      this.head.textContent = `${entries.length} ô vừa được người khác sửa`;
      this.list.replaceChildren(...entries.map((entry) => this.item(entry)));
      this.dialog.querySelectorAll("[data-tat-ca]").forEach((button) => {
        button.hidden = entries.length < 2;
      });
    }

    item(entry) {
      const cell = this.grid.byKey.get(entry.key);
      const { theirs } = entry;
      const when = theirs.at ? `, lúc ${theirs.at}` : "";
      return nt.element("li", [
        nt.element("h3", `${cell.commune}, ${cell.criterion.name}`),
        value("Của anh/chị:", entry.state, "đang giữ trên máy này"),
        value(`Của ${theirs.by}:`, theirs.state, `${theirs.door}${when}`),
        nt.element("p", [
          button("Giữ của tôi", entry, "tranhToi"),
          button(`Lấy của ${theirs.by}`, entry, "tranhHo"),
        ], { class: "nt-dan-nut" }),
      ]);
    }

    onClick(event) {
      const pressed = event.target.closest("button");
      if (!pressed) return;
      const { tatCa, tranhToi, tranhHo } = pressed.dataset;
      if ("deSau" in pressed.dataset) this.dialog.close();
      else if (tatCa) this.choose(this.queue.conflicts(), tatCa === "toi");
      else this.choose(this.of(tranhToi || tranhHo), Boolean(tranhToi));
    }

    of(id) {
      return this.queue.conflicts().filter((entry) => entry.id === id);
    }

    choose(entries, isMine) {
      this.onChoose(entries, isMine);
      this.draw();
      const next = this.list.querySelector("button");
      if (next) next.focus();
      else this.dialog.close();
    }
  }

  function value(whose, state, how) {
    return nt.element("p", [
      nt.element("span", whose), nt.element("b", [nt.icon(ICONS[state]), nt.WORDS[state]]),
      nt.element("small", how),
    ], { class: "nt-tranh-so" });
  }

  function button(text, entry, name) {
    const made = nt.element("button", text, { type: "button", class: "nt-btn" });
    made.dataset[name] = entry.id;
    return made;
  }

  nt.Conflicts = Conflicts;
})((window.nt = window.nt || {}));
