// Marks in the corners of cells: what keeps the report from being sent, what was said.
(function (nt) {
  "use strict";

  // Takes over what the list of findings says of the cells; returns those it changed.
  nt.readMarks = function (grid, list) {
    const blocks = new Map();
    list.querySelectorAll("[data-o-chan]").forEach((rule) => {
      const title = rule.querySelector("h3 span").textContent;
      words(rule.dataset.oChan).forEach((key) => blocks.set(key, [...(blocks.get(key) || []), title]));
    });
    const talk = new Map(words(list.dataset.oNoi).map((said) => {
      const [key, ...counts] = said.split(":");
      return [key, counts.map(Number)];
    }));
    return grid.cells.filter((cell) => {
      const before = nt.markWords(cell).join();
      cell.blocks = blocks.get(cell.key) || [];
      cell.talk = talk.get(cell.key) || [0, 0, 0];
      return nt.markWords(cell).join() !== before;
    });
  };

  // What the marks of the cell mean, each in words.
  nt.markWords = function (cell) {
    return [nt.blockWords(cell), nt.talkWords(cell)].filter(Boolean);
  };

  nt.blockWords = function ({ blocks }) {
    return blocks.length ? `phải sửa trước khi gửi: ${blocks.join(", ")}` : "";
  };

  nt.talkWords = function ({ talk: [said, unread, toFollow] }) {
    if (!said) return "";
    return [`${said} trao đổi`, unread && `${unread} chưa đọc`, toFollow && `${toFollow} cần theo dõi`]
      .filter(Boolean).join(", ");
  };

  nt.drawMarks = function (cell) {
    const { td } = cell;
    td.querySelectorAll(".goc-c, .noi").forEach((mark) => mark.remove());
    if (cell.blocks.length) td.append(nt.element("span", nt.icon("chan"), { class: "goc-c" }));
    const [said, unread, toFollow] = cell.talk;
    if (said) corner(td).append(nt.element("span", nt.icon("noi"), { class: unread || toFollow ? "noi is-mo" : "noi" }));
  };

  function corner(td) {
    const found = td.querySelector(".goc-d");
    if (found) return found;
    const made = nt.element("span", [], { class: "goc-d" });
    td.append(made);
    return made;
  }

  function words(text) {
    return (text || "").split(" ").filter(Boolean);
  }
})((window.nt = window.nt || {}));
