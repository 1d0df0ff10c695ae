// Pasting a block: the server says what it would do, the person decides.
(function (nt) {
  "use strict";

  const PATIENCE = 20000;
  const SOON = 300;

  class Paste {
    // apply(pairs) sets cells, pairs of key and letter. A block of rows lands on all
    // rows: showAll ends a filter before.
    constructor(grid, { url, saver, apply, showAll, onClose }) {
      Object.assign(this, { grid, url, saver, apply, showAll, onClose });
      this.dialog = document.getElementById("dan");
      this.body = this.dialog.querySelector("[data-noi-dung]");
      this.confirm = this.dialog.querySelector("[data-dan]");
      this.confirm.addEventListener("click", () => this.accept());
      this.dialog.querySelector("[data-bo]").addEventListener("click", () => this.dialog.close());
      // Every block and every question has its turn; a late answer of another turn is not used.
      this.turn = 0;
      this.dialog.addEventListener("close", () => {
        this.turn += 1;
        this.onClose();
      });
      this.dialog.addEventListener("change", (event) => this.ask(event.target.value));
    }

    async open(cell, text) {
      if (!text.trim() && !/[\t\n]/.test(text)) return;
      const turn = ++this.turn;
      if (text.trim().includes("\n")) this.showAll();
      this.cell = cell;
      this.text = text;
      this.say("Đang đọc khối dán…");
      const showing = setTimeout(() => this.isNow(turn) && this.show(), SOON);
      // Only what the server has can be compared with the block.
      const isSaved = await this.saver.settle();
      if (isSaved) await this.ask("", turn);
      else if (this.isNow(turn)) this.say("Chưa dán được: còn ô chưa lưu lên máy chủ. Hãy đợi lưu xong rồi dán lại.");
      clearTimeout(showing);
      if (!this.isNow(turn)) return;
      if (this.isDone) this.dialog.close();
      else this.show();
    }

    isNow(turn) {
      return turn === this.turn;
    }

    show() {
      if (!this.dialog.open) this.dialog.showModal();
      const chosen = this.body.querySelector("input:checked");
      if (chosen) chosen.focus();
    }

    say(text, reasons = []) {
      this.isDone = false;
      this.cells = [];
      this.confirm.hidden = true;
      const list = nt.element("ul", reasons.map((reason) => nt.element("li", reason)));
      this.body.replaceChildren(nt.element("div", [nt.element("p", text), reasons.length ? list : ""], { role: "status" }));
    }

    async ask(blanks, turn = ++this.turn) {
      if (!this.isNow(turn)) return;
      // The cells on show belong to the choice before.
      this.confirm.disabled = true;
      const { status, data } = await nt.post(this.url, [
        ["block", this.text], ["blanks", blanks],
        ["commune", this.grid.rows[this.cell.row].code], ["number", this.cell.criterion.number],
      ], false, PATIENCE);
      if (!this.isNow(turn)) return;
      if (status !== 200) {
        this.say(data.message || "Mất mạng hoặc máy chủ bận: chưa dán ô nào. Hãy dán lại sau.", data.reasons);
        return;
      }
      this.cells = data.cells.map(([key, value]) => [key, nt.LETTERS[value]]);
      if (data.is_plain) {
        this.isDone = true;
        this.apply(this.cells);
      } else {
        this.draw(data.html);
      }
    }

    draw(html) {
      // The server's own template, escaped there.
      this.body.innerHTML = html;
      this.confirm.hidden = !this.cells.length;
      this.confirm.disabled = false;
      this.confirm.textContent = `Dán ${this.cells.length} ô`;
      if (this.dialog.open) this.show();
    }

    accept() {
      this.apply(this.cells);
      this.dialog.close();
    }
  }

  nt.Paste = Paste;
})((window.nt = window.nt || {}));
