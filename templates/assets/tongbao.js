/* Tongbao: filter, search, sort and text size. Pages are whole without it. */
(function () {
  "use strict";
  var root = document.documentElement;
  var SIZE = "tongbao-size";

  function remembered() {
    try { return window.localStorage.getItem(SIZE) || "normal"; } catch (error) { return "normal"; }
  }

  function setSize(size) {
    root.setAttribute("data-size", size);
    try { window.localStorage.setItem(SIZE, size); } catch (error) { /* private mode: the size holds for this page */ }
    each(document, ".sizes button", function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-size") === size));
    });
  }

  function each(within, selector, action) {
    Array.prototype.forEach.call(within.querySelectorAll(selector), action);
  }

  root.setAttribute("data-size", remembered());

  /* -- what the address says ------------------------------------------------------------------------------------- */

  function keep(values) {
    var query = new URLSearchParams();
    Object.keys(values).forEach(function (name) { if (values[name]) { query.set(name, values[name]); } });
    var text = query.toString();
    /* A page opened from a folder may not change its address; the filter works all the same. */
    try { window.history.replaceState(null, "", window.location.pathname + (text ? "?" + text : "") + window.location.hash); } catch (error) { /* nothing to keep */ }
  }

  /* -- one table: its rows, its filters, its order --------------------------------------------------------------- */

  function bodyOf(table) {
    return Array.prototype.filter.call(table.tBodies, function (body) { return !body.classList.contains("summary"); })[0];
  }

  function start(table, form) {
    var body = bodyOf(table);
    var rows = Array.prototype.slice.call(body.rows);
    var summaries = table.querySelectorAll("tbody.summary");
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var language = root.lang || undefined;
    var compare = new Intl.Collator(language, { numeric: true }).compare;
    var order = { sort: "", dir: "" };
    var words = rows.map(function (row) { return row.textContent.toLowerCase(); });

    function chosen() {
      var values = {};
      if (form) { each(form, "[name]", function (field) { values[field.name] = field.value.trim(); }); }
      return values;
    }

    function filled(box) {
      return Array.prototype.some.call(box.querySelectorAll("select"), function (field) { return field.value; });
    }

    function fits(row, index, values) {
      return Object.keys(values).every(function (name) {
        var wanted = values[name];
        if (!wanted) { return true; }
        if (name === "q") {
          return wanted.toLowerCase().split(/\s+/).every(function (word) { return words[index].indexOf(word) >= 0; });
        }
        return (row.getAttribute("data-" + name) || "").split(" ").indexOf(wanted) >= 0;
      });
    }

    function filter() {
      if (!form) { return; }
      var values = chosen();
      var shown = 0;
      rows.forEach(function (row, index) {
        row.hidden = !fits(row, index, values);
        if (!row.hidden) { shown += 1; }
      });
      /* The sum is that of all rows: beside some of them it would mislead. */
      Array.prototype.forEach.call(summaries, function (summary) { summary.hidden = shown !== rows.length; });
      var output = form.querySelector("output");
      var text = output.getAttribute(shown === rows.length ? "data-whole" : "data-text");
      output.textContent = text.replace("{shown}", shown).replace("{total}", rows.length);
      form.querySelector("[type=reset]").hidden = !Object.keys(values).some(function (name) { return values[name]; });
      values.sort = order.sort;
      values.dir = order.dir;
      keep(values);
    }

    function valueOf(row, column) {
      var cell = row.cells[column];
      var value = cell.getAttribute("data-value");
      var marked = value === null && cell.querySelector("data, time");
      if (marked) { return marked.getAttribute("value") || marked.getAttribute("datetime"); }
      return value === null ? cell.textContent.trim() : value;
    }

    function sort(column, direction) {
      var kind = heads[column].getAttribute("data-sort");
      var sign = direction === "descending" ? -1 : 1;
      var original = new Map(rows.map(function (row, index) { return [row, index]; }));
      /* "order": values in the order in which they first stand in the table, which is the place's own. */
      var ranks = new Map();
      rows.forEach(function (row) { var value = valueOf(row, column); if (!ranks.has(value)) { ranks.set(value, ranks.size); } });
      var sorted = rows.slice().sort(function (one, other) {
        var a = valueOf(one, column), b = valueOf(other, column);
        if (a === "" || b === "") { return (a === "" ? 1 : 0) - (b === "" ? 1 : 0) || original.get(one) - original.get(other); }
        var difference = kind === "number" ? parseFloat(a) - parseFloat(b) : kind === "order" ? ranks.get(a) - ranks.get(b) : compare(a, b);
        return sign * difference || original.get(one) - original.get(other);
      });
      sorted.forEach(function (row) { body.appendChild(row); });
      heads.forEach(function (head, index) {
        if (head.hasAttribute("data-sort")) { head.setAttribute("aria-sort", index === column ? direction : "none"); }
      });
      order = { sort: String(column), dir: direction };
    }

    heads.forEach(function (head, column) {
      if (!head.hasAttribute("data-sort")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var numeric = head.getAttribute("data-sort") === "number";
        var now = head.getAttribute("aria-sort");
        var next = now === "none" ? (numeric ? "descending" : "ascending") : now === "ascending" ? "descending" : "ascending";
        sort(column, next);
        filter();
      });
    });

    if (!form) { return; }
    var asked = new URLSearchParams(window.location.search);
    each(form, "[name]", function (field) { if (asked.has(field.name)) { field.value = asked.get(field.name); } });
    var column = parseInt(asked.get("sort"), 10);
    if (heads[column] && heads[column].hasAttribute("data-sort")) {
      sort(column, asked.get("dir") === "descending" ? "descending" : "ascending");
    }
    form.hidden = false;
    /* On a phone the choices stay folded until they are wanted or in use. */
    each(form, "details", function (box) { box.open = window.innerWidth > 640 || filled(box); });
    form.addEventListener("input", filter);
    form.addEventListener("change", filter);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { window.setTimeout(filter, 0); });
    filter();
  }

  /* -- a table for a spreadsheet --------------------------------------------------------------------------------- */

  function textOf(cell) {
    var copy = cell.cloneNode(true);
    each(copy, ".unseen, svg", function (part) { part.parentNode.removeChild(part); });
    each(copy, ".under", function (part) { part.insertBefore(document.createTextNode(" "), part.firstChild); });
    var text = copy.textContent.replace(/\s+/g, " ").trim().replace(/^\u2212(?=[0-9])/, "-");
    /* What a spreadsheet would take for a formula, and is no number. */
    return /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^[+-][0-9.,]+%?$/.test(text) ? "'" + text : text;
  }

  function tabbed(table) {
    return Array.prototype.filter.call(table.rows, function (row) { return !row.hidden; }).map(function (row) {
      var cells = Array.prototype.filter.call(row.cells, function (cell) { return !cell.classList.contains("bar-cell"); });
      return cells.map(textOf).join("\t");
    }).join("\n") + "\n";
  }

  function copyByHand(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.appendChild(field);
    field.select();
    document.execCommand("copy");
    document.body.removeChild(field);
  }

  function copyText(text, done) {
    /* Only a safe address has the clipboard; elsewhere the old way does. */
    if (!navigator.clipboard) { copyByHand(text); done(); return; }
    navigator.clipboard.writeText(text).then(done, function () { copyByHand(text); done(); });
  }

  function offerCopy(table, label, copied) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = label;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      copyText(tabbed(table), function () {
        button.textContent = copied;
        button.focus();
        window.setTimeout(function () { button.textContent = label; }, 2000);
      });
    });
    table.createCaption().appendChild(button);
  }

  document.addEventListener("DOMContentLoaded", function () {
    each(document, ".sizes", function (group) { group.hidden = false; });
    setSize(remembered());
    each(document, ".sizes button", function (button) {
      button.addEventListener("click", function () { setSize(button.getAttribute("data-size")); });
    });
    each(document, "table", function (table) {
      if (!table.tHead || !table.tHead.querySelector("[data-sort]")) { return; }
      start(table, table.id ? document.querySelector('form[data-filters="' + table.id + '"]') : null);
    });
    each(document, "[data-copy] table", function (table) {
      var labels = table.closest("[data-copy]");
      offerCopy(table, labels.getAttribute("data-copy"), labels.getAttribute("data-copied"));
    });
    window.addEventListener("beforeprint", function () { each(document, "details", function (box) { if (!box.classList.contains("origin")) { box.open = true; } }); });
  });
})();
