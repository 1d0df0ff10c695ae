// The entry grid: puts model, view, keys, saving and pasting together.
(function (nt) {
  "use strict";

  const form = document.getElementById("luoi");
  if (!form) return;
  const grid = new nt.Grid(form);
  const queue = new nt.Queue(form.dataset.khoa);
  const view = new nt.View(grid, queue, drawElsewhere);
  const history = new nt.History();
  const status = new nt.Status(queue);
  const said = document.getElementById("noi");
  const chosen = document.getElementById("o-chon");
  const result = new nt.Result(grid, chosen);
  const undoButtons = document.querySelectorAll("[data-hoan-tac], [data-hoan-tac-chan]");
  let late = [];
  let phone = null;

  const saver = new nt.Saver({
    url: form.action, queue, person: form.elements.person.value, onState: showState, onAnswer: takeAnswer,
  });
  const keys = new nt.Keys(grid, {
    change: edit,
    undo: () => step(true),
    redo: () => step(false),
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
    onChange: () => {
      keys.stayInSight(find.first());
      if (phone) phone.followRows();
    },
  });
  const panel = new nt.Panel(grid, {
    pattern: form.dataset.o, saver, onSaved: () => saver.refresh(), onClose: leavePanel,
    onChoose: (cell, letter) => edit([[cell, letter]]), undo: keys.undo, redo: keys.redo,
  });

  // Pairs of cell and letter.
  function edit(pairs, door = "page") {
    const changes = pairs
      .filter(([cell, letter]) => cell.state !== letter && !grid.lockOf(cell))
      .map(([cell, letter]) => ({ cell, from: cell.state, to: letter }));
    if (!changes.length) return;
    history.add(changes);
    put(changes, "to", door);
  }

  function drawElsewhere(cell) {
    if (phone) phone.draw(cell);
    panel.draw(cell);
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

  function step(isUndo) {
    if (grid.lock) return;
    const changes = isUndo ? history.undo() : history.redo();
    if (changes) {
      put(changes, isUndo ? "from" : "to", "page");
      goTo(changes[0].cell);
    }
    said.textContent = nt.sayStep(changes, isUndo);
  }

  function goTo(cell) {
    if (cell.td.parentElement.hidden) find.clear();
    if (phone.isShown()) phone.goTo(cell);
    else keys.move(cell);
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

  function takeMarks(list) {
    const changed = nt.readMarks(grid, list);
    changed.forEach((cell) => view.drawCell(cell));
    drawCounts();
    if (changed.length) showChosen(keys.current, keys.selected().length);
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
    const [look, text] = status.show(name, detail);
    if (phone) phone.say(look, text);
    if (name === "saved") {
      showWaiting();
      tellSent();
      document.dispatchEvent(new Event("nt-da-luu"));
    }
    if (name === "refused") lock(detail);
  }

  // Nothing that would change the report can be pressed any more, and each place says why.
  function lock(reason) {
    grid.lock = reason;
    keys.lock();
    drawAll();
    showHistory();
    document.querySelectorAll("form[data-cho-luu] button, #chi-tiet form button").forEach((button) => {
      button.disabled = true;
      button.title = reason;
    });
    document.querySelector("a.nt-btn[href='#gui']").setAttribute("aria-disabled", "true");
    const note = document.getElementById("gui-khoa");
    note.textContent = reason;
    note.hidden = false;
  }

  function showChosen(cell, count) {
    const many = count > 1 ? ` và ${count - 1} ô khác` : "";
    chosen.querySelector("[data-ten]").textContent = `${cell.commune}, ${cell.criterion.name}${many}`;
    const was = grid.hasBase && count === 1 ? `${grid.baseLabel}: ${nt.WORDS[grid.wasOf(cell)]}` : "";
    chosen.querySelector("[data-truoc]").textContent = was;
    chosen.querySelector("[data-tra]").textContent = count === 1 ? cell.returned : "";
    chosen.querySelector("[data-chan]").textContent = count === 1 ? nt.blockWords(cell) : "";
    chosen.querySelector("[data-trao-doi]").textContent = count === 1 ? nt.talkWords(cell) : "";
    result.draw(cell);
    panel.follow(cell);
  }

  // From the list of a phone the focus goes back there.
  function leavePanel(cell) {
    const list = document.querySelector(`[data-mo="${cell.key}"]`);
    if (list && list.offsetParent) list.focus();
    else cell.input.focus();
  }

  function showHistory() {
    undoButtons.forEach((button) => { button.disabled = Boolean(grid.lock) || !history.done.length; });
    document.querySelector("[data-lam-lai]").disabled = Boolean(grid.lock) || !history.undone.length;
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
    else if (queue.waiting().length) status.scrollTo();
    else conflicts.open();
  }

  function jump(event) {
    const link = event.target.closest('a[href^="#o-"]');
    const cell = link && grid.byKey.get(link.hash.slice(3));
    if (!cell) return;
    event.preventDefault();
    goTo(cell);
    if (!phone.isShown()) cell.td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // From the head of the page past everything above the cells.
  function skip(event) {
    event.preventDefault();
    if (!grid.shown().length) find.clear();
    if (phone.isShown()) phone.focus();
    else if (keys.current.td.parentElement.hidden) keys.move(grid.shown()[0].cells[keys.current.column]);
    else keys.takeBack();
  }

  form.querySelector("table").setAttribute("role", "grid");
  form.querySelector(".nt-gw").removeAttribute("tabindex");
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("nt-luat", (event) => takeMarks(event.detail));
  document.body.classList.add("nt-js");
  document.addEventListener("click", jump);
  document.querySelector("[data-toi-luoi]").addEventListener("click", skip);
  document.querySelectorAll("[data-js]").forEach((part) => { part.hidden = false; });
  // On the document: the list of what the rules find brings new forms.
  document.addEventListener("submit", holdUntilSaved);
  undoButtons.forEach((button) => button.addEventListener("click", keys.undo));
  document.querySelector("[data-lam-lai]").addEventListener("click", keys.redo);
  document.querySelectorAll("[data-moi-o]").forEach((box) => {
    box.addEventListener("change", () => view.drawAllBefore(box.checked));
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
  nt.readMarks(grid, document.getElementById("canh-bao"));
  phone = new nt.Phone(grid, { change: edit, onOpen: (cell) => panel.open(cell) });
  adopt();
})(window.nt);
