/* Tongbao: the search page. Pagefind finds the pages; this puts them on the page, a part at a time. */
(function () {
  "use strict";
  var STEP = 20;
  var form = document.getElementById("search");
  var state = document.getElementById("search-state");
  var list = document.getElementById("found");
  var more = document.getElementById("search-more");
  var script = new URL(form.getAttribute("data-index"), window.location.href);
  var home = new URL("../", script).pathname;
  var turn = 0;
  var engine = null;

  function say(name, count) {
    state.textContent = name ? state.getAttribute("data-" + name).replace("{count}", count) : "";
  }

  /* Pagefind is asked for words, and takes Chinese apart into them. So what stands in quotation marks, and Chinese
     without a space in it, is looked for once more as it was written. */
  function read(text) {
    var phrases = [];
    var words = text.replace(/["“”「『]([^"“”」』]+)["“”」』]/g, function (whole, phrase) {
      phrases.push(phrase.trim().toLowerCase());
      return " " + phrase + " ";
    });
    words.split(/\s+/).forEach(function (word) { if (/[\u3400-\u9fff]{2}/.test(word)) { phrases.push(word.toLowerCase()); } });
    return { words: words.trim(), phrases: phrases };
  }

  function has(data, phrases) {
    var text = (data.meta.title + " " + data.content).toLowerCase();
    return phrases.every(function (phrase) { return text.indexOf(phrase) >= 0; });
  }

  /* Pagefind marks what it found with <mark> and escapes the rest. */
  function excerpt(html) {
    var part = document.createElement("p");
    part.innerHTML = html;
    return part;
  }

  function entry(data) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = data.url;
    link.textContent = data.meta.title;
    item.appendChild(link);
    var kind = document.createElement("span");
    kind.className = "tag";
    kind.textContent = data.meta.kind;
    item.append(" ", kind);
    item.appendChild(excerpt(data.excerpt));
    return item;
  }

  /* Goes on through the results until a part is full; `hunt` remembers where it is. */
  function go(hunt) {
    var room = STEP;
    more.hidden = true;
    function next() {
      if (hunt.turn !== turn) { return null; }
      if (!room || !hunt.rest.length) { return end(hunt); }
      return Promise.all(hunt.rest.splice(0, room).map(function (result) { return result.data(); })).then(function (found) {
        if (hunt.turn !== turn) { return null; }
        found.forEach(function (data) {
          if (hunt.kind && data.meta.kind !== hunt.kind) { return; }
          if (!has(data, hunt.phrases)) { hunt.loose.push(data); return; }
          list.appendChild(entry(data));
          hunt.shown += 1;
          room -= 1;
        });
        return next();
      });
    }
    return next();
  }

  function end(hunt) {
    more.hidden = !hunt.rest.length;
    more.onclick = function () { go(hunt); };
    if (!hunt.shown && hunt.loose.length) {
      hunt.loose.slice(0, STEP).forEach(function (data) { list.appendChild(entry(data)); });
      say("loose");
    } else {
      say(hunt.rest.length ? "part" : hunt.shown ? "found" : "none", hunt.shown);
    }
  }

  function search() {
    var mine = (turn += 1);
    var asked = read(form.elements.q.value);
    more.hidden = true;
    if (!asked.words) { list.replaceChildren(); say(""); return; }
    say("busy");
    engine.search(asked.words).then(function (answer) {
      if (mine !== turn) { return null; }
      list.replaceChildren();
      return go({ turn: mine, rest: answer.results, kind: form.elements.kind.value, phrases: asked.phrases, loose: [], shown: 0 });
    }).catch(function () { say("broken"); });
  }

  function keep() {
    var query = new URLSearchParams();
    ["q", "kind"].forEach(function (name) { if (form.elements[name].value) { query.set(name, form.elements[name].value); } });
    window.history.replaceState(null, "", query.toString() ? "?" + query : window.location.pathname);
  }

  var waiting = 0;
  form.addEventListener("submit", function (event) { event.preventDefault(); keep(); search(); });
  form.elements.kind.addEventListener("change", function () { keep(); search(); });
  form.elements.q.addEventListener("input", function (event) {
    if (event.isComposing) { return; }
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { keep(); search(); }, 250);
  });
  form.elements.q.addEventListener("compositionend", function () { keep(); search(); });

  form.hidden = false;
  ["q", "kind"].forEach(function (name) {
    form.elements[name].value = new URLSearchParams(window.location.search).get(name) || "";
  });
  if (window.location.protocol === "file:") { say("broken"); return; } /* no browser loads a module from there */
  import(script.href).then(function (pagefind) {
    engine = pagefind;
    return engine.options({ baseUrl: home, excerptLength: 24 });
  }).then(search, function () { say("broken"); });
}());
