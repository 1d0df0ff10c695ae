/* Lời của biểu mẫu bằng tiếng Việt thay cho lời của trình duyệt. Không có nó thì biểu mẫu vẫn dùng được. */
"use strict";

(() => {
  const NONE = "Chưa chọn tệp nào";

  const words = ({ validity, type, tagName, min, max }) => {
    if (validity.valueMissing && type === "file") return "Hãy chọn tệp.";
    if (validity.valueMissing && type === "checkbox") return "Hãy đánh dấu ô này.";
    if (validity.valueMissing && (type === "radio" || tagName === "SELECT")) return "Hãy chọn một mục.";
    if (validity.valueMissing) return "Hãy điền ô này.";
    if (validity.rangeUnderflow) return `Hãy ghi số từ ${min} trở lên.`;
    if (validity.rangeOverflow) return `Hãy ghi số không quá ${max}.`;
    if (validity.stepMismatch) return "Hãy ghi số tròn.";
    return validity.badInput ? "Hãy ghi một số." : "";
  };

  const showFiles = (input) => {
    const picker = input.closest(".nt-tep");
    if (!picker) return;
    const names = [...input.files].map((file) => file.name);
    const count = names.length > 1 ? `${names.length} tệp: ` : "";
    picker.querySelector("[data-ten-tep]").textContent = names.length ? count + names.join(", ") : NONE;
  };

  document.documentElement.classList.add("nt-co-js");
  document.addEventListener("invalid", ({ target }) => target.setCustomValidity(words(target)), true);
  // What was said once must not hold up the next try.
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button && button.form) [...button.form.elements].forEach((field) => field.setCustomValidity(""));
  }, true);
  document.addEventListener("change", ({ target }) => {
    if (target.type === "file") showFiles(target);
  });
  // The browser keeps chosen files when the page is gone back to.
  window.addEventListener("pageshow", () => document.querySelectorAll("input[type=file]").forEach(showFiles));
})();
