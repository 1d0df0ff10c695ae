// The page of one cell beside the grid. Its forms are sent from here, and what the
// server answers takes their place.
(function (nt) {
  "use strict";

  const FRAGMENT = { "X-Requested-With": "fragment" };
  const REST = 400;
  const UNSAVED = "Chưa lưu chữ vừa viết: bấm Lưu, hoặc đóng lần nữa để bỏ.";
  const NO_LINE = "Mất mạng hoặc máy chủ bận. Nội dung vẫn ở đây, hãy thử lại.";

  class Panel {
    // onChoose(cell, letter) sets its result, undo and redo take it back and make it
    // again. onSaved is told when a form of the panel was taken; onClose(cell) gives the
    // focus back.
    constructor(grid, { pattern, saver, onChoose, undo, redo, onSaved, onClose }) {
      Object.assign(this, { grid, pattern, saver, onChoose, undo, redo, onSaved, onClose });
      this.part = document.getElementById("chi-tiet");
      this.title = this.part.querySelector("h2");
      this.head = this.part.querySelector("[data-dau]");
      this.result = new nt.Result(grid, this.head);
      this.body = this.part.querySelector("[data-than]");
      this.said = this.part.querySelector("[data-noi]");
      this.turn = 0;
      this.part.querySelector("[data-dong]").addEventListener("click", () => this.close());
      this.part.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) this.close();
      });
      this.head.addEventListener("change", (event) => this.onChoose(this.cell, event.target.value));
      this.head.addEventListener("keydown", (event) => this.onKey(event));
      this.body.addEventListener("submit", (event) => this.send(event));
      this.body.addEventListener("input", () => this.touch());
    }

    isOpen() {
      return !this.part.hidden;
    }

    address(cell) {
      const [commune, number] = cell.key.split("-");
      return this.pattern.replace("/XA/0/", `/${commune}/${number}/`);
    }

    touch() {
      this.isTouched = true;
      if (this.isWarned) this.say("");
      this.isWarned = false;
    }

    onKey(event) {
      if (!event.ctrlKey && !event.metaKey) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "z" && !event.shiftKey) this.undo();
      else this.redo();
    }

    async open(cell) {
      if (this.isOpen() && this.isTouched) {
        this.follow(cell);
        this.title.focus();
        return;
      }
      this.part.hidden = false;
      document.body.classList.add("nt-co-bang");
      await this.load(cell);
      this.title.focus();
      this.part.scrollIntoView({ block: "nearest" });
    }

    // What is written and not saved is given up only when asked for twice.
    close() {
      if (this.isTouched && !this.isWarned) {
        this.isWarned = true;
        this.said.replaceChildren(nt.element("b", UNSAVED));
        this.said.scrollIntoView({ block: "nearest" });
        return;
      }
      this.turn += 1;
      clearTimeout(this.resting);
      this.part.hidden = true;
      this.isTouched = false;
      this.isWarned = false;
      this.shown = null;
      this.body.replaceChildren();
      document.body.classList.remove("nt-co-bang");
      this.onClose(this.cell);
    }

    // Follows the selection, but leaves what is being written alone.
    follow(cell) {
      clearTimeout(this.resting);
      if (!this.isOpen() || cell === this.cell) return;
      if (!this.isTouched) this.resting = setTimeout(() => this.load(cell), REST);
      else this.say(`Đang viết cho ô ${this.cell.commune} ${this.cell.criterion.number}: lưu hoặc đóng rồi mở ô khác.`);
    }

    // Follows the result of its own cell; what is being written stays.
    draw(cell) {
      if (!this.isOpen() || cell !== this.cell) return;
      this.result.draw(cell);
      clearTimeout(this.redrawing);
      if (cell.state !== this.state) this.redrawing = setTimeout(() => this.redraw(cell), REST);
    }

    redraw(cell) {
      if (this.isSending) this.redrawing = setTimeout(() => this.redraw(cell), REST);
      else if (this.isOpen() && cell === this.cell) this.load(cell);
    }

    // Until its page is there, the page of another cell takes no typing.
    async load(cell) {
      const turn = ++this.turn;
      this.body.inert = cell !== this.shown;
      this.cell = cell;
      this.state = cell.state;
      this.title.querySelector("[data-ten]").textContent = `${cell.commune}, ${cell.criterion.name}`;
      this.result.draw(cell);
      this.say("Đang mở…");
      // The page of the cell shows what the server has.
      await this.saver.settle();
      const answer = await get(this.address(cell), { headers: FRAGMENT });
      const html = answer && answer.ok && !this.isElsewhere(answer) ? await answer.text() : null;
      if (turn !== this.turn) return;
      this.body.inert = false;
      if (html !== null) this.take(html);
      else this.fail(answer, cell);
    }

    fail(answer, cell) {
      if (this.shown !== cell) this.body.replaceChildren();
      if (answer && (answer.status === 401 || this.isElsewhere(answer))) {
        this.say("Hết phiên đăng nhập, chưa mở được ô này. ");
        this.said.append(nt.element("a", "Đăng nhập lại", { href: signIn(answer) }));
        return;
      }
      this.say(answer ? "Không mở được ô này. " : `${NO_LINE} `);
      this.said.append(nt.element("a", "Mở trang của ô", { href: this.address(cell) }));
    }

    // Whatever leads away from the cell has sent us to sign in.
    isElsewhere(answer) {
      return answer.redirected && !new URL(answer.url).pathname.startsWith(this.address(this.cell));
    }

    // Returns whether the focus is where it was.
    take(html, sent) {
      if (this.shown !== this.cell) this.body.replaceChildren();
      this.shown = this.cell;
      const kept = new nt.Kept(this.body, sent);
      // The server's own template, escaped there.
      this.body.innerHTML = html;
      this.isTouched = kept.restore(this.body) > 0;
      this.isWarned = false;
      this.say("");
      this.part.dispatchEvent(new CustomEvent("nt-o", { bubbles: true, detail: this.body }));
      return kept.focusAgain(this.body);
    }

    say(text) {
      this.said.textContent = text;
    }

    async send(event) {
      const form = event.target;
      if (form.method !== "post") return;
      event.preventDefault();
      const { submitter } = event;
      if (form.hasAttribute("data-dat-o")) {
        this.set(nt.LETTERS[submitter.value]);
        return;
      }
      const data = new FormData(form);
      const sent = nt.valuesOf(form);
      if (submitter && submitter.name) data.append(submitter.name, submitter.value);
      data.set("csrfmiddlewaretoken", nt.token());
      const turn = ++this.turn;
      this.isSending = true;
      this.hold(true);
      this.say("Đang lưu…");
      const answer = await get(form.action, { method: "POST", body: data, headers: FRAGMENT });
      this.isSending = false;
      if (turn !== this.turn) return;
      this.hold(false);
      await this.answered(answer, turn, sent);
    }

    // A result goes the way of the grid, where it can be taken back; its button goes away.
    set(letter) {
      this.onChoose(this.cell, letter);
      this.result.focus();
    }

    hold(isHeld) {
      const isLocked = Boolean(this.grid.lock);
      this.body.querySelectorAll("button").forEach((button) => { button.disabled = isHeld || isLocked; });
    }

    async answered(answer, turn, sent) {
      const isPage = answer && (answer.headers.get("content-type") || "").startsWith("text/html");
      if (answer && this.isElsewhere(answer)) {
        this.say("Hết phiên đăng nhập, chưa lưu. Nội dung vẫn ở đây: ");
        this.said.append(nt.element("a", "đăng nhập ở cửa sổ khác", { href: answer.url, target: "_blank" }));
      } else if (!isPage || answer.status >= 500 || answer.status === 403) {
        this.say(answer && answer.status === 413 ? "Tệp quá lớn, chưa lưu." : NO_LINE);
      } else {
        const html = await answer.text();
        if (turn !== this.turn) return;
        const at = sent.form.closest("[id]");
        const isFocused = this.take(html, sent);
        if (!answer.ok) this.refuse(sent.form.getAttribute("action"));
        if (!isFocused) this.goBack(at && at.id);
        if (answer.ok) this.onSaved();
      }
    }

    // What was not taken stays typed, whatever is saved beside it.
    refuse(action) {
      nt.markRefused(this.body, action);
      this.isTouched = true;
    }

    // The focus stays in the part whose form was sent.
    goBack(id) {
      const part = (id && this.body.querySelector(`#${CSS.escape(id)}`)) || this.title;
      if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
      part.focus();
    }
  }

  // Signing in leads back to the grid.
  function signIn(answer) {
    if (!answer.redirected) return location.href;
    return `${new URL(answer.url).pathname}?${new URLSearchParams({ next: location.pathname })}`;
  }

  async function get(url, options) {
    try {
      return await fetch(url, { credentials: "same-origin", ...options });
    } catch (error) {
      return null;
    }
  }

  nt.Panel = Panel;
})((window.nt = window.nt || {}));
