// Ticking a criterion counts again at once. Without this file, the button does.
(function () {
  "use strict";

  const PAUSE = 250;
  let timer = 0;
  let asked = 0;

  function start() {
    const form = document.querySelector("form[data-tinh]");
    if (form) form.addEventListener("change", ({ target }) => {
      clearTimeout(timer);
      timer = setTimeout(() => count(form, target), PAUSE);
    });
  }

  // The newest answer counts, whichever comes last.
  async function count(form, ticked) {
    asked += 1;
    const turn = asked;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("#ket-qua");
      if (!answer.ok || !found || turn !== asked) return;
      const top = ticked.getBoundingClientRect().top;
      // Its place stays, so that it is read out; on a phone it grows above what was ticked.
      document.querySelector("#ket-qua").replaceChildren(...found.childNodes);
      for (const part of ["[data-nhom]", "[data-ca-tap]", "[data-bo]", "[data-tom]"]) {
        const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
        if (old && fresh) old.replaceWith(fresh);
      }
      window.scrollBy(0, ticked.getBoundingClientRect().top - top);
      history.replaceState(null, "", answer.url.split("#")[0]);
    } catch (error) {
      // The button stays: pressing it says what is wrong.
    }
  }

  start();
})();
