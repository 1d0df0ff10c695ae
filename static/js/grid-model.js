// The grid as data: cells, their states, and what is counted. A state is a letter:
// d đạt, c chưa đạt, k chưa đánh giá.
(function (nt) {
  "use strict";

  nt.WORDS = { d: "đạt", c: "chưa đạt", k: "chưa đánh giá" };
  nt.LETTERS = { met: "d", unmet: "c", unknown: "k" };
  nt.MARKS = { d: "x", c: "0", k: "?" };

  const TYPED = { d: "d", x: "d", 1: "d", "✓": "d", c: "c", k: "c", 0: "c", "?": "k" };
  const SPELLED = {
    dat: "d", chuadat: "c", khongdat: "c", chuadanhgia: "k", khongdanhgia: "k", cdg: "k", kdg: "k",
  };

  class Grid {
    constructor(form) {
      this.form = form;
      this.hasBase = form.dataset.coGoc === "1";
      this.baseLabel = form.dataset.goc || "";
      this.before = form.dataset.truoc;
      this.hasMore = form.dataset.coViec === "1";
      this.isUnchanged = form.dataset.khongDoi === "1";
      // Why nothing may be typed any more, and why some cells never could.
      this.lock = "";
      this.closedFor = form.dataset.khoaO || "Khóa vì đã duyệt.";
      this.groups = readGroups(form);
      this.criteria = [...form.querySelectorAll("thead [data-so]")].map((th) => ({
        number: th.dataset.so, name: th.dataset.ten,
      }));
      this.rows = [...form.querySelectorAll("tbody tr")].map((tr, row) => this.readRow(tr, row));
      this.cells = [].concat(...this.rows.map((row) => row.cells));
      this.byKey = new Map(this.cells.map((cell) => [cell.key, cell]));
      this.takeVersions(form.dataset.ban);
    }

    // A cell's state is what it shows, said and version are what the server has.
    readRow(tr, row) {
      const commune = tr.querySelector("th").textContent.trim();
      const cells = [...tr.querySelectorAll("td.nt-c")].map((td, column) => {
        const index = row * this.criteria.length + column;
        const letter = this.form.dataset.nay[index];
        return {
          td, row, column, index, commune, key: td.id.slice(2), criterion: this.criteria[column],
          state: letter, said: letter, version: 0, returned: td.dataset.tra || "",
          mustAnswer: td.classList.contains("is-tra"), isClosed: td.classList.contains("is-khoa"),
          blocks: [], talk: [0, 0, 0],
        };
      });
      return { commune, tr, cells, code: tr.dataset.xa, index: row };
    }

    // "17:204 18:205": the versions of the cells that have one, by their place.
    takeVersions(text) {
      const versions = new Map((text || "").split(" ").filter(Boolean).map((pair) => (
        pair.split(":").map(Number)
      )));
      this.cells.forEach((cell) => { cell.version = versions.get(cell.index) || 0; });
    }

    take(answer) {
      this.before = answer.before;
      this.takeVersions(answer.versions);
      const waiting = new Set(answer.returned);
      this.cells.forEach((cell) => {
        cell.said = answer.states[cell.index];
        cell.mustAnswer = waiting.has(cell.key);
        if (!cell.mustAnswer) cell.returned = "";
      });
    }

    at(row, column) {
      const cells = this.rows[Math.max(0, Math.min(row, this.rows.length - 1))].cells;
      return cells[Math.max(0, Math.min(column, cells.length - 1))];
    }

    // Rows that a search or filter leaves in sight.
    shown() {
      return this.rows.filter((row) => !row.tr.hidden);
    }

    // The row that many steps away among those in sight.
    step(row, by) {
      const shown = this.shown();
      const at = shown.findIndex((each) => each.index === row);
      const to = shown[Math.max(0, Math.min(at + by, shown.length - 1))];
      return to ? to.index : row;
    }

    wasOf(cell) { return this.before[cell.index]; }
    isChanged(cell) { return cell.state !== this.wasOf(cell); }
    hasFallen(cell) { return this.wasOf(cell) === "d" && cell.state === "c"; }

    count(cells) {
      const met = cells.filter((cell) => cell.state === "d").length;
      const before = cells.filter((cell) => this.wasOf(cell) === "d").length;
      return { met, change: this.hasBase ? signed(met - before) : "" };
    }

    column(number) { return this.rows.map((row) => row.cells[number]); }
    unknown() { return this.cells.filter((cell) => cell.state === "k" && !cell.isClosed); }
    changed() { return this.cells.filter((cell) => this.isChanged(cell)); }
    fallen() { return this.cells.filter((cell) => this.hasFallen(cell)); }
    returned() { return this.cells.filter((cell) => cell.mustAnswer); }
    blocked() { return this.cells.filter((cell) => cell.blocks.length); }
    lockOf(cell) { return this.lock || (cell.isClosed ? this.closedFor : ""); }

    describe(cell) {
      const was = this.hasBase ? `; ${this.baseLabel}: ${nt.WORDS[this.wasOf(cell)]}` : "";
      const tra = cell.mustAnswer ? "; bị trả lại" : "";
      const closed = cell.isClosed ? `; ${this.closedFor}` : "";
      const marks = nt.markWords(cell).map((words) => `; ${words}`).join("");
      return `${cell.commune}, ${cell.criterion.name}: ${nt.WORDS[cell.state]}${was}${tra}${closed}${marks}`;
    }

    // The whole grid as a spreadsheet takes it.
    asText() {
      const head = ["Xã", ...this.criteria.map((each) => each.number)];
      const body = this.rows.map((row) => [row.commune, ...row.cells.map((cell) => nt.MARKS[cell.state])]);
      return [head, ...body].map((line) => line.join("\t")).join("\r\n");
    }
  }

  function readGroups(form) {
    let first = 0;
    return [...form.querySelectorAll("thead .nhom")].map((th) => {
      const group = { title: th.querySelector("abbr").title, first, count: th.colSpan };
      first += th.colSpan;
      return group;
    });
  }

  function signed(difference) {
    if (!difference) return "=";
    return difference > 0 ? `+${difference}` : `−${-difference}`;
  }

  // Letters only, without marks: "Đạt" is "dat".
  nt.plain = function (text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\s]/g, "").toLowerCase().replace(/đ/g, "d");
  };

  // Whether the text may grow into a word with a space inside, such as "chưa đạt".
  nt.isHalfWord = function (text) {
    const said = nt.plain(text);
    return said.length > 1 && Object.keys(SPELLED).some((word) => word.startsWith(said) && word !== said);
  };

  // What typed text means: a word being spelled, else its last mark; null for neither.
  nt.readTyped = function (text) {
    const said = nt.plain(text);
    if (SPELLED[said]) return SPELLED[said];
    if (nt.isHalfWord(text)) return TYPED[said[0]];
    const marks = [...said].filter((sign) => TYPED[sign]);
    return marks.length ? TYPED[marks[marks.length - 1]] : null;
  };

  nt.Grid = Grid;
})((window.nt = window.nt || {}));
