/* Bảng vốn: tự lưu từng ô, phím mũi tên và Enter, dán một khối, hoàn tác. Không có nó trang vẫn lưu được bằng nút Lưu. */
"use strict";

(() => {
  const nt = window.nt;
  const form = document.getElementById("bang-von");
  if (!form) return;
  const said = form.querySelector("[data-tin]");
  const undo = form.querySelector("[data-hoan]");
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input.nt-in")]);
  const fields = new Map(rows.flat().map((field) => [field.name, field]));
  const stored = new Map([...fields].map(([name, field]) => [name, field.value]));
  const past = [];

  form.classList.add("is-tu-luu");
  form.querySelector("[data-luu]").hidden = true;

  const say = (icon, text) => {
    said.querySelector("use").setAttribute("href", `#i-${icon}`);
    said.querySelector("span").textContent = text;
  };

  const mark = (field, text) => {
    const cell = field.closest("td");
    cell.querySelector("[data-loi]").textContent = text;
    cell.classList.toggle("is-loi", Boolean(text));
    field.toggleAttribute("aria-invalid", Boolean(text));
  };

  const answered = (answer, sent) => {
    let faults = 0;
    Object.entries(answer.fields).forEach(([name, { text, fault, theirs }]) => {
      const field = fields.get(name);
      const isTouched = field.value !== sent.get(name);
      faults += Boolean(fault || theirs);
      if (theirs) form.elements[`${name}-s`].value = text;
      mark(field, fault || (theirs ? `${theirs} Gõ lại để ghi đè.` : ""));
      if (fault || theirs) return;
      form.elements[`${name}-s`].value = text;
      stored.set(name, text);
      if (!isTouched) field.value = text;
    });
    draw(answer);
    if (faults) say("bao", `${faults} ô chưa lưu, xem ở từng ô`);
    else say("dat", `Đã lưu lúc ${new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}`);
  };

  const warn = (cell, text) => {
    cell.classList.toggle("is-canh", Boolean(text));
    cell.title = text || "";
  };

  const draw = (answer) => {
    const changed = new Set(answer.changed);
    fields.forEach((field, name) => {
      const cell = field.closest("td");
      cell.classList.toggle("is-doi", changed.has(name));
      warn(cell, answer.warned[name]);
    });
    Object.entries(answer.rows).forEach(([code, text]) => {
      form.querySelector(`[data-tong="${code}"]`).textContent = text;
    });
    Object.entries(answer.columns).forEach(([source, text]) => {
      const cell = form.querySelector(`[data-cot="${source}"]`);
      cell.textContent = text;
      warn(cell, answer.warned_sums[source]);
    });
    form.querySelector("[data-tat-ca]").textContent = answer.total;
    document.querySelector("[data-canh]").innerHTML = answer.html;
    const confirm = document.querySelector("[data-da-xem]");
    if (confirm) confirm.hidden = !document.querySelector("[data-canh] details");
  };

  const saver = new nt.Saver(form, { say, answered });

  const change = (pairs, way = "") => {
    const before = pairs.map(([name]) => [name, stored.get(name)]);
    const same = pairs.filter(([name, text]) => text === stored.get(name));
    same.forEach(([name]) => {
      saver.drop(name);
      mark(fields.get(name), "");
    });
    if (same.length === pairs.length) {
      if (!saver.waiting.size) say("dat", "Không còn ô nào chưa lưu");
      return;
    }
    if (way !== "hoan") past.push(before);
    pairs.forEach(([name, text]) => {
      fields.get(name).value = text;
      saver.add(name, text, way === "dan" ? "dan" : "");
    });
    undo.hidden = !past.length;
    say("luu", "Chưa lưu");
  };

  const goBack = () => {
    const last = past.pop();
    if (last) change(last, "hoan");
    undo.hidden = !past.length;
  };

  const paste = new nt.BlockPaste(form, (pairs) => change(pairs.filter(([name]) => fields.has(name)), "dan"));

  const placeOf = (field) => {
    const row = rows.findIndex((each) => each.includes(field));
    return row < 0 ? null : [row, rows[row].indexOf(field)];
  };

  const go = (row, column) => {
    const next = (rows[row] || [])[column];
    if (!next) return false;
    next.focus();
    next.select();
    return true;
  };

  const atEdge = (field, key) =>
    key === "ArrowLeft"
      ? field.selectionEnd === 0 || (field.selectionStart === 0 && field.selectionEnd === field.value.length)
      : field.selectionStart === field.value.length || (field.selectionStart === 0 && field.selectionEnd === field.value.length);

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    const place = placeOf(field);
    if (!place || event.isComposing || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && field.value === stored.get(field.name)) {
      event.preventDefault();
      goBack();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const steps = { Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (event.key === "Escape") {
      field.value = stored.get(field.name);
      mark(field, "");
      return;
    }
    if (!step || (step[1] && !atEdge(field, event.key))) return;
    if (go(place[0] + step[0], place[1] + step[1]) || event.key === "Enter") event.preventDefault();
  });

  form.addEventListener("change", ({ target }) => {
    if (fields.has(target.name)) change([[target.name, target.value]]);
  });

  form.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!fields.has(event.target.name) || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    paste.open(event.target, text);
  });

  undo.addEventListener("click", goBack);
  form.addEventListener("submit", () => saver.waiting.clear());
  window.addEventListener("online", () => saver.send());
  window.addEventListener("beforeunload", (event) => {
    if (saver.waiting.size) event.preventDefault();
  });

  say("luu", "Tự lưu từng ô");
  const kept = saver.kept().filter(([name, text]) => fields.has(name) && text !== stored.get(name));
  saver.keep();
  if (kept.length) change(kept);
})();
