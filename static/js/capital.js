/* Bảng vốn: tự lưu từng ô, phím mũi tên và Enter, dán một khối, hoàn tác. Không có nó trang vẫn lưu được bằng nút Lưu. */
"use strict";

(() => {
  const MOST_NAMED = 3;
  const nt = window.nt;
  const form = document.getElementById("bang-von");
  if (!form) return;
  const sending = document.getElementById("gui-von");
  const said = form.querySelector("[data-tin]");
  const told = sending.querySelector("[data-chua-gui]");
  const undo = form.querySelector("[data-hoan]");
  const goThere = form.querySelector("[data-toi]");
  const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input.nt-in")]);
  const fields = new Map(rows.flat().map((field) => [field.name, field]));
  // What the server has: a page that was refused shows texts that it has not.
  const stored = new Map([...fields.keys()].map((name) => [name, form.elements[`${name}-s`].value]));
  // Cells in which another's amount stands now, with what was seen there before: their
  // texts are not sent unasked.
  const met = new Map();
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
    cell.querySelectorAll("[data-chon]").forEach((each) => each.remove());
    cell.classList.toggle("is-loi", Boolean(text));
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };

  // Enter and Esc in the field do the same as the two buttons.
  const offer = (field, theirs, text) => {
    mark(field, theirs);
    const choices = document.createElement("span");
    choices.className = "nt-von-chon";
    choices.dataset.chon = "";
    [
      ["Giữ số của tôi", "Enter", () => take(field)],
      [text ? `Lấy ${text}` : "Để trống", "Esc", () => giveBack(field)],
    ].forEach(([label, key, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "nt-btn nt-btn-nho";
      button.setAttribute("aria-keyshortcuts", key === "Esc" ? "Escape" : key);
      button.textContent = `${label} (${key})`;
      button.addEventListener("click", () => {
        field.focus();
        act();
      });
      choices.append(button);
    });
    field.closest("td").querySelector("[data-loi]").after(choices);
  };

  const seen = (name) => form.elements[`${name}-s`].value;
  const isRefused = (field) => field.closest("td").classList.contains("is-loi");
  const unsaved = () => [...fields.values()].filter((field) => field.value !== stored.get(field.name));

  // Says what is left to do; `done` when nothing is.
  const settle = (done) => {
    const refused = unsaved().filter(isRefused).length;
    goThere.hidden = !refused;
    if (refused) say("bao", `${refused} ô chưa lưu, xem ở từng ô`);
    else if (saver.waiting.size) say("luu", "Chưa lưu");
    else say("dat", done);
    told.hidden = told.hidden || !unsaved().length;
  };

  const answered = (answer, sent) => {
    Object.entries(answer.fields).forEach(([name, { text, fault, theirs }]) => {
      const field = fields.get(name);
      const isTouched = field.value !== sent.get(name);
      if (theirs) offer(field, theirs, text);
      else mark(field, fault);
      if (fault) return;
      if (theirs) {
        met.set(name, seen(name));
        saver.waiting.delete(name);
      }
      form.elements[`${name}-s`].value = text;
      stored.set(name, text);
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

  const left = () =>
    unsaved().map(({ name, value }) => [name, value, met.has(name) ? met.get(name) : seen(name)]);
  const saver = new nt.Saver(form, { say, answered, unsaved: left });

  const change = (pairs, way = "") => {
    const before = pairs.map(([name]) => [name, stored.get(name)]);
    pairs.forEach(([name, text]) => {
      fields.get(name).value = text;
      met.delete(name);
    });
    // What is on its way to the server is not the same any more once it is there.
    const isSame = ([name, text]) => text === stored.get(name) && !saver.sending.has(name);
    const changed = pairs.filter((pair) => !isSame(pair));
    pairs.filter(isSame).forEach(([name]) => {
      saver.drop(name);
      mark(fields.get(name), "");
    });
    if (!changed.length) {
      settle("Không còn ô nào chưa lưu");
      return;
    }
    if (way !== "hoan") past.push(before);
    changed.forEach(([name, text]) => saver.add(name, text, way === "dan" ? "dan" : ""));
    undo.hidden = !past.length;
    say("luu", "Chưa lưu");
  };

  const take = ({ name, value }) => {
    if (!saver.isUnderWay(name, value)) change([[name, value]]);
  };

  const giveBack = ({ name }) => change([[name, stored.get(name)]], "hoan");

  const goBack = () => {
    const last = past.pop();
    if (last) {
      change(last, "hoan");
      fields.get(last[0][0]).focus();
    }
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
      giveBack(field);
      return;
    }
    if (event.key === "Enter" && field.value !== stored.get(field.name)) take(field);
    if (!step || (step[1] && !atEdge(field, event.key))) return;
    if (go(place[0] + step[0], place[1] + step[1]) || event.key === "Enter") event.preventDefault();
  });

  form.addEventListener("change", ({ target }) => {
    if (fields.has(target.name)) take(target);
  });

  form.addEventListener("paste", (event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!fields.has(event.target.name) || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    paste.open(event.target, text);
  });

  undo.addEventListener("click", goBack);
  goThere.addEventListener("click", () => {
    const open = unsaved().find(isRefused);
    if (open) open.focus();
  });

  const refuse = (text) => {
    told.textContent = `Chưa gửi: ${text}`;
    told.hidden = false;
  };

  // What was typed goes along and is stored with the sending; what the server has refused,
  // or another has written, is decided first.
  const maySend = () => {
    const open = unsaved().filter(isRefused);
    if (!open.length && navigator.onLine) return true;
    if (!open.length) {
      refuse("mất mạng. Số đã gõ còn nguyên; có mạng lại thì bấm gửi lần nữa.");
      return false;
    }
    const names = open.slice(0, MOST_NAMED).map((field) => field.getAttribute("aria-label"));
    const rest = open.length > MOST_NAMED ? ` và ${open.length - MOST_NAMED} ô khác` : "";
    refuse(`còn ${open.length} ô chưa lưu (${names.join("; ")}${rest}). Sửa hoặc bỏ các ô ấy rồi gửi lại.`);
    open[0].focus();
    return false;
  };

  let isLeaving = false;
  form.addEventListener("submit", (event) => {
    const isSending = event.submitter && event.submitter.hasAttribute("data-gui");
    if (isSending && !maySend()) event.preventDefault();
    else isLeaving = true;
  });
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });
  window.addEventListener("online", () => saver.send());
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && unsaved().length) event.preventDefault();
  });

  // Held against what was seen when it was typed: another's amount is not overwritten.
  const earlier = saver.kept().filter(
    ([name, text]) => fields.has(name) && !isRefused(fields.get(name)) && text !== stored.get(name),
  );
  earlier.forEach(([name, , before]) => {
    form.elements[`${name}-s`].value = before;
  });
  const shown = left().filter(([name]) => !isRefused(fields.get(name)));
  const first = [...new Map([...earlier, ...shown].map(([name, text]) => [name, text]))];
  saver.keep();
  if (first.length) change(first);
  else if (unsaved().length) settle("");
  else say("luu", "Tự lưu từng ô");
})();
