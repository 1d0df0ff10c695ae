// The line that says how saving goes.
(function (nt) {
  "use strict";

  class Status {
    constructor(queue) {
      this.queue = queue;
      this.bar = document.getElementById("trang-thai-luu");
    }

    // Returns how the line looks and what it says, for other places.
    show(name, detail) {
      const [look, icon, text] = this.states(detail)[name];
      this.bar.className = look;
      this.bar.replaceChildren(nt.icon(icon), text);
      if (name === "signedout") this.bar.append(nt.element("a", "Đăng nhập lại", { href: detail }));
      if (name === "refused") this.bar.append(nt.element("a", "Tải lại trang", { href: location.pathname }));
      document.body.classList.toggle("nt-cho-gui", !["saved", "saving"].includes(name));
      return [look, text];
    }

    states(detail) {
      const count = this.queue.count(this.queue.waiting());
      const kept = this.queue.isKept ? "giữ trên máy này và tự gửi lại" : "chưa giữ được, đừng đóng trang";
      return {
        saved: ["nt-st-dat", "luu", detail ? `Đã lưu lúc ${detail}` : "Đã lưu mọi ô"],
        saving: ["nt-mut", "gio", "Đang lưu…"],
        offline: ["nt-st-gan", "mang", `Mất mạng – ${count} ô chờ gửi, ${kept}`],
        busy: ["nt-st-gan", "mang", `Máy chủ bận – ${count} ô chờ gửi, ${kept}`],
        signedout: ["nt-st-giam", "bao", `Hết phiên đăng nhập – ${count} ô chờ gửi, ${kept}. `],
        refused: ["nt-st-giam", "khoa", `Không sửa được, ${count} ô chưa lưu: ${detail} `],
      };
    }

    scrollTo() {
      this.bar.scrollIntoView({ block: "center" });
    }
  }

  nt.Status = Status;
})((window.nt = window.nt || {}));
