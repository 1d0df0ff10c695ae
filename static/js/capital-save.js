// Amounts that the server does not have yet: sent a little later, kept in this browser until stored.
(function (nt) {
  "use strict";

  const SOON = 500;
  const AGAIN = 6000;
  const PATIENCE = 20000;

  // Sends {name: text} of the form's changed fields. unsaved() answers, of each field that
  // the server does not have, its name, its text and what stood there when it was typed.
  class Saver {
    constructor(form, { say, answered, unsaved }) {
      Object.assign(this, { form, say, answered, unsaved });
      this.key = `nt-von/${form.dataset.giu}`;
      this.waiting = new Map();
      this.sending = new Map();
      this.timer = 0;
      this.isBusy = false;
      this.isLocked = false;
    }

    // What an earlier visit left unsent: name, text, what was seen.
    kept() {
      try {
        const left = JSON.parse(localStorage.getItem(this.key) || "[]");
        return Array.isArray(left) ? left : [];
      } catch (error) {
        return [];
      }
    }

    keep() {
      try {
        const left = this.unsaved();
        if (left.length) localStorage.setItem(this.key, JSON.stringify(left));
        else localStorage.removeItem(this.key);
      } catch (error) {
        // A full or forbidden storage: the page warns before it is left.
      }
    }

    add(name, text, way = "") {
      this.waiting.set(name, text);
      this.way = way;
      this.keep();
      this.later(SOON);
    }

    isUnderWay(name, text) {
      return this.waiting.get(name) === text || this.sending.get(name) === text;
    }

    // The field says again what the server has.
    drop(name) {
      this.waiting.delete(name);
      this.keep();
    }

    later(pause) {
      if (this.isLocked) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), pause);
    }

    async send() {
      clearTimeout(this.timer);
      if (this.isBusy || !this.waiting.size || this.isLocked) return;
      this.isBusy = true;
      this.say("luu", "Đang lưu…");
      const sent = new Map(this.waiting);
      this.sending = sent;
      const answer = await this.post(sent);
      this.sending = new Map();
      this.isBusy = false;
      if (!answer) {
        this.say("mang", `Mất mạng hoặc máy chủ bận: ${this.waiting.size} ô chưa lưu, sẽ gửi lại`);
        this.later(AGAIN);
        return;
      }
      if (answer.message) {
        this.isLocked = answer.isFinal;
        this.say("khoa", answer.message);
        return;
      }
      sent.forEach((text, name) => {
        if (this.waiting.get(name) === text) this.waiting.delete(name);
      });
      this.answered(answer, sent);
      if (this.waiting.size) this.later(SOON);
    }

    async post(sent) {
      const data = new FormData();
      data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      data.append("so", this.form.elements.so.value);
      if (this.way) data.append("cach", this.way);
      sent.forEach((text, name) => {
        data.append(name, text);
        data.append(`${name}-s`, this.form.elements[`${name}-s`].value);
      });
      return nt.ask(this.form.dataset.o, data, PATIENCE);
    }
  }

  // Answers the server's data; {message} when it refused; null when it could not be reached.
  nt.ask = async function (url, data, patience) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const response = await fetch(url, { method: "POST", body: data, signal: stop.signal });
      if (response.redirected) return { message: "Phiên làm việc đã hết: hãy đăng nhập lại ở thẻ khác rồi gõ tiếp." };
      if (response.status === 404) return { message: "Bảng này không còn thuộc phạm vi của tài khoản.", isFinal: true };
      if (response.status === 409) return { ...(await response.json()), isFinal: true };
      return response.ok ? await response.json() : null;
    } catch (error) {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };

  nt.Saver = Saver;
})((window.nt = window.nt || {}));
