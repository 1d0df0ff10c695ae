// Pasting a block: the server says how it reads it, the person decides.
(function (nt) {
  "use strict";

  const PATIENCE = 20000;

  class BlockPaste {
    // apply(pairs) sets fields, pairs of name and text.
    constructor(form, apply) {
      Object.assign(this, { form, apply });
      this.dialog = document.getElementById("dan-von");
      this.body = this.dialog.querySelector("[data-noi-dung]");
      this.confirm = this.dialog.querySelector("[data-dan]");
      this.confirm.addEventListener("click", () => {
        this.dialog.close();
        this.apply(Object.entries(this.cells));
      });
      this.dialog.querySelector("[data-bo]").addEventListener("click", () => this.dialog.close());
    }

    async open(field, text) {
      const [, place, source] = field.name.match(/^o-([^-]+)-(.+)$/);
      this.cells = {};
      this.say("Đang đọc khối dán…");
      if (!this.dialog.open) this.dialog.showModal();
      const data = new FormData();
      data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      data.append("so", this.form.elements.so.value);
      data.append("xa", place);
      data.append("nguon", source);
      data.append("khoi", text);
      const answer = await nt.ask(this.form.dataset.dan, data, PATIENCE);
      if (!answer || answer.message) {
        this.say((answer && answer.message) || "Mất mạng hoặc máy chủ bận: chưa dán ô nào. Hãy dán lại sau.");
        return;
      }
      this.cells = answer.cells;
      this.body.innerHTML = answer.html;
      this.confirm.hidden = !Object.keys(answer.cells).length;
      this.confirm.focus();
    }

    say(text) {
      this.confirm.hidden = true;
      this.body.textContent = text;
    }
  }

  nt.BlockPaste = BlockPaste;
})((window.nt = window.nt || {}));
