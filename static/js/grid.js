// The entry grid: puts model, view, keys, saving and pasting together.
(function (nt) {
  "use strict";

  const SAME_EDIT = 1500;
  const form = document.getElementById("luoi");
  if (!form) return;
  const grid = new nt.Grid(form);
  const queue = new nt.Queue(form.dataset.khoa);
  const view = new nt.View(grid, queue, (cell) => phone && phone.draw(cell));
  const history = { done: [], undone: [], at: 0 };
  const bar = document.getElementById("trang-thai-luu");
  const said = document.getElementById("noi");
  const chosen = document.getElementById("o-chon");
  const undoButtons = document.querySelectorAll("[data-hoan-tac], [data-hoan-tac-chan]");
  let late = [];
  let phone = null;

  const saver = new nt.Saver({
    url: form.action, queue, person: form.elements.person.value, onState: showState, onAnswer: takeAnswer,
  });
  const keys = new nt.Keys(grid, {
    change: edit,
    undo: () => step(history.done, history.undone, "from"),
    redo: () => step(history.undone, history.done, "to"),
    escape: () => find.clear(),
    onSelect: showChosen,
    onPaste: (cell, text) => paste.open(cell, text),
    onOpen: (cell) => panel.open(cell),
  });
  const paste = new nt.Paste(grid, {
    url: form.dataset.dan, saver,
    apply: (pairs) => edit(pairs.map(([key, letter]) => [grid.byKey.get(key), letter]), "paste"),
    showAll: () => find.clear(),
    onClose: () => keys.takeBack(),
  });
  const conflicts = new nt.Conflicts(grid, { queue, onChoose: choose, onClose: () => keys.takeBack() });
  const find = new nt.Find(grid, {
    onFound: (cell) => keys.move(cell),
    onChange: () => phone && phone.followRows(),
  });
  const panel = new nt.Panel(grid, {
    pattern: form.dataset.o, saver, onSaved: () => saver.refresh(), onClose: leavePanel,
  });

  // Pairs of cell and letter.
  function edit(pairs, door = "page") {
    const changes = pairs
      .filter(([cell, letter]) => cell.state !== letter && !cell.isClosed)
      .map(([cell, letter]) => ({ cell, from: cell.state, to: letter }));
    if (!changes.length) return;
    remember(changes);
    put(changes, "to", door);
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

  function put(changes, side, door) {
    grid.isUnchanged = false;
    queue.add(changes.map((change) => ({ cell: change.cell, letter: change[side] })), door);
    changes.forEach((change) => {
      change.cell.state = change[side];
      view.drawCell(change.cell);
    });
    drawCounts();
    saver.soon();
    showWaiting();
    showChosen(keys.current, keys.selected().length);
    showHistory();
    said.textContent = changes.length === 1 ? grid.describe(changes[0].cell) : `Đã đổi ${changes.length} ô`;
  }

  function drawCounts() {
    view.drawCounts();
    find.count();
  }

  function step(from, to, side) {
    const changes = from.pop();
    if (!changes || keys.isLocked) return;
    to.push(changes);
    history.at = 0;
    put(changes, side, "page");
    if (phone.isShown()) phone.goTo(changes[0].cell);
    else keys.move(changes[0].cell);
  }

  // Cells that the server has otherwise were changed elsewhere; those still waiting are ours.
  function takeAnswer(answer, batch) {
    grid.isSaved = true;
    grid.take(answer);
    const met = queue.answered(batch, answer, grid);
    drawAll();
    if (met.length) conflicts.open();
  }

  function drawAll() {
    grid.cells.forEach((cell) => {
      const entry = queue.lastOf(cell.key);
      cell.state = entry ? entry.state : cell.said;
      view.drawCell(cell);
    });
    drawCounts();
    showChosen(keys.current, keys.selected().length);
  }

  function choose(entries, isMine) {
    entries.forEach((entry) => queue.choose(entry, isMine));
    drawAll();
    saver.soon();
    showWaiting();
  }

  // What waits for a choice has its own line, which stays until all is chosen.
  function showWaiting() {
    const count = queue.conflicts().length;
    const line = document.getElementById("cho-chon");
    line.hidden = !count;
    line.querySelector("b").textContent = `${count} ô người khác vừa sửa, chờ anh/chị chọn`;
  }

  function showState(name, detail) {
    const count = queue.count(queue.waiting());
    const states = {
      saved: ["nt-st-dat", "luu", detail ? `Đã lưu lúc ${detail}` : "Đã lưu mọi ô"],
      saving: ["nt-mut", "gio", "Đang lưu…"],
      offline: ["nt-st-gan", "mang", `Mất mạng – ${count} ô chờ gửi, ${kept()}`],
      busy: ["nt-st-gan", "mang", `Máy chủ bận – ${count} ô chờ gửi, ${kept()}`],
      signedout: ["nt-st-giam", "bao", `Hết phiên đăng nhập – ${count} ô chờ gửi, ${kept()}. `],
      refused: ["nt-st-giam", "khoa", `Không sửa được, ${count} ô chưa lưu: ${detail} `],
    };
    const [look, icon, text] = states[name];
    bar.className = look;
    bar.replaceChildren(nt.icon(icon), text);
    document.body.classList.toggle("nt-cho-gui", !["saved", "saving"].includes(name));
    if (phone) phone.say(look, text);
    if (name === "saved") {
      showWaiting();
      tellSent();
      document.dispatchEvent(new Event("nt-da-luu"));
    }
    if (name === "signedout") bar.append(nt.element("a", "Đăng nhập lại", { href: detail }));
    if (name === "refused") {
      keys.lock();
      bar.append(nt.element("a", "Tải lại trang", { href: location.pathname }));
    }
  }

  function kept() {
    return queue.isKept ? "giữ trên máy này và tự gửi lại" : "chưa giữ được, đừng đóng trang";
  }

  function showChosen(cell, count) {
    const many = count > 1 ? ` và ${count - 1} ô khác` : "";
    chosen.querySelector("[data-ten]").textContent = `${cell.commune}, ${cell.criterion.name}${many}`;
    const was = grid.hasBase && count === 1 ? `${grid.baseLabel}: ${nt.WORDS[grid.wasOf(cell)]}` : "";
    chosen.querySelector("[data-truoc]").textContent = was;
    chosen.querySelector("[data-tra]").textContent = count === 1 ? cell.returned : "";
    chosen.querySelector("[data-dong]").hidden = !cell.isClosed;
    chosen.querySelectorAll("input").forEach((radio) => {
      radio.checked = radio.value === cell.state;
      radio.disabled = keys.isLocked || cell.isClosed;
    });
    panel.follow(cell);
  }

  // From the list of a phone the focus goes back there.
  function leavePanel(cell) {
    const list = document.querySelector(`[data-mo="${cell.key}"]`);
    if (list && list.offsetParent) list.focus();
    else cell.input.focus();
  }

  function showHistory() {
    undoButtons.forEach((button) => { button.disabled = !history.done.length; });
    document.querySelector("[data-lam-lai]").disabled = !history.undone.length;
  }

  // Cells that an earlier visit could not send, and those that may not be sent any more.
  function adopt() {
    const isOpen = (key) => grid.byKey.has(key) && !grid.byKey.get(key).isClosed;
    const entries = queue.adopt(isOpen);
    const left = queue.stored().filter((entry) => !isOpen(entry.key));
    drawAll();
    const news = grid.cells
      .filter((cell) => cell.state !== cell.said && !queue.lastOf(cell.key).theirs)
      .map((cell) => ({ cell, from: cell.said, to: cell.state }));
    if (news.length) history.done.push(news);
    if (news.length) tellSending(news);
    if (left.length) nt.showLeft(queue, left);
    if (entries.length) saver.soon();
    showWaiting();
    showHistory();
  }

  function tellSending(news) {
    const names = news.slice(0, 6).map(({ cell }) => `${cell.commune} ${cell.criterion.number}`).join("; ");
    const note = document.getElementById("gui-lai");
    note.textContent = `Đang gửi ${news.length} ô gõ lần trước mà chưa kịp lưu: ${names}${news.length > 6 ? "…" : ""}. `;
    note.hidden = false;
    late = news;
  }

  // What met another person's value waits for a choice and is told elsewhere.
  function tellSent() {
    if (!late.length) return;
    const note = document.getElementById("gui-lai");
    const sent = late.filter(({ cell }) => !queue.lastOf(cell.key)).length;
    late = [];
    note.firstChild.textContent = sent ? `Đã gửi ${sent} ô gõ lần trước. ` : "";
    note.hidden = !note.textContent;
  }

  // Nothing is sent or given up while cells are still on their way.
  async function holdUntilSaved(event) {
    const { target } = event;
    if (!target.matches("form[data-cho-luu]") || !queue.entries.length) return;
    event.preventDefault();
    if (await saver.settle()) target.submit();
    else if (queue.waiting().length) bar.scrollIntoView({ block: "center" });
    else conflicts.open();
  }

  function jump(event) {
    const link = event.target.closest('a[href^="#o-"]');
    const cell = link && grid.byKey.get(link.hash.slice(3));
    if (!cell) return;
    event.preventDefault();
    if (cell.td.parentElement.hidden) find.clear();
    if (phone.isShown()) {
      phone.goTo(cell);
      return;
    }
    keys.move(cell);
    cell.td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // For any browser and any address: a secure one is not needed, unlike for writeText.
  function copyAll() {
    document.addEventListener("copy", (event) => {
      event.preventDefault();
      event.stopPropagation();
      event.clipboardData.setData("text/plain", grid.asText());
    }, { once: true, capture: true });
    const isCopied = document.execCommand("copy");
    find.say(isCopied ? `Đã chép ${grid.rows.length} xã × ${grid.criteria.length} tiêu chí, dán được vào Excel` : "Trình duyệt không cho chép");
  }

  function switchTable(button) {
    const isWide = document.body.classList.toggle("nt-bang-rong");
    button.setAttribute("aria-pressed", isWide);
  }

  form.querySelector("table").setAttribute("role", "grid");
  form.querySelector(".nt-gw").removeAttribute("tabindex");
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("nt-luat", drawCounts);
  document.body.classList.add("nt-js");
  document.addEventListener("click", jump);
  document.querySelectorAll("[data-js]").forEach((part) => { part.hidden = false; });
  // On the document: the list of what the rules find brings new forms.
  document.addEventListener("submit", holdUntilSaved);
  undoButtons.forEach((button) => button.addEventListener("click", keys.undo));
  document.querySelector("[data-lam-lai]").addEventListener("click", keys.redo);
  document.querySelectorAll("[data-moi-o]").forEach((box) => {
    box.addEventListener("change", () => view.drawAllBefore(box.checked));
  });
  document.querySelector("[data-chep]").addEventListener("click", copyAll);
  document.querySelectorAll("[data-bang-rong]").forEach((button) => {
    button.addEventListener("click", () => switchTable(button));
  });
  document.querySelector("#cho-chon button").addEventListener("click", () => conflicts.open());
  chosen.addEventListener("change", (event) => keys.set(event.target.value));
  chosen.querySelector("[data-chi-tiet]").addEventListener("click", () => panel.open(keys.current));
  // A page from the back button shows what was true when it was left.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  window.addEventListener("online", () => saver.flush());
  window.addEventListener("focus", () => saver.flush());
  window.addEventListener("pagehide", () => saver.flush(true));
  document.addEventListener("visibilitychange", () => { if (document.hidden) saver.flush(true); });
  window.addEventListener("beforeunload", (event) => {
    if ((queue.entries.length && !queue.isKept) || panel.isTouched) event.preventDefault();
  });
  phone = new nt.Phone(grid, { change: edit, onOpen: (cell) => panel.open(cell) });
  adopt();
})(window.nt);
