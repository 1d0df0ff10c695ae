// The grid as data: cells, their states, and what is counted. A state is a letter:
// d đạt, c chưa đạt, k chưa đánh giá.
(function (nt) {
  "use strict";

  nt.WORDS = { d: "đạt", c: "chưa đạt", k: "chưa đánh giá" };
  nt.VALUES = { d: "met", c: "unmet", k: "unknown" };
  nt.LETTERS = { met: "d", unmet: "c", unknown: "k" };

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
      this.isUnchanged = form.dataset.khongDoi === "1";
      this.criteria = [...form.querySelectorAll("thead [data-so]")].map((th) => ({
        number: th.dataset.so, name: th.dataset.ten,
      }));
      this.rows = [...form.querySelectorAll("tbody tr")].map((tr, row) => this.readRow(tr, row));
      this.cells = [].concat(...this.rows.map((row) => row.cells));
      this.byKey = new Map(this.cells.map((cell) => [cell.key, cell]));
    }

    readRow(tr, row) {
      const commune = tr.querySelector("th").textContent.trim();
      const cells = [...tr.querySelectorAll("td.nt-c")].map((td, column) => {
        const index = row * this.criteria.length + column;
        return {
          td, row, column, index, commune, key: td.id.slice(2),
          criterion: this.criteria[column], state: this.form.dataset.nay[index],
        };
      });
      return { commune, tr, cells, code: tr.dataset.xa };
    }

    at(row, column) {
      const cells = this.rows[Math.max(0, Math.min(row, this.rows.length - 1))].cells;
      return cells[Math.max(0, Math.min(column, cells.length - 1))];
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
    unknown() { return this.cells.filter((cell) => cell.state === "k"); }
    changed() { return this.cells.filter((cell) => this.isChanged(cell)); }
    fallen() { return this.cells.filter((cell) => this.hasFallen(cell)); }

    describe(cell) {
      const was = this.hasBase ? `; ${this.baseLabel}: ${nt.WORDS[this.wasOf(cell)]}` : "";
      return `${cell.commune}, ${cell.criterion.name}: ${nt.WORDS[cell.state]}${was}`;
    }
  }

  function signed(difference) {
    if (!difference) return "=";
    return difference > 0 ? `+${difference}` : `−${-difference}`;
  }

  // Letters only, without marks: "Đạt" is "dat".
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\s]/g, "").toLowerCase().replace(/đ/g, "d");
  }

  // Whether the text may grow into a word with a space inside, such as "chưa đạt".
  nt.isHalfWord = function (text) {
    const said = plain(text);
    return said.length > 1 && Object.keys(SPELLED).some((word) => word.startsWith(said) && word !== said);
  };

  // What typed text means: a word being spelled, else its last mark; null for neither.
  nt.readTyped = function (text) {
    const said = plain(text);
    if (SPELLED[said]) return SPELLED[said];
    if (nt.isHalfWord(text)) return TYPED[said[0]];
    const marks = [...said].filter((sign) => TYPED[sign]);
    return marks.length ? TYPED[marks[marks.length - 1]] : null;
  };

  nt.Grid = Grid;
})((window.nt = window.nt || {}));
