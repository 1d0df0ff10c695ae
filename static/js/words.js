// The words of a report are saved a second after typing stops, and on leaving a field.
// What the server does not have yet waits in this browser and goes out when it can.
(function () {
  "use strict";

  const PAUSE = 1000;
  const PATIENCE = 20000;
  const FIRST_WAIT = 2000;
  const SLOWEST = 30000;
  const LONGEST = 20000;
  // What a browser sends for a page that is gone already, in bytes.
  const KEEPALIVE_MAX = 60000;
  const form = document.getElementById("loi");
  const locked = document.getElementById("loi-khoa");
  const bar = document.getElementById("trang-thai-luu");
  const READ = { credentials: "same-origin", cache: "no-store" };
  const key = `nt-loi/${(form || locked).dataset[form ? "khoa" : "conLai"]}`;

  // Which version a page saved while it was being left or out of use; another page may
  // have been drawn before that.
  const savedKey = `nt-loi-da-luu/${key}`;

  // Another tab may keep texts under the same key: only own fields are touched.
  function stored() {
    try {
      return JSON.parse(localStorage.getItem(key) || "{}");
    } catch (error) {
      return {};
    }
  }

  function store(edit) {
    const kept = stored();
    edit(kept);
    try {
      if (Object.keys(kept).length) localStorage.setItem(key, JSON.stringify(kept));
      else localStorage.removeItem(key);
      return true;
    } catch (error) {
      return false;
    }
  }

  document.querySelectorAll("form[data-toi-da]").forEach(checkSize);
  if (locked) return showLeft();
  const fields = [...form.querySelectorAll("[data-loi]")].map((box) => ({
    name: box.dataset.loi,
    box,
    area: box.querySelector("textarea"),
    seen: [box.querySelector("input[type=hidden]").value],
    kept: null,
    theirs: null,
  }));
  const version = form.elements.version;
  const state = { timer: 0, wait: FIRST_WAIT, isSending: false, isStopped: false, isKept: true, isLeaving: false };

  function normal(text) {
    return text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  }

  function isChanged(field) {
    return normal(field.area.value) !== normal(field.seen[0]) || field.seen.length > 1;
  }

  function isTooLong(field) {
    const length = [...normal(field.area.value)].length;
    const note = field.box.querySelector("[data-dai]");
    note.hidden = length <= LONGEST;
    note.textContent = note.hidden ? "" :
      `Dài ${length.toLocaleString("vi-VN")} ký tự, tối đa ${LONGEST.toLocaleString("vi-VN")}; phần này chưa lưu.`;
    field.area.setAttribute("aria-invalid", String(!note.hidden));
    return !note.hidden;
  }

  function ready() {
    const isFirst = version.value === "0";
    return fields.filter((field) => field.theirs === null && !isTooLong(field) && (isFirst || isChanged(field)));
  }

  // What another page keeps by now is not this page's to delete.
  function keep(field) {
    const text = field.area.value;
    state.isKept = store((kept) => {
      if (isChanged(field)) kept[field.name] = { text, seen: field.seen, version: version.value };
      else if (kept[field.name] && kept[field.name].text === field.kept) delete kept[field.name];
    });
    field.kept = isChanged(field) ? text : null;
  }

  function later(delay) {
    clearTimeout(state.timer);
    state.timer = setTimeout(flush, delay);
  }

  // With ``begins`` texts taken from the quarter before are kept as they are.
  async function flush(begins) {
    clearTimeout(state.timer);
    if (state.isSending || state.isStopped) return;
    if (!fields.some(isChanged) && !(begins === true && version.value === "0")) {
      // What was typed was taken back again.
      if (bar.dataset.la === "typing") show("saved", "");
      return;
    }
    const batch = ready().map((field) => ({ field, text: field.area.value, before: [...field.seen] }));
    if (!batch.length) return;
    state.isSending = true;
    if (bar.dataset.la !== "signedout") show("saving");
    // Whether a lost request arrived is not known: what it carried counts as seen.
    batch.forEach(({ field, text }) => {
      if (!field.seen.includes(text)) field.seen.push(text);
      keep(field);
    });
    const answer = await post(batch);
    state.isSending = false;
    if (answer.status === 200) saved(batch, answer.data);
    else if (answer.data.conflict) conflicts(batch, answer.data.conflict);
    else trouble(answer);
  }

  async function post(batch) {
    const entries = [["version", version.value], ["person", form.elements.person.value]];
    batch.forEach(({ field, text, before }) => {
      entries.push([field.name, text]);
      before.forEach((old) => entries.push([`truoc-${field.name}`, old]));
    });
    const body = new URLSearchParams(entries);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(form.action, {
        method: "POST", credentials: "same-origin", redirect: "manual", signal: stop.signal,
        body, keepalive: document.hidden && body.toString().length < KEEPALIVE_MAX, headers: { Accept: "application/json", "X-CSRFToken": token() },
      });
      if (answer.type === "opaqueredirect") return { status: 401, data: {} };
      const isJson = (answer.headers.get("content-type") || "").startsWith("application/json");
      if (!isJson) return { status: answer.status === 200 ? 0 : answer.status, data: {} };
      return { status: answer.status, data: await answer.json() };
    } catch (error) {
      return { status: 0, data: {} };
    } finally {
      clearTimeout(timer);
    }
  }

  // The cookie, not the page, has the token that counts after signing in again.
  function token() {
    const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return found ? found[1] : form.elements.csrfmiddlewaretoken.value;
  }

  function saved(batch, data) {
    state.wait = FIRST_WAIT;
    version.value = data.version;
    if (state.isLeaving || !document.hasFocus()) tellNext(data.version);
    batch.forEach(({ field, text }) => {
      field.seen = [text];
      field.box.querySelector("input[type=hidden]").value = text;
      keep(field);
    });
    if (ready().some(isChanged)) later(PAUSE);
    else if (fields.some((field) => field.theirs !== null)) show("conflict");
    else show("saved", data.saved_at);
  }

  function conflicts(batch, found) {
    version.value = found.version;
    batch.forEach(({ field, before }) => {
      if (!(field.name in found.texts)) {
        field.seen = before;
        return;
      }
      field.theirs = found.texts[field.name];
      const box = field.box.querySelector("[data-hai]");
      box.querySelector("[data-ai]").textContent = `Bản của ${found.by}, lưu lúc ${found.at}`;
      box.querySelector("[data-ho]").textContent = field.theirs || "(để trống)";
      box.hidden = false;
    });
    show("conflict");
    if (ready().some(isChanged)) later(0);
  }

  function settle(field, text) {
    field.seen = [field.theirs];
    field.box.querySelector("input[type=hidden]").value = field.theirs;
    field.area.value = text;
    field.theirs = null;
    field.box.querySelector("[data-hai]").hidden = true;
    keep(field);
    field.area.focus();
    if (fields.some(isChanged)) later(0);
    else show("saved", "");
  }

  function trouble({ status, data }) {
    if (status === 401 || status === 403) {
      // The same words again would take the focus off the link in them.
      if (bar.dataset.la !== "signedout") show("signedout", data.login || location.href);
      later(SLOWEST);
    } else if (status === 400 || status === 404 || status === 409) {
      state.isStopped = true;
      show("refused", data.message || "báo cáo này không còn mở với tài khoản này.");
    } else if (status === 422 || status === 413) show("refused", data.message || "phần lời quá dài.");
    else {
      show("offline");
      later(state.wait);
      state.wait = Math.min(state.wait * 2, SLOWEST);
    }
  }

  function icon(name) {
    const drawing = document.querySelector("#trang-thai-luu svg").cloneNode(true);
    drawing.querySelector("use").setAttribute("href", `#i-${name}`);
    return drawing;
  }

  function link(text, href) {
    const found = document.createElement("a");
    found.textContent = text;
    found.href = href;
    return found;
  }

  function show(name, detail) {
    const where = state.isKept ? "giữ trên máy này, " : "chưa lưu (đừng đóng trang), ";
    const states = {
      typing: ["nt-mut", "ghi", "Đang gõ, chưa lưu"],
      saving: ["nt-mut", "gio", "Đang lưu…"],
      saved: ["nt-st-dat", "luu", detail ? `Đã lưu lúc ${detail}` : "Đã lưu"],
      offline: ["nt-st-gan", "mang", `Mất mạng – chữ đã gõ ${where}sẽ gửi lại`],
      signedout: ["nt-st-giam", "bao", `Hết phiên đăng nhập – chữ đã gõ ${where}chờ gửi. `],
      refused: ["nt-st-giam", "khoa", `Không lưu được: ${detail} Chữ đã gõ vẫn ở đây. `],
      conflict: ["nt-st-gan", "bao", "Người khác cũng vừa sửa – hãy chọn bản ở phần đánh dấu"],
    };
    const [look, drawing, text] = states[name];
    bar.className = look;
    bar.dataset.la = name;
    bar.replaceChildren(icon(drawing), text);
    if (name === "signedout") bar.append(link("Đăng nhập lại", detail));
    if (name === "refused" && state.isStopped) bar.append(link("Tải lại trang", location.pathname));
  }

  // Texts that an earlier page could not send go out now.
  function takeUp() {
    const kept = stored();
    const found = fields.filter((field) => field.name in kept);
    found.forEach((field) => {
      const { text, seen } = kept[field.name];
      const standing = field.seen[0];
      field.area.value = text;
      field.seen = seen;
      field.kept = text;
      if (normal(text) === normal(standing)) {
        field.seen = [standing];
        keep(field);
      }
    });
    if (!found.some(isChanged)) return;
    // With no version the server compares the texts themselves.
    version.value = Math.min(...found.map((field) => Number(kept[field.name].version)), Number(version.value));
    show("typing");
    later(0);
  }

  function lost({ oldValue, newValue }) {
    const left = JSON.parse(newValue || "{}");
    return Object.keys(JSON.parse(oldValue || "{}")).some((name) => !(name in left));
  }

  function tellNext(saved) {
    try {
      localStorage.setItem(savedKey, saved);
    } catch (error) {
      // Nothing was kept here either, so nothing is taken up too late.
    }
  }

  // This page may have been drawn before the page it follows had saved.
  async function catchUp() {
    const saved = Number(localStorage.getItem(savedKey));
    if (saved > Number(version.value) && !(await refresh())) return;
    localStorage.removeItem(savedKey);
  }

  // Shows what the server has where nothing was written here; true if it answered.
  async function refresh() {
    try {
      const answer = await fetch(location.pathname, READ);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("loi");
      if (!answer.ok || !fresh || state.isSending) return false;
      takeFresh(fresh);
      return true;
    } catch (error) {
      return false;
    }
  }

  function takeFresh(fresh) {
    if (Number(fresh.elements.version.value) < Number(version.value)) return;
    const isAll = !fields.some((field) => isChanged(field) || field.theirs !== null);
    fields.filter((field) => !isChanged(field) && field.theirs === null).forEach((field) => {
      const text = fresh.elements[field.name].value;
      field.seen = [text];
      field.box.querySelector("input[type=hidden]").value = text;
      if (normal(field.area.value) !== normal(text)) field.area.value = text;
      field.box.querySelector("[data-nguon]").hidden =
        fresh.querySelector(`[data-loi="${field.name}"] [data-nguon]`).hidden;
    });
    if (!isAll) return;
    version.value = fresh.elements.version.value;
    const said = fresh.querySelector("#trang-thai-luu");
    bar.className = said.className;
    delete bar.dataset.la;
    bar.replaceChildren(...said.childNodes);
  }

  fields.forEach((field) => {
    field.area.addEventListener("input", () => {
      field.box.querySelector("[data-nguon]").hidden = true;
      keep(field);
      if (state.isStopped) return;
      if (!isTooLong(field) && field.theirs === null) show("typing");
      later(PAUSE);
    });
    field.area.addEventListener("blur", () => flush());
    const choose = (selector, text) => field.box.querySelector(selector).addEventListener("click", (event) => {
      if (field.theirs === null) return;
      event.preventDefault();
      settle(field, text());
    });
    choose("[data-giu]", () => field.area.value);
    choose("[name=lay]", () => field.theirs);
    choose("[name=ghep]", () => `${field.theirs}\n\n${field.area.value}`.trim());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (fields.some(isChanged) || version.value === "0") flush(true);
    else show("saved", "");
  });
  // Whatever leaves the page waits until the texts are with the server, if it answers.
  document.querySelectorAll("form[data-cho-luu]").forEach((other) => {
    other.addEventListener("submit", async (event) => {
      if (event.defaultPrevented || !fields.some(isChanged)) return;
      event.preventDefault();
      await flush();
      other.submit();
    });
  });
  window.addEventListener("online", () => flush());
  window.addEventListener("focus", () => flush());
  window.addEventListener("beforeunload", () => { state.isLeaving = true; });
  // A page from the back button shows what was true when it was left.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  // Another page has saved, or has taken back, what it kept.
  window.addEventListener("storage", (event) => {
    if (event.key === key && lost(event)) refresh();
    else if (event.key === savedKey) catchUp();
  });
  document.addEventListener("visibilitychange", () => document.hidden && flush());
  takeUp();
  catchUp();

  function checkSize(other) {
    const file = other.querySelector("input[type=file]");
    const note = other.querySelector("[data-qua-lon]");
    const limit = Number(other.dataset.toiDa);
    const check = () => {
      const isTooLarge = [...file.files].some((each) => each.size > limit * 1024 * 1024);
      note.textContent = isTooLarge ? `Tệp lớn hơn ${limit} MB; hãy nén hoặc quét ở độ nét thấp hơn.` : "";
      note.hidden = !isTooLarge;
      return !isTooLarge;
    };
    file.addEventListener("change", check);
    other.addEventListener("submit", (event) => check() || event.preventDefault());
  }

  function showLeft() {
    const kept = stored();
    document.querySelectorAll("[data-sot]").forEach((note) => {
      const left = kept[note.dataset.sot];
      if (!left) return;
      note.querySelector("textarea").value = left.text;
      note.querySelector("button").addEventListener("click", () => {
        store((all) => delete all[note.dataset.sot]);
        note.hidden = true;
      });
      note.hidden = false;
    });
  }
})();
