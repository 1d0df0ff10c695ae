// A file can be dropped anywhere on the form, and its way to the server is shown.
// Without JavaScript the form works as any other.
const form = document.querySelector("form[data-upload]");
if (form) enhance(form);

function enhance(form) {
  const field = form.querySelector("input[type=file]");
  const button = form.querySelector("button[type=submit]");
  const zone = form.closest("section");
  const progress = statusLine();
  button.after(progress.line);
  // A finger drags no file.
  if (window.matchMedia("(pointer: fine)").matches) {
    progress.say("Có thể kéo tệp thả vào khung này.");
  }

  let depth = 0;
  const carriesFile = (event) => event.dataTransfer.types.includes("Files");
  const mark = (change) => {
    depth = Math.max(0, depth + change);
    zone.classList.toggle("is-keo", depth > 0);
  };
  zone.addEventListener("dragenter", (event) => carriesFile(event) && mark(1));
  zone.addEventListener("dragleave", (event) => carriesFile(event) && mark(-1));
  zone.addEventListener("dragover", (event) => {
    if (carriesFile(event)) event.preventDefault();
  });
  zone.addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    mark(-depth);
    if (event.dataTransfer.files.length !== 1) {
      progress.say("Hãy kéo vào từng tệp một.");
      return;
    }
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    progress.say(`Đã chọn ${field.files[0].name}.`);
    button.focus();
  });
  form.addEventListener("submit", (event) => {
    if (!field.files.length) return;
    event.preventDefault();
    button.disabled = true;
    send(form, progress, () => {
      button.disabled = false;
    });
  });
}

function statusLine() {
  const line = document.createElement("span");
  line.className = "nt-tien-do";
  line.setAttribute("role", "status");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.hidden = true;
  bar.setAttribute("aria-label", "Đang gửi tệp");
  const words = document.createElement("span");
  line.append(bar, words);
  return {
    line,
    say(text) {
      bar.hidden = true;
      words.textContent = text;
    },
    show(share, text) {
      bar.hidden = false;
      if (share === null) bar.removeAttribute("value");
      else bar.value = share;
      words.textContent = text;
    },
  };
}

function send(form, progress, ready) {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable && event.loaded < event.total) {
      const share = event.loaded / event.total;
      progress.show(share, `Đang gửi: ${Math.round(share * 100)} %`);
    }
  });
  request.upload.addEventListener("load", () => {
    progress.show(null, "Đã gửi xong; đang đọc tệp…");
  });
  request.addEventListener("load", () => {
    const here = new URL(form.action).pathname;
    if (request.status === 200 && new URL(request.responseURL).pathname !== here) {
      window.location.assign(request.responseURL);
      return;
    }
    replaceMain(request.responseText, form.querySelector("input[type=file]"));
  });
  const fail = () => {
    progress.say("Không gửi được tệp; hãy kiểm tra mạng rồi thử lại.");
    ready();
  };
  request.addEventListener("error", fail);
  request.addEventListener("timeout", fail);
  request.send(new FormData(form));
}

// The page answers a form that is not right with the form and its reasons.
// The file that was chosen stays, unless it is what is wrong.
function replaceMain(text, chosen) {
  const answered = new DOMParser().parseFromString(text, "text/html");
  const main = answered.querySelector("main");
  if (!main) {
    document.documentElement.replaceWith(answered.documentElement);
    return;
  }
  document.querySelector("main").replaceWith(main);
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const field = form.querySelector("input[type=file]");
  if (field.getAttribute("aria-invalid") !== "true") {
    field.replaceWith(chosen);
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  }
  enhance(form);
  form.querySelector("[aria-invalid=true], input[type=file]").focus();
}
