/* Tongbao: filter, search, sort and reading settings. Pages are whole without it. */
(function () {
  "use strict";
  var root = document.documentElement;
  function each(within, selector, action) {
    Array.prototype.forEach.call(within.querySelectorAll(selector), action);
  }

  /* how the reader wants to read */

  var READING = ["size", "contrast", "spacing"];

  function remembered(name) {
    try { return window.localStorage.getItem("tongbao-" + name) || ""; } catch (error) { return ""; }
  }

  function set(name, value) {
    if (value) { root.setAttribute("data-" + name, value); } else { root.removeAttribute("data-" + name); }
  }

  /* Before anything is drawn, so that nothing jumps. */
  READING.forEach(function (name) { set(name, remembered(name)); });

  function offerReading(box) {
    each(box, "select", function (select) {
      var name = select.getAttribute("data-reading");
      select.value = root.getAttribute("data-" + name) || "";
      if (select.selectedIndex < 0) { select.value = ""; }
      select.addEventListener("change", function () {
        set(name, select.value);
        try { window.localStorage.setItem("tongbao-" + name, select.value); } catch (error) { /* private mode: it holds for this page */ }
      });
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.open) { return; }
      box.open = false;
      box.querySelector("summary").focus();
    });
    document.addEventListener("click", function (event) { if (!box.contains(event.target)) { box.open = false; } });
  }

  /* what the address says */

  function asked() {
    return new URLSearchParams(window.location.search);
  }

  function keep(values, push) {
    var query = new URLSearchParams();
    Object.keys(values).forEach(function (name) { if (values[name]) { query.set(name, values[name]); } });
    var text = query.toString() ? "?" + query : "";
    each(document, "a.language", function (link) { link.search = text; });
    if (text === window.location.search) { return; }
    /* A page opened from a folder may not change its address; filters and order work all the same. */
    try { window.history[push ? "pushState" : "replaceState"](null, "", window.location.pathname + text + window.location.hash); } catch (error) { /* nothing to keep */ }
  }

  /* one table: its rows, its filters, its order */

  function bodyOf(table) {
    return Array.prototype.filter.call(table.tBodies, function (body) { return !body.classList.contains("summary"); })[0];
  }

  /* `first`: the table whose order stands in the address; another may have the same columns. */
  function start(table, form, first) {
    var body = bodyOf(table);
    var rows = Array.prototype.slice.call(body.rows);
    var summaries = table.querySelectorAll("tbody.summary");
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var compare = new Intl.Collator(root.lang || undefined, { numeric: true }).compare;
    var order = "";
    var words, codes;

    function fields(action) { if (form) { each(form, "[name]", action); } }

    function chosen() {
      var values = {};
      fields(function (field) { values[field.name] = field.value.trim(); });
      return values;
    }

    function codesOf(index, name) {
      codes = codes || rows.map(function () { return {}; });
      if (!codes[index][name]) { codes[index][name] = (rows[index].getAttribute("data-" + name) || "").split(" "); }
      return codes[index][name];
    }

    function fits(index, name, wanted) {
      if (!wanted) { return true; }
      if (name !== "q") { return codesOf(index, name).indexOf(wanted) >= 0; }
      words = words || rows.map(function (row) { return row.textContent.toLowerCase(); });
      return wanted.toLowerCase().split(/\s+/).every(function (word) { return words[index].indexOf(word) >= 0; });
    }

    /* A choice that would leave no row is not offered; beside the others stands how many they would leave. */
    function offer(select, counts) {
      each(select, "option[value]:not([value=''])", function (option) {
        var count = counts[option.value] || 0;
        if (!option.hasAttribute("data-text")) { option.setAttribute("data-text", option.textContent); }
        option.textContent = option.getAttribute("data-text") + " (" + count + ")";
        option.disabled = !count && !option.selected;
      });
    }

    function filter() {
      if (!form) { return; }
      var values = chosen(), names = Object.keys(values), shown = 0, counts = {};
      names.forEach(function (name) { counts[name] = {}; });
      rows.forEach(function (row, index) {
        var missed = names.filter(function (name) { return !fits(index, name, values[name]); });
        row.hidden = missed.length > 0;
        if (!row.hidden) { shown += 1; }
        if (missed.length > 1) { return; }
        (missed.length ? missed : names).forEach(function (name) {
          if (name !== "q") { codesOf(index, name).forEach(function (code) { counts[name][code] = (counts[name][code] || 0) + 1; }); }
        });
      });
      each(form, "select", function (select) { offer(select, counts[select.name]); });
      /* The sum is that of all rows: beside some of them it would mislead. */
      Array.prototype.forEach.call(summaries, function (summary) { summary.hidden = shown !== rows.length; });
      var output = form.querySelector("output");
      var text = output.getAttribute(shown === rows.length ? "data-whole" : "data-text");
      output.textContent = text.replace("{shown}", shown).replace("{total}", rows.length);
      form.querySelector("[type=reset]").hidden = !names.some(function (name) { return values[name]; });
    }

    function changed(push) {
      filter();
      if (!first) { return; }
      var values = chosen();
      values.sort = order;
      keep(values, push);
    }

    function valueOf(row, column) {
      var cell = row.cells[column];
      var value = cell.getAttribute("data-value");
      var marked = value === null && cell.querySelector("data, time");
      if (marked) { return marked.getAttribute("value") || marked.getAttribute("datetime"); }
      return value === null ? cell.textContent.trim() : value;
    }

    function keyOf(column) { return heads[column].getAttribute("data-key") || String(column); }

    /* "rate" is rising, "-rate" falling, "" the order of the page. */
    function sort(wanted) {
      var falling = wanted.charAt(0) === "-", key = falling ? wanted.slice(1) : wanted;
      var column = -1;
      heads.forEach(function (head, index) { if (head.hasAttribute("data-sort") && keyOf(index) === key) { column = index; } });
      order = column < 0 ? "" : wanted;
      var sorted = rows.slice();
      if (order) {
        var kind = heads[column].getAttribute("data-sort");
        var values = new Map(), places = new Map(), ranks = new Map();
        rows.forEach(function (row, index) {
          var value = valueOf(row, column);
          values.set(row, value);
          places.set(row, index);
          /* "order": values in the order in which they first stand in the table, which is the place's own. */
          if (!ranks.has(value)) { ranks.set(value, ranks.size); }
        });
        sorted.sort(function (one, other) {
          var a = values.get(one), b = values.get(other), there = places.get(one) - places.get(other);
          if (a === "" || b === "") { return (a === "" ? 1 : 0) - (b === "" ? 1 : 0) || there; }
          var difference = kind === "number" ? parseFloat(a) - parseFloat(b) : kind === "order" ? ranks.get(a) - ranks.get(b) : compare(a, b);
          return (falling ? -difference : difference) || there;
        });
      }
      sorted.forEach(function (row) { body.appendChild(row); });
      heads.forEach(function (head, index) {
        if (head.hasAttribute("data-sort")) { head.setAttribute("aria-sort", order && index === column ? (falling ? "descending" : "ascending") : "none"); }
      });
    }

    function restore() {
      var query = asked();
      fields(function (field) {
        field.value = query.get(field.name) || "";
        if (field.tagName === "SELECT" && field.selectedIndex < 0) { field.value = ""; }
      });
      sort(query.get("sort") || "");
      filter();
      if (query.toString()) { each(document, "a.language", function (link) { link.search = window.location.search; }); }
    }

    heads.forEach(function (head, column) {
      if (!head.hasAttribute("data-sort")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var key = keyOf(column), numeric = head.getAttribute("data-sort") === "number";
        sort(order === key ? "-" + key : order === "-" + key ? key : numeric ? "-" + key : key);
        changed(true);
      });
    });

    if (form) {
      form.hidden = false;
      form.addEventListener("input", function (event) { if (event.target.name === "q") { changed(false); } });
      form.addEventListener("change", function (event) { changed(event.target.name !== "q"); });
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      form.addEventListener("reset", function () { window.setTimeout(function () { changed(true); }, 0); });
    }
    if (!first) { return; }
    restore();
    window.addEventListener("popstate", restore);
    /* On a phone the choices stay folded until they are wanted or in use. */
    if (form) {
      each(form, "details", function (box) {
        box.open = window.innerWidth > 640 || Array.prototype.some.call(box.querySelectorAll("select"), function (field) { return field.value; });
      });
    }
  }

  /* a table for a spreadsheet */

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
    each(document, ".reading", offerReading);
    each(document, "[data-scripted]", function (part) { part.hidden = false; });
    var first = true;
    each(document, "main table", function (table) {
      if (!table.tHead || !table.tHead.querySelector("[data-sort]")) { return; }
      start(table, table.id ? document.querySelector('form[data-filters="' + table.id + '"]') : null, first);
      first = false;
    });
    each(document, "[data-copy] table", function (table) {
      var labels = table.closest("[data-copy]");
      offerCopy(table, labels.getAttribute("data-copy"), labels.getAttribute("data-copied"));
    });
    window.addEventListener("beforeprint", function () { each(document, "details", function (box) { if (!box.matches(".origin, .reading")) { box.open = true; } }); });
  });
})();
