// Saves cells as they change. What was typed waits in this browser until the server
// has it: a lost line, a reload or an ended session loses nothing.
(function (nt) {
  "use strict";

  const PAUSE = 400;
  const PATIENCE = 20000;
  const SLOWEST = 30000;

  class Saver {
    // onState(name, details) is told: saved, saving, offline, signedout, refused.
    constructor({ url, key, person, onState, onAnswer }) {
      Object.assign(this, { url, person, onState, onAnswer });
      this.key = `nt-cho/${key}`;
      this.pending = new Map();
      this.wait = 2000;
      this.isSending = false;
      this.isStopped = false;
      this.isKept = true;
    }

    // Another tab may keep cells under the same key: only own ones are touched.
    stored() {
      try {
        return JSON.parse(localStorage.getItem(this.key) || "[]");
      } catch (error) {
        return [];
      }
    }

    store(edit) {
      const kept = new Map(this.stored().map((entry) => [entry[0], entry]));
      edit(kept);
      try {
        if (kept.size) localStorage.setItem(this.key, JSON.stringify([...kept.values()]));
        else localStorage.removeItem(this.key);
        this.isKept = true;
      } catch (error) {
        this.isKept = false;
      }
    }

    add(cells) {
      cells.forEach((cell) => {
        this.pending.delete(cell.key);
        this.pending.set(cell.key, cell.state);
      });
      this.store((kept) => cells.forEach((cell) => {
        kept.delete(cell.key);
        kept.set(cell.key, [cell.key, cell.state, Date.now()]);
      }));
      this.onState("saving");
      this.later(PAUSE);
    }

    drop(entries) {
      this.store((kept) => entries.forEach(([key, state]) => {
        if (kept.has(key) && kept.get(key)[1] === state) kept.delete(key);
      }));
      entries.forEach(([key, state]) => {
        if (this.pending.get(key) === state) this.pending.delete(key);
      });
    }

    later(delay) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), delay);
    }

    // Tries at once; true when the server has everything.
    async settle() {
      while (this.isSending) await new Promise((resolve) => setTimeout(resolve, 50));
      await this.flush();
      return this.pending.size === 0;
    }

    async flush(keepalive) {
      clearTimeout(this.timer);
      if (this.isSending || this.isStopped || !this.pending.size) return;
      this.isSending = true;
      this.onState("saving");
      const batch = [...this.pending];
      const answer = await nt.post(this.url, this.fields(batch), keepalive, PATIENCE);
      this.isSending = false;
      if (answer.status === 200) {
        this.wait = 2000;
        this.drop(batch);
        this.onAnswer(answer.data, this.pending);
        if (this.pending.size) await this.flush();
        else this.onState("saved", answer.data.saved_at);
      } else {
        this.onTrouble(answer);
      }
    }

    // Somebody else may have signed in meanwhile in another window.
    fields(batch) {
      return [["person", this.person], ...batch.map(([key, state]) => [`c-${key}`, nt.VALUES[state]])];
    }

    onTrouble({ status, data }) {
      if (status === 401 || status === 403) {
        this.onState("signedout", data.login || location.href);
      } else if (status === 400 || status === 404 || status === 409) {
        this.isStopped = true;
        this.onState("refused", data.message || "báo cáo này không còn mở với tài khoản này.");
      } else {
        this.onState("offline");
        this.later(this.wait);
        this.wait = Math.min(this.wait * 2, SLOWEST);
      }
    }
  }

  // The cookie, not the page, has the token that counts after signing in again.
  function token() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? found[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  // Posts and answers {status, data}; status 0 when no answer came.
  nt.post = async function (url, entries, keepalive, patience) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const answer = await fetch(url, {
        method: "POST", credentials: "same-origin", redirect: "manual", signal: stop.signal,
        keepalive: Boolean(keepalive), body: new URLSearchParams(entries),
        headers: { Accept: "application/json", "X-CSRFToken": token() },
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
