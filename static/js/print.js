// Without JavaScript there is no button: it could do nothing.
for (const template of document.querySelectorAll("template[data-print]")) {
  const button = template.content.firstElementChild.cloneNode(true);
  button.addEventListener("click", () => window.print());
  template.replaceWith(button);
}
