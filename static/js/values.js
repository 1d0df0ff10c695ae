/* Bảng chỉ tiêu: bóng ở mép còn cột, Enter và mũi tên lên xuống, dán một khối từ bảng tính. Không có nó trang vẫn lưu được. */
"use strict";

(() => {
  const frame = document.querySelector("[data-ct-khung]");
  const scroller = frame.firstElementChild;

  const drawEdges = () => {
    const left = scroller.scrollLeft;
    frame.style.setProperty("--nt-ct-thanh", `${scroller.offsetWidth - scroller.clientWidth - 2}px`);
    frame.classList.toggle("is-con-trai", left > 1);
    frame.classList.toggle("is-con-phai", left + scroller.clientWidth < scroller.scrollWidth - 1);
  };

  scroller.addEventListener("scroll", drawEdges, { passive: true });
  new ResizeObserver(drawEdges).observe(scroller);

  const here = document.querySelector(".nt-ct-tc [aria-current]");
  if (here) here.scrollIntoView({ block: "nearest", inline: "center" });

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
          field.dispatchEvent(new Event("change", { bubbles: true }));
          put += 1;
        } else if (value.trim()) {
          left += 1;
        }
      });
    });
    changed();
    said.textContent = `Đã dán ${put} ô, chưa lưu.` + (left ? ` ${left} ô nằm ngoài bảng, không dán.` : "");
  });

  form.addEventListener("submit", () => {
    isChanged = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
})();
