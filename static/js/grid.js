// The entry grid: puts model, view, keys, saving and pasting together.
(function (nt) {
  "use strict";

  const SAME_EDIT = 1500;
  const form = document.getElementById("luoi");
  if (!form) return;
  const grid = new nt.Grid(form);
  const view = new nt.View(grid);
  const history = { done: [], undone: [], at: 0 };
  const bar = document.getElementById("trang-thai-luu");
  const said = document.getElementById("noi");
  const chosen = document.getElementById("o-chon");

  const saver = new nt.Saver({
    url: form.action, key: form.dataset.khoa, person: form.elements.person.value, onState: showState, onAnswer: takeAnswer,
  });
  const keys = new nt.Keys(grid, {
    change: (cells, letter) => edit(cells.map((cell) => [cell, letter])),
    undo: () => step(history.done, history.undone, "from"),
    redo: () => step(history.undone, history.done, "to"),
    onSelect: showChosen,
    onPaste: (cell, text) => paste.open(cell, text),
  });
  const paste = new nt.Paste(grid, {
    url: form.dataset.dan, saver,
    apply: (pairs) => edit(pairs.map(([key, letter]) => [grid.byKey.get(key), letter])),
    onClose: () => keys.current.input.focus(),
  });

  function edit(pairs) {
    const changes = pairs
      .filter(([cell, letter]) => cell.state !== letter)
      .map(([cell, letter]) => ({ cell, from: cell.state, to: letter }));
    if (!changes.length) return;
    remember(changes);
    put(changes, "to");
  }

  // Keys pressed one after the other in one cell are one edit.
  function remember(changes) {
    const last = history.done[history.done.length - 1];
    const now = Date.now();
    const isSame = last && last.length === 1 && changes.length === 1 &&
      last[0].cell === changes[0].cell && now - history.at < SAME_EDIT;
    if (isSame) last[0].to = changes[0].to;
    else history.done.push(changes);
    history.at = now;
    history.undone = [];
  }

  function put(changes, side) {
    grid.isUnchanged = false;
    changes.forEach((change) => {
      change.cell.state = change[side];
      view.drawCell(change.cell);
    });
    view.drawCounts();
    saver.add(changes.map((change) => change.cell));
    showChosen(keys.current, keys.selected().length);
    showHistory();
    said.textContent = changes.length === 1 ? grid.describe(changes[0].cell) : `Đã đổi ${changes.length} ô`;
  }

  function step(from, to, side) {
    const changes = from.pop();
    if (!changes || keys.isLocked) return;
    to.push(changes);
    history.at = 0;
    put(changes, side);
    keys.move(changes[0].cell);
  }

  // Cells that the server has otherwise were changed elsewhere; those still waiting are ours.
  function takeAnswer(answer, pending) {
    grid.isSaved = true;
    grid.before = answer.before;
    grid.cells.forEach((cell) => {
      if (!pending.has(cell.key)) cell.state = answer.states[cell.index];
      view.drawCell(cell);
    });
    view.drawCounts();
  }

  function showState(name, detail) {
    const count = saver.pending.size;
    const states = {
      saved: ["nt-st-dat", "luu", `Đã lưu lúc ${detail}`],
      saving: ["nt-mut", "gio", "Đang lưu…"],
      offline: ["nt-st-gan", "mang", `Mất mạng – ${count} ô ${kept()}sẽ gửi lại`],
      signedout: ["nt-st-giam", "bao", `Hết phiên đăng nhập – ${count} ô ${kept()}chờ gửi. `],
      refused: ["nt-st-giam", "khoa", `Không sửa được, ${count} ô chưa lưu: ${detail}`],
    };
    const [look, icon, text] = states[name];
    bar.className = look;
    bar.replaceChildren(nt.icon(icon), text);
    if (name === "signedout") bar.append(nt.element("a", "Đăng nhập lại", { href: detail }));
    if (name === "refused") {
      keys.lock();
      bar.append(nt.element("a", "Tải lại trang", { href: location.pathname }));
    }
  }

  function kept() {
    return saver.isKept ? "giữ trên máy này, " : "chưa lưu (đừng đóng trang), ";
  }

  function showChosen(cell, count) {
    const many = count > 1 ? ` và ${count - 1} ô khác` : "";
    chosen.querySelector("[data-ten]").textContent = `${cell.commune}, ${cell.criterion.name}${many}`;
    const was = chosen.querySelector("[data-truoc]");
    was.textContent = grid.hasBase && count === 1 ? `${grid.baseLabel}: ${nt.WORDS[grid.wasOf(cell)]}` : "";
    chosen.querySelectorAll("input").forEach((radio) => { radio.checked = radio.value === cell.state; });
  }

  function showHistory() {
    document.querySelector("[data-hoan-tac]").disabled = !history.done.length;
    document.querySelector("[data-lam-lai]").disabled = !history.undone.length;
  }

  // Cells that an earlier visit could not send.
  function adopt() {
    const waiting = saver.stored().filter(([key, state]) => grid.byKey.has(key) && nt.WORDS[state]);
    const changes = waiting
      .map(([key, state]) => ({ cell: grid.byKey.get(key), from: grid.byKey.get(key).state, to: state }));
    const news = changes.filter((change) => change.from !== change.to);
    saver.drop(saver.stored());
    if (!news.length) return;
    history.done.push(news);
    put(news, "to");
    const names = news.slice(0, 6).map(({ cell }) => `${cell.commune} ${cell.criterion.number}`).join("; ");
    const note = document.getElementById("gui-lai");
    note.textContent = `Đang gửi ${news.length} ô gõ lần trước mà chưa kịp lưu: ${names}${news.length > 6 ? "…" : ""}.`;
    note.hidden = false;
  }

  // Nothing is sent or given up while cells are still on their way.
  function holdUntilSaved(target) {
    target.addEventListener("submit", async (event) => {
      if (!saver.pending.size) return;
      event.preventDefault();
      if (await saver.settle()) target.submit();
      else bar.scrollIntoView({ block: "center" });
    });
  }

  function jump(event) {
    const link = event.target.closest('a[href^="#o-"]');
    const cell = link && grid.byKey.get(link.hash.slice(3));
    if (!cell) return;
    event.preventDefault();
    keys.move(cell);
    cell.td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  form.querySelector("table").setAttribute("role", "grid");
  form.querySelector(".nt-gw").removeAttribute("tabindex");
  form.addEventListener("submit", (event) => event.preventDefault());
  document.body.classList.add("nt-js");
  document.addEventListener("click", jump);
  document.querySelectorAll("[data-js]").forEach((part) => { part.hidden = false; });
  document.querySelectorAll("form[data-cho-luu]").forEach(holdUntilSaved);
  document.querySelector("[data-hoan-tac]").addEventListener("click", keys.undo);
  document.querySelector("[data-lam-lai]").addEventListener("click", keys.redo);
  document.querySelectorAll("[data-moi-o]").forEach((box) => {
    box.addEventListener("change", () => view.drawAllBefore(box.checked));
  });
  chosen.addEventListener("change", (event) => keys.set(event.target.value));
  // A page from the back button shows what was true when it was left.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  window.addEventListener("online", () => saver.flush());
  window.addEventListener("focus", () => saver.flush());
  window.addEventListener("pagehide", () => saver.flush(true));
  document.addEventListener("visibilitychange", () => { if (document.hidden) saver.flush(true); });
  window.addEventListener("beforeunload", (event) => { if (saver.pending.size && !saver.isKept) event.preventDefault(); });
  grid.cells.forEach((cell) => view.drawCell(cell));
  showChosen(keys.current, 1);
  showHistory();
  adopt();
})(window.nt);
