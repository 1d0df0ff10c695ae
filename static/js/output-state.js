// The page of an output asks how far its file is, says so once for every change, and
// brings the file down when it was just asked for. Without JavaScript the page has a
// link to look again.
const place = document.querySelector("[data-output-state]");
const EVERY = 1500;
const AT_MOST = 10000;
const SIGNED_OUT = "Hết phiên đăng nhập. Hãy tải lại trang để đăng nhập; tệp vẫn được viết.";
const LOST = "Không hỏi được máy chủ; đang thử lại…";
if (place) watch(place);

function watch(part) {
  const spoken = document.querySelector("[data-output-spoken]");
  const address = new URL(window.location);
  let wanted = address.searchParams.has("moi");
  let wait = EVERY;

  const state = () => part.firstElementChild.dataset.state;
  const words = () => part.querySelector("[data-said]").textContent.trim().replace(/\s+/g, " ");
  const say = (text) => {
    if (spoken.textContent !== text) spoken.textContent = text;
  };
  const settle = () => {
    say(words());
    if (state() === "under-way") {
      setTimeout(ask, wait);
      return;
    }
    if (state() === "ready" && wanted) {
      wanted = false;
      // Coming back or loading again does not bring the file down again.
      address.searchParams.delete("moi");
      window.history.replaceState(null, "", address);
      window.location.assign(part.querySelector("a").href);
    }
  };
  const ask = async () => {
    try {
      const answer = await fetch(part.dataset.outputState, { credentials: "same-origin", redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        say(SIGNED_OUT);
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      const hadFocus = part.contains(document.activeElement);
      part.innerHTML = await answer.text();
      if (hadFocus) part.querySelector("a, button")?.focus();
      wait = EVERY;
    } catch {
      wait = Math.min(wait * 2, AT_MOST);
      say(LOST);
      setTimeout(ask, wait);
      return;
    }
    settle();
  };
  settle();
}
