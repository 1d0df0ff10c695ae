// A locked report: shows the cells that this browser could not send in time.
(function () {
  "use strict";

  const WORDS = { d: "đạt", c: "chưa đạt", k: "chưa đánh giá" };
  const lock = document.querySelector("[data-con-lai]");
  const note = document.getElementById("gui-lai");
  const key = lock && `nt-cho/${lock.dataset.conLai}`;

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(key) || "[]");
    } catch (error) {
      return [];
    }
  }

  function name(cellKey) {
    const td = document.getElementById(`o-${cellKey}`);
    const commune = td && td.parentElement.querySelector("th").textContent.trim();
    return td ? `${commune} ${cellKey.split("-")[1]}` : cellKey;
  }

  const left = key ? stored() : [];
  if (!left.length) return;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "nt-btn nt-btn-nho";
  drop.textContent = "Bỏ các ô này";
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    note.hidden = true;
  });
  const cells = left.map(([cellKey, state]) => `${name(cellKey)} → ${WORDS[state]}`).join("; ");
  note.append(`${left.length} ô gõ trên máy này chưa kịp lưu trước khi báo cáo khóa: ${cells}. `, drop);
  note.hidden = false;
})();
