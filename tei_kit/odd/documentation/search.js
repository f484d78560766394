// Search in the names, glosses and descriptions of all pages. The list of them is in index.js.
(function () {
  "use strict";
  var entries = window.teiKitIndex;
  var form = document.querySelector("form.search");
  if (!entries || !form) { return; }
  form.hidden = false;
  var root = document.body.dataset.root;
  var input = form.querySelector("input");
  var list = document.getElementById("found");
  var count = document.getElementById("found-count");
  var MOST = 20;

  // A name that is the word comes first, then one that begins with it, one that has it, a text.
  function rank(entry, word) {
    var name = entry.n.toLowerCase();
    if (name === word) { return 0; }
    if (name.startsWith(word)) { return 1; }
    if (name.includes(word)) { return 2; }
    return entry.d.toLowerCase().includes(word) ? 3 : -1;
  }

  function search() {
    var word = input.value.trim().toLowerCase().replace(/^[<@]|>$/g, "");
    list.replaceChildren();
    if (!word) { list.hidden = true; count.textContent = ""; return; }
    var found = [];
    entries.forEach(function (entry) {
      var place = rank(entry, word);
      if (place >= 0) { found.push({ entry: entry, place: place }); }
    });
    found.sort(function (a, b) { return a.place - b.place || a.entry.n.localeCompare(b.entry.n); });
    found.slice(0, MOST).forEach(function (each) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = root + each.entry.p;
      link.textContent = each.entry.n;
      var what = document.createElement("span");
      what.className = "what";
      what.textContent = each.entry.k + (each.entry.d ? ": " + each.entry.d : "");
      link.append(what);
      item.append(link);
      list.append(item);
    });
    list.hidden = !found.length;
    count.textContent = found.length + (found.length === 1 ? " page found" : " pages found");
  }

  input.addEventListener("input", search);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first) { first.click(); }
  });
  form.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { input.value = ""; search(); input.focus(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    if (!links.length) { return; }
    event.preventDefault();
    var at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (at < 0) { input.focus(); } else { links[Math.min(at, links.length - 1)].focus(); }
  });
}());
