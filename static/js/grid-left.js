// Cells that this browser could not send in time and that may not be changed any more.
(function (nt) {
  "use strict";

  function name(cellKey) {
    const td = document.getElementById(`o-${cellKey}`);
    const commune = td && td.parentElement.querySelector("th").textContent.trim();
    return td ? `${commune} ${cellKey.split("-")[1]}` : cellKey;
  }

  // Shows them until they are given up.
  nt.showLeft = function (queue, left) {
    const note = document.getElementById("gui-lai");
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "nt-btn nt-btn-nho";
    drop.textContent = "Bỏ các ô này";
    drop.addEventListener("click", () => {
      queue.keep(left);
      note.hidden = true;
    });
    const last = new Map(left.map((entry) => [entry.key, entry.state]));
    const cells = [...last].map(([key, state]) => `${name(key)} → ${nt.WORDS[state]}`).join("; ");
    note.append(`${last.size} ô gõ trên máy này chưa kịp lưu trước khi bị khóa: ${cells}. `, drop);
    note.hidden = false;
  };

  const lock = document.querySelector("[data-con-lai]");
  if (!lock) return;
  const queue = new nt.Queue(lock.dataset.conLai);
  const left = queue.stored();
  if (left.length) nt.showLeft(queue, left);
})((window.nt = window.nt || {}));
