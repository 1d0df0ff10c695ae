// What was typed, to be taken back and made again.
(function (nt) {
  "use strict";

  const SAME_EDIT = 1500;

  // A step is a list of changes: {cell, from, to}.
  class History {
    constructor() {
      this.done = [];
      this.undone = [];
      this.at = 0;
    }

    // Keys pressed one after the other in one cell are one edit.
    add(changes) {
      const last = this.done[this.done.length - 1];
      const now = Date.now();
      const isSame = last && last.length === 1 && changes.length === 1 &&
        last[0].cell === changes[0].cell && now - this.at < SAME_EDIT;
      if (isSame) last[0].to = changes[0].to;
      else this.done.push(changes);
      this.at = now;
      this.undone = [];
    }

    // Moves the last step to the other side and returns it; null when there is none.
    undo() { return this.move(this.done, this.undone); }
    redo() { return this.move(this.undone, this.done); }

    move(from, to) {
      const changes = from.pop();
      if (!changes) return null;
      to.push(changes);
      this.at = 0;
      return changes;
    }
  }

  // "Đã hoàn tác 3 ô"; a single cell by its name and what it is now.
  nt.sayStep = function (changes, isUndo) {
    const verb = isUndo ? "hoàn tác" : "làm lại";
    if (!changes) return `Không còn gì để ${verb}`;
    if (changes.length > 1) return `Đã ${verb} ${changes.length} ô`;
    const [{ cell }] = changes;
    return `Đã ${verb} 1 ô: ${cell.commune}, ${cell.criterion.name}: ${nt.WORDS[cell.state]}`;
  };

  nt.History = History;
})((window.nt = window.nt || {}));
