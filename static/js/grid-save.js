// Sends what is queued, and says how that goes.
(function (nt) {
  "use strict";

  const PAUSE = 400;
  const PATIENCE = 20000;
  const SLOWEST = 30000;

  class Saver {
    // onState(name, details) is told: saved, saving, offline, busy, signedout, refused.
    // onAnswer(answer, batch) takes what the server has.
    constructor({ url, queue, person, onState, onAnswer }) {
      Object.assign(this, { url, queue, person, onState, onAnswer });
      this.wait = 2000;
      this.isSending = false;
      this.isStopped = false;
      // How many changes were told to wait for signing in.
      this.signedOut = 0;
    }

    soon() {
      if (this.isStopped) return;
      this.signedOut = 0;
      if (this.queue.waiting().length) {
        this.onState("saving");
        this.later(PAUSE);
        this.isAwake = true;
      } else if (this.isAwake && !this.isSending) {
        // What was typed was taken back before it went out.
        clearTimeout(this.timer);
        this.rest();
      }
    }

    rest() {
      this.isAwake = false;
      this.onState("saved", this.savedAt);
    }

    later(delay) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), delay);
    }

    // Tries at once; true when the server has everything and nothing waits for a choice.
    async settle() {
      while (this.isSending) await new Promise((resolve) => setTimeout(resolve, 50));
      await this.flush();
      return this.queue.entries.length === 0;
    }

    // Asks for the cells as they are, when another form may have changed them.
    async refresh() {
      if (!(await this.settle()) && this.queue.waiting().length) return;
      this.isSending = true;
      const { status, data } = await nt.post(this.url, this.fields([]), false, PATIENCE);
      this.isSending = false;
      if (status === 200) this.onAnswer(data, []);
      this.soon();
    }

    async flush(keepalive) {
      clearTimeout(this.timer);
      if (this.isSending || this.isStopped || !this.queue.waiting().length) return;
      this.isSending = true;
      if (!this.signedOut) this.onState("saving");
      const batch = this.queue.batch();
      const answer = await nt.post(this.url, this.fields(batch), keepalive, PATIENCE);
      this.isSending = false;
      if (answer.status === 200) {
        this.signedOut = 0;
        this.wait = 2000;
        this.savedAt = answer.data.saved_at;
        this.onAnswer(answer.data, batch);
        if (this.queue.waiting().length) await this.flush();
        else this.rest();
      } else {
        this.onTrouble(answer);
      }
    }

    // Somebody else may have signed in meanwhile in another window.
    fields(batch) {
      return [["person", this.person], ["lines", batch.map(nt.writeEntry).join("\n")]];
    }

    onTrouble({ status, data }) {
      if (status === 401 || status === 403) {
        const count = this.queue.waiting().length;
        // The same words again would take the focus off the link in them.
        if (this.signedOut !== count) this.onState("signedout", data.login || location.href);
        this.signedOut = count;
        this.later(SLOWEST);
      } else if (status === 400 || status === 404 || status === 409) {
        this.isStopped = true;
        this.onState("refused", data.message || "báo cáo này không còn mở với tài khoản này.");
      } else {
        this.signedOut = 0;
        this.onState(status ? "busy" : "offline");
        this.later(this.wait);
        this.wait = Math.min(this.wait * 2, SLOWEST);
      }
    }
  }

  // The cookie, not the page, has the token that counts after signing in again.
  nt.token = function () {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? found[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
  };

  // Posts and answers {status, data}; status 0 when no answer came.
  nt.post = async function (url, entries, keepalive, patience) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const answer = await fetch(url, {
        method: "POST", credentials: "same-origin", redirect: "manual", signal: stop.signal,
        keepalive: Boolean(keepalive), body: new URLSearchParams(entries),
        headers: { Accept: "application/json", "X-CSRFToken": nt.token() },
      });
      // Whatever redirects a save has sent us to sign in.
      if (answer.type === "opaqueredirect") return { status: 401, data: {} };
      const isJson = (answer.headers.get("content-type") || "").startsWith("application/json");
      if (!isJson) return { status: answer.status === 200 ? 0 : answer.status, data: {} };
      return { status: answer.status, data: await answer.json() };
    } catch (error) {
      return { status: 0, data: {} };
    } finally {
      clearTimeout(timer);
    }
  };

  nt.Saver = Saver;
})((window.nt = window.nt || {}));
