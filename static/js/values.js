/* Bảng chỉ tiêu: Enter và mũi tên lên xuống, dán một khối từ bảng tính. Không có nó trang vẫn lưu được. */
"use strict";

(() => {
  const form = document.getElementById("bang-chi-tieu");
  if (!form) return;
  const said = form.querySelector("[data-ct-tin]");
  const rows = [...form.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll("[data-ct-cot]")])
    .filter((fields) => fields.length);
  let isChanged = false;

  const placeOf = (field) => {
    const row = rows.findIndex((fields) => fields.includes(field));
    return row < 0 ? null : [row, rows[row].indexOf(field)];
  };

  const changed = () => {
    isChanged = true;
    said.textContent = "Có giá trị chưa lưu";
  };

  const blockOf = (text) => {
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
    return lines.map((line) => line.split("\t"));
  };

  const here = document.querySelector(".nt-ct-tc [aria-current]");
  if (here) here.scrollIntoView({ block: "nearest", inline: "center" });

  form.addEventListener("input", changed);

  form.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    if (!place || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const hasList = event.target.hasAttribute("list");
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: hasList ? 0 : 1, ArrowUp: hasList ? 0 : -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (rows[place[0] + step] || [])[place[1]];
    if (next) {
      next.focus();
      next.select();
    }
  });

  form.addEventListener("paste", (event) => {
    const place = placeOf(event.target);
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const block = blockOf(text);
    if (!place || (block.length < 2 && block[0].length < 2)) return;
    event.preventDefault();
    let put = 0;
    let left = 0;
    block.forEach((line, down) => {
      line.forEach((value, right) => {
        const field = (rows[place[0] + down] || [])[place[1] + right];
        if (field) {
          field.value = value.trim();
          put += 1;
        } else if (value.trim()) {
          left += 1;
        }
      });
    });
    changed();
    said.textContent = `Đã dán ${put} ô, chưa lưu` + (left ? `; ${left} ô nằm ngoài bảng, không dán` : "");
  });

  form.addEventListener("submit", () => {
    isChanged = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
})();
