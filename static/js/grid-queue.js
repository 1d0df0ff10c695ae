// Changes that the server does not have yet, in the order typed. They wait in this
// browser, so that a lost line, a reload or an ended session loses nothing.
(function (nt) {
  "use strict";

  const AT_ONCE = 400;

  // An entry: {id, key, state, version, seen, door, sent}. With `theirs` it met another
  // person's value and waits for a choice: {state, version, by, at, door}.
  class Queue {
    constructor(key) {
      this.key = `nt-cho/${key}`;
      this.entries = [];
      this.isKept = true;
    }

    // Another tab may keep entries under the same key: only own ones are touched.
    stored() {
      try {
        return JSON.parse(localStorage.getItem(this.key) || "[]").map(readEntry).filter(Boolean);
      } catch (error) {
        return [];
      }
    }

    keep(removed) {
      const own = new Set([...this.entries, ...removed].map((entry) => entry.id));
      const all = this.stored().filter((entry) => !own.has(entry.id)).concat(this.entries);
      try {
        if (all.length) localStorage.setItem(this.key, JSON.stringify(all));
        else localStorage.removeItem(this.key);
        this.isKept = true;
      } catch (error) {
        this.isKept = false;
      }
    }

    // What an earlier visit left, of cells that may still change.
    adopt(isOpen) {
      this.entries = this.stored().filter((entry) => isOpen(entry.key));
      return this.entries;
    }

    add(changes, door) {
      const removed = [].concat(...changes.map(({ cell, letter }) => this.addOne(cell, letter, door)));
      this.keep(removed);
    }

    // What was sent may be stored already: it stays, and the next stands on it. What was
    // never sent is replaced. Returns what is no longer in the queue.
    addOne(cell, letter, door) {
      const last = this.lastOf(cell.key);
      if (last && last.theirs) {
        if (last.theirs.state === letter) return this.remove([last]);
        last.state = letter;
        return [];
      }
      const entry = { id: newId(), key: cell.key, state: letter, version: cell.version, seen: cell.said, door };
      if (last && last.sent) entry.seen = last.state;
      if (!last || last.sent) {
        this.entries.push(entry);
        return [];
      }
      const removed = this.remove([last]);
      const before = this.lastOf(cell.key);
      Object.assign(entry, { version: last.version, seen: before ? before.state : last.seen });
      if (letter !== entry.seen) this.entries.push(entry);
      return removed;
    }

    remove(entries) {
      this.entries = this.entries.filter((entry) => !entries.includes(entry));
      return entries;
    }

    lastOf(key) {
      return [...this.entries].reverse().find((entry) => entry.key === key);
    }

    waiting() { return this.entries.filter((entry) => !entry.theirs); }
    conflicts() { return this.entries.filter((entry) => entry.theirs); }
    count(entries) { return new Set(entries.map((entry) => entry.key)).size; }

    // What goes out next; from now on the server may have it.
    batch() {
      const batch = this.waiting().slice(0, AT_ONCE);
      batch.forEach((entry) => { entry.sent = true; });
      this.keep([]);
      return batch;
    }

    // Takes what the server said of a batch; returns the new conflicts.
    answered(batch, answer, grid) {
      const met = new Map(answer.conflicts.map((conflict) => [conflict.key, conflict]));
      const last = new Map(batch.map((entry) => [entry.key, entry]));
      const removed = this.remove(batch);
      this.entries.filter((entry) => last.has(entry.key) && !met.has(entry.key)).forEach((entry) => {
        const { state } = last.get(entry.key);
        const cell = grid.byKey.get(entry.key);
        if (this.entries.find((each) => each.key === entry.key) === entry) {
          entry.seen = state;
          if (cell.said === state) entry.version = cell.version;
        }
      });
      met.forEach((conflict, key) => removed.push(...this.meet(key, conflict)));
      this.keep(removed);
      return [...met.keys()];
    }

    // All that is typed of the cell becomes one value that waits for a choice.
    meet(key, conflict) {
      const later = this.entries.filter((entry) => entry.key === key);
      const state = later.length ? later[later.length - 1].state : conflict.mine;
      const { theirs, version, by, at, door } = conflict;
      this.remove(later);
      if (state !== theirs) {
        this.entries.push({ id: newId(), key, state, theirs: { state: theirs, version, by, at, door } });
      }
      return later;
    }

    // Mine goes out again, now on the other's value; theirs is what stands already.
    choose(entry, isMine) {
      this.remove([entry]);
      if (isMine) {
        const { state, version } = entry.theirs;
        this.entries.push({ id: newId(), key: entry.key, state: entry.state, version, seen: state, door: "page" });
      }
      this.keep([entry]);
    }
  }

  function newId() {
    return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
  }

  // Pages of before kept [cell, state, time], without the version. What nobody can have
  // typed is left out: the server would refuse everything with it.
  function readEntry(kept) {
    const [key, state, time] = Array.isArray(kept) ? kept : [kept.key, kept.state];
    if (typeof key !== "string" || !nt.WORDS[state]) return null;
    if (!Array.isArray(kept)) return kept;
    return { id: `${key}-${time}`, key, state, version: null, seen: null, door: "page", sent: true };
  }

  // As the server reads it: cell, state, what it was typed on, and the id by which an
  // entry that is sent again is known.
  nt.writeEntry = function ({ id, key, state, version, seen, door }) {
    const on = version === null ? "" : `:${version}:${seen}`;
    return `${key}:${state}${on}${door === "paste" ? ":paste" : ""}@${id}`;
  };

  nt.Queue = Queue;
})((window.nt = window.nt || {}));
