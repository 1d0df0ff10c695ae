/* Giá trị chỉ tiêu không thể có được báo ngay khi gõ, bằng câu máy chủ sẽ nói khi lưu. Không có nó thì báo khi lưu. */
"use strict";

(() => {
  const REST = 400;
  // What is to be asked of a form: the names of its values, and the question under way.
  const asked = new WeakMap();

  const baseOf = (name) => (/^v-\w+-\d+/.exec(name) || [""])[0];

  const isTyped = (field) => (
    field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.type !== "hidden" && field.value !== field.defaultValue
  );

  const stateOf = (form) => {
    if (!asked.has(form)) asked.set(form, { names: new Set(), timer: 0, stop: null });
    return asked.get(form);
  };

  const show = (form, name, fault) => {
    const place = form.querySelector(`#${CSS.escape(name)}-m [data-loi]`);
    if (!place) return;
    if (place.textContent.trim() !== fault) place.textContent = fault;
    [...form.elements].forEach((field) => {
      if (baseOf(field.name) !== name || field.type === "hidden") return;
      if (fault) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    });
    const box = place.closest("td, li");
    const isMet = box.querySelector("[name=take]");
    box.classList.toggle("is-loi", Boolean(fault || isMet));
  };

  const ask = async (form) => {
    const state = stateOf(form);
    const stop = new AbortController();
    state.stop = stop;
    const names = [...state.names];
    const body = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (state.names.has(baseOf(name))) body.append(name, value);
    });
    try {
      const answer = await fetch(form.dataset.xem, {
        method: "POST", body, credentials: "same-origin", redirect: "error", signal: stop.signal,
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      });
      if (!answer.ok) return;
      const { faults } = await answer.json();
      names.forEach((name) => {
        state.names.delete(name);
        show(form, name, faults[name] || "");
      });
    } catch (error) {
      // The next question asks for the same, or saving will.
    }
  };

  // An answer about what was typed before would be one about something else.
  const soon = (form, names, delay) => {
    const state = stateOf(form);
    if (state.stop) state.stop.abort();
    names.filter(Boolean).forEach((name) => state.names.add(name));
    clearTimeout(state.timer);
    if (state.names.size) state.timer = setTimeout(() => ask(form), delay);
  };

  // A word is half a word until the field is left; a number is told as it grows.
  const note = ({ type, target }) => {
    const form = target.form && target.form.closest("form[data-xem]");
    if (!form || (type === "input" && target.inputMode !== "decimal")) return;
    soon(form, [baseOf(target.name)], type === "input" ? REST : 0);
  };

  document.addEventListener("input", note);
  document.addEventListener("change", note);
  // A part of the page that was drawn anew has lost what was told of its typed values.
  document.addEventListener("nt-o", ({ detail }) => {
    detail.querySelectorAll("form[data-xem]").forEach((form) => {
      const isRefused = "chuaLuu" in form.dataset;
      const typed = [...form.elements].filter((field) => isRefused || isTyped(field));
      soon(form, typed.map((field) => baseOf(field.name)), 0);
    });
  });
})();
