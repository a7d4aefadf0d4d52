// What the report does beyond being read: notes at the height of their marks, steps by keyboard, filters, copying.
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const wide = matchMedia("screen and (min-width: 62rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const GAP = 10;
  const MANY = 150;
  let current = null;

  class Story {
    constructor(root) {
      this.root = root;
      this.desk = root.querySelector(".desk");
      this.bar = root.querySelector(".toolbar");
      this.items = all(".note", root).map((note) => ({
        note,
        n: note.dataset.n,
        number: document.getElementById(note.id.replace(/f(\d+)$/, "m$1")),
        marks: [],
        shown: true,
      }));
      const byNumber = new Map(this.items.map((item) => [item.n, item]));
      this.marks = all("mark", root);
      for (const mark of this.marks) {
        mark.items = mark.dataset.f.split(" ").map((n) => byNumber.get(n));
        for (const item of mark.items) item.marks.push(mark);
      }
      this.byNote = new Map(this.items.map((item) => [item.note, item]));
      this.active = null;
      root.addEventListener("click", (event) => this.click(event));
      root.addEventListener("toggle", (event) => this.toggled(event.target), true);
      if (this.bar) this.prepareBar();
      addEventListener("resize", () => this.layOut());
      wide.addEventListener("change", () => this.layOut());
      document.fonts?.ready.then(() => this.layOut());
      this.layOut();
      // Hundreds of notes that glide at once are slower than they are beautiful.
      if (this.items.length <= MANY) requestAnimationFrame(() => this.desk.classList.add("settled"));
    }

    click(event) {
      const note = event.target.closest(".note");
      const link = event.target.closest("a.n, a.number, .first a");
      if (link) {
        event.preventDefault();
        const item = this.itemOf(link.hash.slice(1));
        // From the text to the note; from anywhere else to the text.
        if (!link.matches(".n")) return this.activate(item, true);
        this.activate(item, false);
        item.note.focus({ preventScroll: wide.matches });
        if (!wide.matches) item.note.scrollIntoView({ block: "nearest" });
        return;
      }
      if (event.target.closest("a, button, summary, .toolbar") || String(getSelection())) return;
      const mark = event.target.closest("mark");
      const item = note ? this.byNote.get(note) : mark?.items.find(({ shown }) => shown);
      if (item) this.activate(item, false);
    }

    itemOf(id) { return this.items.find(({ note, number }) => note.id === id || number?.id === id); }

    // Buttons are made when a note is first chosen or opened: a long story has thousands of notes.
    equip(item) {
      if (item.note.querySelector(".tools")) return;
      const tools = document.createElement("p");
      tools.className = "tools";
      const change = item.note.querySelector(".change[data-copy]");
      if (change) tools.append(button("Copy the new text", () => change.dataset.copy));
      tools.append(button("Copy note", () => this.text(item)));
      item.note.append(tools);
    }

    toggled(details) {
      const item = this.byNote.get(details.closest(".note"));
      if (item) this.equip(item);
      this.layOut();
    }

    // From the text to the chosen note; on the note itself its why.
    enter() {
      const { note } = this.active;
      if (document.activeElement !== note) return note.focus({ preventScroll: wide.matches });
      const details = note.querySelector("details");
      details.open = !details.open;
    }

    // From the note back to its mark; from there to nothing chosen.
    escape() {
      const { note, number } = this.active;
      if (number && note.contains(document.activeElement)) return number.focus({ preventScroll: true });
      document.activeElement?.blur();
      this.activate(null, false);
    }

    prepareBar() {
      this.bar.hidden = false;
      for (const step of all("[data-step]", this.bar)) step.addEventListener("click", () => this.step(Number(step.dataset.step)));
      for (const box of all("[data-filter]", this.bar)) box.addEventListener("change", () => this.filter());
      const copyAll = this.bar.querySelector(".copy-all");
      copyAll.replaceWith(button("Copy all notes", () => this.visible().map((item) => this.text(item)).join("\n\n"), "copy-all"));
      const fixed = this.bar.querySelector(".copy-fixed");
      fixed?.replaceWith(button(fixed.textContent, () => this.fixedText(), "copy-fixed"));
      this.filter();
    }

    // The copy as it stands in the file, the safe fixes made: numbers go, what was spelled out is a character again.
    fixedText() {
      return all(".copy:not(.aside)", this.desk).map((copy) => {
        if (copy.dataset.fixed !== undefined) return copy.dataset.fixed;
        const clone = copy.cloneNode(true);
        for (const number of all(".n", clone)) number.remove();
        for (const control of all(".ctl", clone)) {
          const code = /^U\+([0-9A-F]+)$/.exec(control.textContent);
          control.replaceWith(code ? String.fromCodePoint(parseInt(code[1], 16)) : "\uFFFD");
        }
        return clone.textContent;
      }).join("\n\n");
    }

    visible() { return this.items.filter((item) => item.shown); }

    filter() {
      const off = new Set(all("[data-filter]:not(:checked)", this.bar).map((box) => box.dataset.filter + " " + box.value));
      for (const item of this.items) {
        const data = item.note.dataset;
        item.shown = !["severity", "family", "confidence"].some((key) => off.has(key + " " + data[key]));
        item.note.hidden = !item.shown;
        if (item.number) item.number.hidden = !item.shown;
      }
      for (const mark of this.marks) mark.classList.toggle("off", !mark.items.some((item) => item.shown));
      if (this.active && !this.active.shown) this.activate(null, false);
      this.tell();
      this.layOut();
    }

    tell() {
      const list = this.visible();
      const at = list.indexOf(this.active);
      this.bar.querySelector(".position").textContent =
        at >= 0 ? `${at + 1} of ${list.length}` : list.length === this.items.length ? `${list.length} notes` : `${list.length} of ${this.items.length}`;
    }

    step(by) {
      const list = this.visible();
      if (!list.length) return;
      const at = list.indexOf(this.active);
      const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
      this.activate(list[next], true);
    }

    activate(item, moves) {
      for (const element of all(".on", this.root)) element.classList.remove("on");
      this.active = item;
      current = this;
      if (item) {
        this.equip(item);
        item.note.classList.add("on");
        item.number?.classList.add("on");
        for (const mark of item.marks) mark.classList.add("on");
        if (moves) {
          const goal = item.number ?? item.note;
          goal.focus({ preventScroll: true });
          const place = item.marks[0] ?? goal;
          const isFar = Math.abs(place.getBoundingClientRect().top) > 3 * innerHeight;
          place.scrollIntoView({ block: "center", behavior: calm.matches || isFar ? "instant" : "smooth" });
        }
      }
      this.layOut();
      if (this.bar) this.tell();
    }

    // Each note at the height of its mark, pushed down by those before it. The chosen one stands exactly there and pushes
    // those before it up; what finds no room above the story steps out until another is chosen.
    layOut() {
      const live = wide.matches && this.items.length > 0;
      this.desk.classList.toggle("live", live);
      if (!live) {
        this.desk.style.minHeight = "";
        for (const { note } of this.items) {
          note.style.transform = "";
          note.classList.remove("out");
        }
        return;
      }
      const list = this.visible();
      const zero = this.desk.getBoundingClientRect().top;
      const spots = list.map((item) => (item.number ?? item.note.closest(".row")).getBoundingClientRect().top - zero - 8);
      const heights = list.map((item) => item.note.offsetHeight + GAP);
      const tops = [];
      let next = 0;
      list.forEach((item, index) => {
        tops[index] = Math.max(spots[index], next);
        next = tops[index] + heights[index];
      });
      const at = list.indexOf(this.active);
      if (at >= 0) {
        tops[at] = Math.max(spots[at], 0);
        for (let index = at - 1; index >= 0; index -= 1) tops[index] = Math.min(tops[index], tops[index + 1] - heights[index]);
        for (let index = at + 1; index < list.length; index += 1) tops[index] = Math.max(spots[index], tops[index - 1] + heights[index - 1]);
      }
      list.forEach(({ note }, index) => {
        note.classList.toggle("out", tops[index] < -GAP);
        const transform = `translateY(${Math.round(tops[index])}px)`;
        if (note.style.transform !== transform) note.style.transform = transform;
      });
      const last = list.length - 1;
      this.desk.style.minHeight = last < 0 ? "" : `${Math.ceil(tops[last] + heights[last])}px`;
    }

    text(item) {
      const { note } = item;
      const part = (selector) => note.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ");
      const change = note.querySelector(".change");
      const lines = [`${item.n}. ${note.dataset.severity}, ${note.dataset.family}: ${part(".message")}`];
      if (change) lines.push(`   ${part(".was bdi") ?? ""} → ${part(".now bdi") ?? ""}`);
      if (part(".advice")) lines.push(`   ${part(".advice")}`);
      return lines.join("\n");
    }
  }

  function button(label, text, style = "") {
    const element = document.createElement("button");
    element.type = "button";
    element.className = style;
    element.textContent = label;
    element.addEventListener("click", async () => {
      element.textContent = (await copy(text())) ? "Copied" : "Could not copy";
      setTimeout(() => { element.textContent = label; }, 1500);
    });
    return element;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  // The index: sort by a column, show what holds a word.
  function list(table) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const heads = all("thead th", table);
    const value = (row, column, kind) => {
      const cell = row.cells[column];
      return kind === "number" ? Number(cell.dataset.value ?? cell.textContent) : cell.textContent.trim();
    };
    heads.forEach((head, column) => {
      const name = document.createElement("button");
      name.type = "button";
      name.textContent = head.textContent;
      head.replaceChildren(name);
      name.addEventListener("click", () => {
        const kind = head.dataset.sort;
        const down = head.ariaSort ? head.ariaSort === "ascending" : kind === "number";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.ariaSort = down ? "descending" : "ascending";
        const sign = down ? -1 : 1;
        const keyed = rows.map((row, index) => ({ row, index, key: value(row, column, kind) }));
        keyed.sort((a, b) => sign * (kind === "number" ? a.key - b.key : a.key.localeCompare(b.key)) || a.index - b.index);
        rows.splice(0, rows.length, ...keyed.map(({ row }) => row));
        texts = null;
        for (const choice of choices) choice.parts = null;
        for (const row of rows) body.append(row);
        show();
      });
    });
    const find = document.querySelector(".find");
    const search = find.querySelector(".search");
    // Ten thousand rows are in the page; a screen gets a hundred, and more when asked.
    const PAGE = 100;
    let limit = PAGE;
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    more.addEventListener("click", () => {
      limit *= 10;
      show();
    });
    table.parentNode.after(more);
    let texts = null;
    // A choice for each column with few values; families are several to a cell.
    const choices = heads.flatMap((head, column) => {
      if (!head.dataset.choose) return [];
      const read = () => rows.map((row) => row.cells[column].textContent.split(",").map((part) => part.trim()).filter(Boolean));
      const values = Array.from(new Set(read().flat())).sort();
      if (values.length < 2) return [];
      const label = document.createElement("label");
      const select = document.createElement("select");
      select.append(new Option("all", ""), ...values.map((value) => new Option(value, value)));
      label.append(head.dataset.choose + " ", select);
      find.insertBefore(label, find.querySelector(".position"));
      select.addEventListener("change", show);
      return [{ select, read, parts: null }];
    });
    function show() {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = choices.filter(({ select }) => select.value);
      if (words.length) texts ??= rows.map((row) => row.textContent.toLowerCase());
      for (const choice of wanted) choice.parts ??= choice.read();
      let fitting = 0;
      rows.forEach((row, index) => {
        const fits = words.every((word) => texts[index].includes(word))
          && wanted.every(({ select, parts }) => parts[index].includes(select.value));
        if (fits) fitting += 1;
        row.hidden = !fits || fitting > limit;
      });
      find.querySelector(".position").textContent = words.length || wanted.length ? `${fitting} of ${rows.length}` : "";
      more.hidden = fitting <= limit;
      more.textContent = `Show ${Math.min(fitting, limit * 10) - limit} more of ${fitting}`;
    }
    find.hidden = false;
    search.addEventListener("input", () => {
      limit = PAGE;
      show();
    });
    show();
    table.classList.add("ready");
  }
  for (const table of all("table.list")) list(table);

  const stories = all(".report").map((root) => (root.querySelector(".desk") ? new Story(root) : null)).filter(Boolean);
  current = stories.find((story) => story.items.length) ?? null;

  // A link to a note or a mark chooses it.
  const follow = () => {
    const goal = location.hash && document.getElementById(location.hash.slice(1));
    for (const story of goal ? stories : []) {
      const item = story.itemOf(goal.id);
      if (item) story.activate(item, true);
    }
  };
  addEventListener("hashchange", follow);
  follow();

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !current) return;
    if (event.target.closest?.("input:not([type=checkbox]), textarea, select")) return;
    const isFree = !event.target.closest?.("a, button, summary, input");
    const { active } = current;
    if (event.key === "Escape" && active) current.escape();
    else if (event.key === "Enter" && active && isFree) current.enter();
    else if (current.bar?.querySelector(".letters")?.checked === false) return;
    else if (event.key === "j" || event.key === "n") current.step(1);
    else if (event.key === "k" || event.key === "p") current.step(-1);
    else if (event.key === "c" && active) active.note.querySelector(".tools button").click();
    else return;
    event.preventDefault();
  });
})();
