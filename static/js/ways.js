// Ticking a criterion counts again at once. Without this file, the button does.
(function () {
  "use strict";

  const PAUSE = 250;
  let timer = 0;
  let asked = 0;

  function start() {
    const form = document.querySelector("form[data-tinh]");
    if (form) form.addEventListener("change", () => {
      clearTimeout(timer);
      timer = setTimeout(() => count(form), PAUSE);
    });
  }

  // The newest answer counts, whichever comes last.
  async function count(form) {
    asked += 1;
    const turn = asked;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("#ket-qua");
      if (!answer.ok || !found || turn !== asked) return;
      document.querySelector("#ket-qua").replaceWith(found);
      for (const part of [".nt-the", "[data-ca-tap]", "[data-bo]"]) {
        const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
        if (old && fresh) old.replaceWith(fresh);
      }
      history.replaceState(null, "", answer.url.split("#")[0]);
    } catch (error) {
      // The button stays: pressing it says what is wrong.
    }
  }

  start();
})();
