// What is typed in a part of the page and not saved yet, kept while the server's answer
// takes the place of that part.
(function (nt) {
  "use strict";

  class Kept {
    // `sent` is the form that the answer is about, with its values as they went out.
    constructor(body, sent) {
      this.forms = [...body.querySelectorAll("form[method=post]")].map((form) => {
        const isSent = Boolean(sent) && form === sent.form;
        const typed = fields(form).filter((field) => (
          isSent ? valueOf(field) !== sent.values.get(field) : isTyped(field)
        ));
        return {
          action: form.getAttribute("action"), typed, seen: isSent ? [] : seenBy(form, typed),
          isRefused: !isSent && "chuaLuu" in form.dataset,
        };
      }).filter(({ typed }) => typed.length);
      this.focus = focusIn(body);
    }

    // Returns how many fields came back.
    restore(body) {
      const lost = [];
      let count = 0;
      this.forms.forEach(({ action, typed, seen, isRefused }) => {
        const form = formOf(body, action);
        if (isRefused) nt.markRefused(body, action);
        typed.forEach((field) => {
          const fresh = form && counterpart(form, field);
          if (fresh) put(fresh, field);
          else if (isText(field) && field.value.trim()) lost.push(field);
          else return;
          count += 1;
        });
        seen.forEach(([name, value]) => {
          if (form && form.elements[name]) form.elements[name].value = value;
        });
      });
      if (lost.length) body.prepend(note(lost));
      return count;
    }

    // Whether the focus was in a field that is there again.
    focusAgain(body) {
      const form = this.focus && formOf(body, this.focus.action);
      const field = form && counterpart(form, this.focus.field);
      if (!field) return false;
      field.focus();
      const { start, end } = this.focus;
      if (typeof start === "number") field.setSelectionRange(start, end);
      return true;
    }
  }

  // The values of a form that is being sent.
  nt.valuesOf = function (form) {
    return { form, values: new Map(fields(form).map((field) => [field, valueOf(field)])) };
  };

  // What was sent and refused counts as typed until it is saved.
  nt.markRefused = function (body, action) {
    const form = formOf(body, action);
    if (form) form.dataset.chuaLuu = "";
  };

  function fields(form) {
    return [...form.elements].filter((field) => field.name && field.matches("input:not([type=hidden]), select, textarea"));
  }

  function formOf(body, action) {
    return [...body.querySelectorAll("form[method=post]")].find((form) => form.getAttribute("action") === action);
  }

  function isTick(field) {
    return field.type === "checkbox" || field.type === "radio";
  }

  function isText(field) {
    return field.tagName === "TEXTAREA" || field.type === "text";
  }

  function valueOf(field) {
    if (field.type === "file") return field.files.length;
    return isTick(field) ? field.checked : field.value;
  }

  function isTyped(field) {
    if (field.type === "file") return field.files.length > 0;
    if ("chuaLuu" in field.form.dataset) return true;
    if (isTick(field)) return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
    return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  }

  // What the typed text stands on, so that a change by somebody else is still met.
  function seenBy(form, typed) {
    const names = new Set(typed.map((field) => `${field.name.replace(/-[2x]$/, "")}-s`));
    return [...form.elements]
      .filter((field) => field.name === "seen_at" || names.has(field.name))
      .map((field) => [field.name, field.value]);
  }

  function counterpart(form, field) {
    return fields(form).find((each) => (
      each.name === field.name && each.type === field.type && (!isTick(each) || each.value === field.value)
    ));
  }

  function put(fresh, field) {
    const details = fresh.closest("details");
    if (details) details.open = true;
    if (field.type === "file") {
      fresh.replaceWith(field);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (isTick(field)) {
      fresh.checked = field.checked;
    } else {
      fresh.value = field.value;
    }
  }

  function focusIn(body) {
    const field = document.activeElement;
    if (!body.contains(field) || !field.form || !field.name) return null;
    const { selectionStart: start, selectionEnd: end } = field;
    return { action: field.form.getAttribute("action"), field, start, end };
  }

  function note(lost) {
    return nt.element("div", [
      nt.element("p", nt.element("b", "Chưa lưu được, hãy chép lại nếu còn cần:")),
      ...lost.map((field) => {
        const text = nt.element("textarea", [], { class: "nt-in", rows: 3, readonly: "", "aria-label": "Chữ chưa lưu" });
        text.value = field.value;
        return text;
      }),
    ], { class: "nt-note is-gap" });
  }

  nt.Kept = Kept;
})((window.nt = window.nt || {}));
