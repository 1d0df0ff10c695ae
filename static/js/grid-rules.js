// What the rules find, asked again whenever something was saved.
(function () {
  "use strict";

  const REST = 700;
  let timer = 0;
  let turn = 0;

  // A list in which somebody is choosing stays as it is until they are done.
  function isInUse(part) {
    return part.contains(document.activeElement) ||
      [...part.querySelectorAll("select")].some((select) => select.value);
  }

  async function draw() {
    const part = document.getElementById("canh-bao");
    if (!part) return;
    turn += 1;
    const mine = turn;
    try {
      const answer = await fetch(part.dataset.canhBao, {
        credentials: "same-origin", redirect: "error", headers: { "X-Requested-With": "fragment" },
      });
      if (!answer.ok || mine !== turn) return;
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = made.getElementById("canh-bao");
      if (!fresh) return;
      if (isInUse(part)) part.dataset.chan = fresh.dataset.chan;
      else part.replaceWith(document.adoptNode(fresh));
      document.dispatchEvent(new CustomEvent("nt-luat", { detail: fresh }));
    } catch (error) {
      // Without a line the list stays what it was; sending asks the server anyway.
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(draw, REST);
  }

  document.addEventListener("nt-da-luu", soon);
  document.addEventListener("nt-o", soon);
})();
