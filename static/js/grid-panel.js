// The page of one cell beside the grid. Its forms are sent from here, and what the
// server answers takes their place.
(function (nt) {
  "use strict";

  const FRAGMENT = { "X-Requested-With": "fragment" };
  const REST = 400;
  const UNSAVED = "Chưa lưu chữ vừa viết: bấm Lưu, hoặc đóng lần nữa để bỏ.";
  const NO_LINE = "Mất mạng hoặc máy chủ bận. Nội dung vẫn ở đây, hãy thử lại.";

  class Panel {
    // onSaved is told when a form of the panel was taken; onClose(cell) gives the focus back.
    constructor(grid, { pattern, saver, onSaved, onClose }) {
      Object.assign(this, { grid, pattern, saver, onSaved, onClose });
      this.part = document.getElementById("chi-tiet");
      this.title = this.part.querySelector("h2");
      this.body = this.part.querySelector("[data-than]");
      this.said = this.part.querySelector("[data-noi]");
      this.turn = 0;
      this.part.querySelector("[data-dong]").addEventListener("click", () => this.close());
      this.part.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) this.close();
      });
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
      this.part.hidden = true;
      this.isTouched = false;
      this.isWarned = false;
      this.body.replaceChildren();
      document.body.classList.remove("nt-co-bang");
      this.onClose(this.cell);
    }

    // Follows the selection and its result, but leaves what is being written alone.
    follow(cell) {
      clearTimeout(this.resting);
      const isSame = cell === this.cell;
      if (!this.isOpen() || (isSame && cell.state === this.state)) return;
      if (!this.isTouched) this.resting = setTimeout(() => this.load(cell), REST);
      else if (!isSame) this.say(`Đang viết cho ô ${this.cell.commune} ${this.cell.criterion.number}: lưu hoặc đóng rồi mở ô khác.`);
    }

    async load(cell) {
      const turn = ++this.turn;
      this.cell = cell;
      this.state = cell.state;
      this.title.querySelector("[data-ten]").textContent = `${cell.commune}, ${cell.criterion.name}`;
      this.say("Đang mở…");
      // The page of the cell shows what the server has.
      await this.saver.settle();
      const answer = await get(this.address(cell), { headers: FRAGMENT });
      if (turn !== this.turn) return;
      if (answer && answer.ok && !this.isElsewhere(answer)) this.take(await answer.text(), turn);
      else this.fail(answer, cell);
    }

    fail(answer, cell) {
      this.body.replaceChildren();
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

    take(html, turn) {
      if (turn !== this.turn) return;
      // The server's own template, escaped there.
      this.body.innerHTML = html;
      this.isTouched = false;
      this.isWarned = false;
      this.say("");
      this.part.dispatchEvent(new CustomEvent("nt-o", { bubbles: true, detail: this.body }));
    }

    say(text) {
      this.said.textContent = text;
    }

    async send(event) {
      const form = event.target;
      if (form.method !== "post") return;
      event.preventDefault();
      const { submitter } = event;
      const data = new FormData(form);
      if (submitter && submitter.name) data.append(submitter.name, submitter.value);
      data.set("csrfmiddlewaretoken", nt.token());
      const turn = ++this.turn;
      this.hold(true);
      this.say("Đang lưu…");
      const answer = await get(form.action, { method: "POST", body: data, headers: FRAGMENT });
      if (turn !== this.turn) return;
      this.hold(false);
      await this.answered(answer, turn, form);
    }

    hold(isHeld) {
      this.body.querySelectorAll("button").forEach((button) => { button.disabled = isHeld; });
    }

    async answered(answer, turn, form) {
      const isPage = answer && (answer.headers.get("content-type") || "").startsWith("text/html");
      if (answer && this.isElsewhere(answer)) {
        this.say("Hết phiên đăng nhập, chưa lưu. Nội dung vẫn ở đây: ");
        this.said.append(nt.element("a", "đăng nhập ở cửa sổ khác", { href: answer.url, target: "_blank" }));
      } else if (!isPage || answer.status >= 500 || answer.status === 403) {
        this.say(answer && answer.status === 413 ? "Tệp quá lớn, chưa lưu." : NO_LINE);
      } else {
        const at = form.closest("[id]");
        this.take(await answer.text(), turn);
        this.goBack(at && at.id);
        if (answer.ok) this.onSaved();
      }
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
