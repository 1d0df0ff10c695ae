/* Lưu một phần của trang ô thì chữ đang gõ ở phần khác còn nguyên khi trang tải lại. Không có nó thì vẫn lưu từng phần được. */
"use strict";

(() => {
  // The page has one address more for each part, shown again where a part was refused.
  const [PLACE] = /^.*\/o\/[^/]+\/\d+\//.exec(window.location.pathname) || [""];
  // Another person may sign in in the same tab: what one typed is never the other's.
  const KEY = `${document.querySelector("[data-nguoi]").dataset.nguoi}${PLACE}`;
  const OTHER = ["file", "submit", "button"];

  const formsOf = () => [...document.querySelectorAll("main form[method=post]")];
  const addressOf = (form) => new URL(form.getAttribute("action"), window.location.href).pathname;
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

  // With the hidden ones: they say what the person saw, so that a later change is not written over.
  const fieldsOf = (form) => [...form.elements].filter((field) => (
    field.name && field.name !== "csrfmiddlewaretoken" && !OTHER.includes(field.type)
  ));

  const isTyped = (field) => {
    if (isChoice(field)) return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected);
    return field.type !== "hidden" && field.value !== field.defaultValue;
  };

  const isUnsaved = (form) => Boolean(form.querySelector("[aria-invalid=true]")) || fieldsOf(form).some(isTyped);

  const kept = (sent) => formsOf()
    .filter((form) => form !== sent && isUnsaved(form))
    .map((form) => [addressOf(form), fieldsOf(form).map((field) => (
      isChoice(field) ? [field.name, field.value, field.checked] : [field.name, null, field.value]
    ))]);

  // Where the browser keeps nothing, the page works as without this file.
  const store = (act) => {
    try {
      return act(window.sessionStorage);
    } catch (error) {
      return null;
    }
  };

  const put = (form, [name, value, typed]) => {
    const field = fieldsOf(form).find((each) => each.name === name && (value === null || each.value === value));
    if (!field) return;
    if (isChoice(field)) field.checked = typed;
    else field.value = typed;
    if (field.type !== "hidden") field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const takeBack = (text) => {
    const forms = new Map(formsOf().map((form) => [addressOf(form), form]));
    JSON.parse(text).forEach(([address, fields]) => {
      if (forms.has(address)) fields.forEach((each) => put(forms.get(address), each));
    });
  };

  document.addEventListener("submit", (event) => {
    const parts = event.defaultPrevented ? [] : kept(event.target);
    if (parts.length) store((place) => place.setItem(KEY, JSON.stringify(parts)));
  });
  const before = store((place) => place.getItem(KEY));
  store((place) => place.removeItem(KEY));
  if (before) takeBack(before);
})();
