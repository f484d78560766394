// The list of texts, counted one after the other; those with the most to look at come first.
(function () {
  "use strict";
  var body = document.getElementById("texts");
  var status = document.getElementById("status");

  function cell(name, text, scope) {
    var made = document.createElement(name);
    made.textContent = text;
    if (scope) { made.scope = scope; }
    return made;
  }

  function row(entry) {
    var made = document.createElement("tr");
    var name = cell("th", "", "row");
    var link = document.createElement("a");
    link.href = entry.number + "/";
    link.textContent = entry.name;
    name.append(link);
    if (entry.problem) {
      var problem = document.createElement("p");
      problem.className = "problem";
      problem.textContent = entry.problem;
      name.append(problem);
    }
    made.append(name);
    [entry.unsure, entry.noticed, entry.likely, entry.decided].forEach(function (number) {
      made.append(cell("td", entry.ready ? String(number) : "…"));
    });
    return made;
  }

  function show(texts) {
    var waiting = texts.filter(function (entry) { return !entry.ready; }).length;
    var focused = document.activeElement && document.activeElement.getAttribute("href");
    body.replaceChildren.apply(body, texts.map(row));
    if (focused) {
      var again = body.querySelector("a[href='" + CSS.escape(focused) + "']");
      if (again) { again.focus(); }
    }
    status.textContent = waiting
      ? texts.length - waiting + " of " + texts.length + " texts are read"
      : texts.length + " texts, those with the most to look at first";
    return waiting;
  }

  function ask() {
    fetch("texts").then(function (answer) { return answer.json(); }).then(function (told) {
      window.setTimeout(ask, show(told.texts) ? 700 : 3000);
    }).catch(function () {
      status.textContent = "tei-kit review has ended. Start it again to go on.";
    });
  }
  ask();
})();
