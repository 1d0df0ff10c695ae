/* Bảng vốn: tự lưu từng ô, phím mũi tên và Enter, dán một khối, hoàn tác. Không có nó trang vẫn lưu được bằng nút Lưu. */
"use strict";

(() => {
  const MOST_NAMED = 3;
  const GLANCE = 100;
  const nt = window.nt;
  const form = document.getElementById("bang-von");
  if (!form) return;
  const sending = document.getElementById("gui-von");
  const said = form.querySelector("[data-tin]");
  const told = sending.querySelector("[data-chua-gui]");
  const undo = form.querySelector("[data-hoan]");
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input.nt-in")]);
  const fields = new Map(rows.flat().map((field) => [field.name, field]));
  // What the server has: a page that was refused shows texts that it has not.
  const stored = new Map([...fields.keys()].map((name) => [name, form.elements[`${name}-s`].value]));
  // Cells in which another's amount stands now: their texts are not sent unasked.
  const met = new Set();
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

  const isRefused = (field) => field.closest("td").classList.contains("is-loi");
  const unsaved = () => [...fields.values()].filter((field) => field.value !== stored.get(field.name));

  // Says what is left to do; `done` when nothing is.
  const settle = (done) => {
    const refused = unsaved().filter(isRefused).length;
    if (refused) say("bao", `${refused} ô chưa lưu, xem ở từng ô`);
    else if (saver.waiting.size) say("luu", "Chưa lưu");
    else say("dat", done);
    told.hidden = told.hidden || !unsaved().length;
  };

  const answered = (answer, sent) => {
    Object.entries(answer.fields).forEach(([name, { text, fault, theirs }]) => {
      const field = fields.get(name);
      const isTouched = field.value !== sent.get(name);
      mark(field, fault || (theirs ? `${theirs} Nhấn Enter ở ô này để ghi đè, Esc để bỏ số của bạn.` : ""));
      if (fault) return;
      form.elements[`${name}-s`].value = text;
      stored.set(name, text);
      met[theirs ? "add" : "delete"](name);
      if (theirs) return;
      if (!isTouched) field.value = text;
      else if (field !== document.activeElement && field.value !== text) saver.add(name, field.value);
    });
    saver.keep();
    draw(answer);
    const untold = document.querySelector("[data-chua-luu]");
    if (untold) untold.remove();
    settle(`Đã lưu lúc ${new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}`);
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

  const texts = () => unsaved().map((field) => [field.name, field.value]);
  const kept = () => texts().filter(([name]) => !met.has(name));
  const saver = new nt.Saver(form, { say, answered, unsaved: kept });

  const change = (pairs, way = "") => {
    const before = pairs.map(([name]) => [name, stored.get(name)]);
    pairs.forEach(([name, text]) => {
      fields.get(name).value = text;
    });
    const same = pairs.filter(([name, text]) => text === stored.get(name));
    same.forEach(([name]) => {
      saver.drop(name);
      mark(fields.get(name), "");
    });
    if (same.length === pairs.length) {
      settle("Không còn ô nào chưa lưu");
      return;
    }
    if (way !== "hoan") past.push(before);
    const changed = pairs.filter(([name, text]) => text !== stored.get(name));
    changed.forEach(([name, text]) => saver.add(name, text, way === "dan" ? "dan" : ""));
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
      change([[field.name, stored.get(field.name)]], "hoan");
      return;
    }
    if (event.key === "Enter" && isRefused(field) && field.value !== stored.get(field.name)) {
      change([[field.name, field.value]]);
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
  // What can still be saved is saved first; what cannot keeps the sheet here.
  const sendWhole = async (button) => {
    const waiting = unsaved().filter((field) => !isRefused(field));
    if (waiting.length) change(waiting.map((field) => [field.name, field.value]));
    while (saver.isBusy) await new Promise((go) => setTimeout(go, GLANCE));
    await saver.send();
    const left = unsaved();
    if (!left.length) {
      form.requestSubmit(button);
      return;
    }
    const names = left.slice(0, MOST_NAMED).map((field) => field.getAttribute("aria-label"));
    const rest = left.length > MOST_NAMED ? ` và ${left.length - MOST_NAMED} ô khác` : "";
    told.textContent = `Chưa gửi: còn ${left.length} ô chưa lưu (${names.join("; ")}${rest}). Sửa hoặc bỏ các ô ấy rồi gửi lại.`;
    told.hidden = false;
    left[0].focus();
  };

  let isLeaving = false;
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.hasAttribute("data-gui") && unsaved().length) {
      event.preventDefault();
      sendWhole(button);
      return;
    }
    isLeaving = true;
  });
  window.addEventListener("online", () => saver.send());
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && unsaved().length) event.preventDefault();
  });

  const earlier = saver.kept().filter(([name]) => fields.has(name) && !isRefused(fields.get(name)));
  const shown = kept().filter(([name]) => !isRefused(fields.get(name)));
  const first = [...new Map([...earlier, ...shown])].filter(([name, text]) => text !== stored.get(name));
  saver.keep();
  if (first.length) change(first);
  else if (unsaved().length) settle("");
  else say("luu", "Tự lưu từng ô");
})();
