// Draws cells, counts and the list of what is left to do.
(function (nt) {
  "use strict";

  const ICONS = { d: "dat", c: "chua", k: "kdg" };
  const CLASSES = { d: "is-dat", c: "is-chua", k: "is-kdg" };
  const SVG = "http://www.w3.org/2000/svg";

  nt.icon = function (name) {
    const svg = document.createElementNS(SVG, "svg");
    const use = document.createElementNS(SVG, "use");
    svg.setAttribute("class", "nt-i");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#i-${name}`);
    svg.append(use);
    return svg;
  };

  function element(tag, content, attributes) {
    const made = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...[].concat(content));
    return made;
  }
  nt.element = element;

  class View {
    // onDraw(cell) is told of every cell that is drawn anew.
    constructor(grid, queue, onDraw) {
      Object.assign(this, { grid, queue, onDraw });
      this.lists = document.querySelectorAll("[data-ds]");
      this.parts = document.querySelectorAll("[data-dem]");
      this.shows = document.querySelectorAll("[data-khi]");
      this.foot = [...grid.form.querySelectorAll("tfoot td")];
      this.showsAll = false;
    }

    drawCell(cell) {
      const { grid } = this;
      const td = cell.td;
      const fallen = grid.hasFallen(cell);
      Object.entries(CLASSES).forEach(([letter, name]) => td.classList.toggle(name, letter === cell.state));
      td.classList.toggle("is-doi", grid.isChanged(cell));
      td.classList.toggle("is-giam", fallen);
      td.classList.toggle("is-tra", cell.mustAnswer);
      td.querySelector(":scope > .nt-i use").setAttribute("href", `#i-${fallen ? "giam" : ICONS[cell.state]}`);
      this.drawBefore(cell);
      this.drawWaiting(cell);
      nt.drawMarks(cell);
      if (cell.input) cell.input.setAttribute("aria-label", grid.describe(cell));
      this.onDraw(cell);
    }

    // Not with the server yet, or standing against another person's value.
    drawWaiting(cell) {
      const entry = this.queue.lastOf(cell.key);
      cell.td.classList.toggle("is-cho", Boolean(entry && !entry.theirs));
      cell.td.classList.toggle("is-tranh", Boolean(entry && entry.theirs));
    }

    drawBefore(cell) {
      const old = cell.td.querySelector(".truoc");
      if (old) old.remove();
      if (!this.grid.hasBase || !(this.showsAll || this.grid.isChanged(cell))) return;
      const mark = element("span", nt.icon(ICONS[this.grid.wasOf(cell)]), { class: "truoc" });
      cell.td.append(mark);
    }

    drawAllBefore(showsAll) {
      this.showsAll = showsAll;
      this.grid.cells.forEach((cell) => this.drawBefore(cell));
    }

    drawCounts() {
      const { grid } = this;
      grid.rows.forEach((row) => fill(row.tr.lastElementChild, grid.count(row.cells)));
      this.foot.slice(0, -1).forEach((td, i) => fill(td, grid.count(grid.column(i))));
      fill(this.foot[this.foot.length - 1], grid.count(grid.cells));
      this.drawTodo();
    }

    drawTodo() {
      const { grid } = this;
      const sets = { "chua-danh-gia": grid.unknown(), giam: grid.fallen(), doi: grid.changed(), tra: grid.returned() };
      const isBegun = grid.isUnchanged || grid.hasMore || sets.doi.length > 0;
      sets["khong-doi"] = grid.isUnchanged ? [true] : [];
      sets["chua-sua"] = isBegun ? [] : [true];
      sets["chua-luu"] = grid.isSaved ? [] : [true];
      sets.chan = Array(Number(document.getElementById("canh-bao").dataset.chan)).fill(true);
      sets.viec = sets["chua-sua"].concat(sets["chua-danh-gia"], sets.tra, sets.chan);
      this.parts.forEach((part) => { write(part, sets[part.dataset.dem].length); });
      this.shows.forEach((part) => {
        const [name, wanted] = part.dataset.khi.split(":");
        part.hidden = (sets[name].length > 0) !== (wanted !== "khong");
      });
      this.lists.forEach((list) => list.replaceChildren(...byCommune(grid, sets[list.dataset.ds])));
    }
  }

  function write(part, count) {
    if (part.tagName === "INPUT") part.value = count;
    else part.textContent = count;
  }

  function fill(td, count) {
    td.replaceChildren(String(count.met), element("small", count.change));
  }

  // "Đăk Pék: 11, 17", each number a link to its cell.
  function byCommune(grid, cells) {
    return grid.rows
      .map((row) => [row, cells.filter((cell) => cell.row === row.cells[0].row)])
      .filter(([, found]) => found.length)
      .map(([row, found]) => element("li", [`${row.commune}: `, ...links(row, found)]));
  }

  function links(row, cells) {
    const to = (cell, text) => element("a", text, { href: `#o-${cell.key}`, title: cell.criterion.name });
    if (cells.length === row.cells.length) return [to(cells[0], `cả ${cells.length} tiêu chí`)];
    return cells.reduce((made, cell) => made.concat(made.length ? ", " : [], to(cell, cell.criterion.number)), []);
  }

  nt.View = View;
})((window.nt = window.nt || {}));
