// The page of one text: the source with what each stretch of it was taken for, the reading page
// beside it, what is to be looked at, and the menu by which a stretch becomes something else.
//
// Offsets are those of the program: they count characters, where a string of JavaScript counts
// halves of some. The state comes whole; only what differs from the state before is drawn again.
(function () {
  "use strict";

  var data = JSON.parse(byId("data").textContent);
  var isStill = Boolean(data.state); // a report: nothing can be changed
  var state = null;
  var rowsShown = []; // the JSON of each row that is drawn
  var chosen = null; // {start, end, row, part, doubt, name, kind, value, level}
  var lastOrder = null; // where in the list of doubts the person is
  var hasEnded = false;
  var queue = Promise.resolve();
  var CERTAINTY = { low: "unsure", medium: "likely", decided: "✓ decided" };
  var GROUPS = { unsure: "Unsure", noticed: "Noticed", likely: "Likely" };
  var ORDER = { unsure: 0, noticed: 1, likely: 2 };
  var FIELDS = {
    who: "Person, or several: A; B", level: "Level", when: "Date, as 1971-05-31", note: "Number of the note",
    n: "Number", type: "Type", part: "Part of a line: I, M, F"
  };
  var QUIET = { bullet: true, number: true };
  // Parts that the reading page shows otherwise, or elsewhere.
  var ELSEWHERE = { noteref: true, page: true, bullet: true, number: true, header: true };
  var CHOICES = {};
  var KEYS = {};
  data.menu.forEach(function (group) {
    group.choices.forEach(function (choice) {
      CHOICES[choice.kind] = choice;
      KEYS[choice.key] = choice.kind;
    });
  });

  function byId(id) { return document.getElementById(id); }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) { made.className = className; }
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function say(text) { byId("status").textContent = text; }

  function complain(place, sentences) {
    byId(place).replaceChildren.apply(byId(place), sentences.map(function (sentence) {
      return element("p", "", sentence);
    }));
  }

  function size(text) { return Array.from(text).length; } // in characters

  // ---------------------------------------------------------------- the source

  function label(name, value, level, cert, words) {
    var told = name || "between blocks";
    if (name === "heading" && level > 1) { told += " " + level; }
    if (name === "item" && level > 1) { told += " " + level; }
    if (value && bare(words || "").indexOf(bare(value)) < 0) { told += " " + severalOf(value); }
    return told + (CERTAINTY[cert] ? " · " + CERTAINTY[cert] : "");
  }

  // Names of several persons have a tab between them in a value, and a semicolon where people see it.
  function severalOf(value) { return value.replace(/\t/g, "; "); }

  function bare(text) { return text.replace(/\s+/g, ""); }

  function shown(text, most) {
    var words = text.trim().replace(/\s+/g, " ");
    return words.length > most ? words.slice(0, most - 1) + "…" : words;
  }

  function textOf(row) {
    return row.parts.map(function (part) { return part.text; }).join("");
  }

  function drawRow(row) {
    var made = element("li", "row" + (row.more ? " more" : "") + (row.kind ? " of-" + row.kind : ""));
    made.id = "row-" + row.start;
    made.dataset.cert = row.cert;
    made.append(element("span", "line", row.line));
    var kind = element("button", "kind");
    var words = textOf(row);
    var called = label(row.name, row.value, row.level, row.cert, words) + (row.more ? ", goes on" : "");
    kind.type = "button";
    kind.textContent = called;
    kind.setAttribute("aria-label", called + ", line " + row.line + ": " + shown(words, 60));
    kind.tabIndex = -1;
    var text = element("div", "text");
    if (row.indent) { text.style.textIndent = Math.min(row.indent, 12) / 2 + "em"; }
    row.parts.forEach(function (part) { text.append(drawPart(part)); });
    made.append(kind, text);
    return made;
  }

  function drawPart(part) {
    var made = element("span", part.name ? "part" : "");
    made.dataset.start = part.start;
    made.textContent = part.text;
    if (part.name) {
      made.dataset.label = label(part.name, part.value, -1, part.cert, part.text);
      made.dataset.cert = part.cert;
      if (QUIET[part.name] && part.cert === "high") {
        made.classList.add("quiet");
      } else {
        made.setAttribute("role", "button");
        made.tabIndex = -1;
      }
    }
    return made;
  }

  function drawRows(rows) {
    var list = byId("rows");
    var now = rows.map(function (row) { return JSON.stringify(row); });
    var first = 0;
    while (first < now.length && first < rowsShown.length && now[first] === rowsShown[first]) { first += 1; }
    var last = 0;
    while (last < now.length - first && last < rowsShown.length - first &&
           now[now.length - 1 - last] === rowsShown[rowsShown.length - 1 - last]) { last += 1; }
    for (var at = rowsShown.length - last - 1; at >= first; at -= 1) { list.children[at].remove(); }
    var fresh = document.createDocumentFragment();
    rows.slice(first, rows.length - last).forEach(function (row) { fresh.append(drawRow(row)); });
    list.insertBefore(fresh, list.children[first] || null);
    rowsShown = now;
    letIn();
  }

  // The Tab key leads to what is chosen, and to the first row while nothing is.
  function letIn() {
    var first = byId("rows").querySelector(".kind");
    if (first && !byId("rows").querySelector("[tabindex='0']")) { first.tabIndex = 0; }
  }

  function rowAt(offset) {
    var rows = state.result ? state.result.rows : [];
    var low = 0, high = rows.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (rows[middle].start <= offset) { low = middle + 1; } else { high = middle; }
    }
    return Math.max(low - 1, 0);
  }

  function partAt(row, offset) {
    var found = row.parts.filter(function (part) { return part.start <= offset; });
    return found[found.length - 1] || row.parts[0];
  }

  function controlOf(choice) {
    var row = byId("rows").children[choice.row];
    if (!row) { return null; }
    var part = choice.part && row.querySelector("[role=button][data-start='" + choice.part.start + "']");
    return part || row.querySelector(".kind");
  }

  // ---------------------------------------------------------------- choosing

  function choose(start, end, options) {
    if (!state.result || !state.result.rows.length) { return; }
    options = options || {};
    unmark();
    var number = rowAt(start);
    var row = state.result.rows[number];
    var part = partAt(row, start);
    var isPart = part.name && part.first === start && part.last === end;
    var of = isPart ? part : row;
    chosen = {
      start: start, end: end, row: number, part: isPart ? part : null, doubt: options.doubt || null,
      name: of.name, kind: of.kind, value: of.value, level: isPart ? -1 : row.level,
      cert: of.cert, isWords: !isPart && !(row.first === start && row.last === end), words: wordsOf(start, end)
    };
    if (options.doubt) { lastOrder = [ORDER[options.doubt.group], options.doubt.start]; }
    document.body.classList.add("has-chosen");
    fillPanel(); // which takes room from the source on a narrow window
    mark(options);
    if (!options.still) { window.setTimeout(showInPage, 0); }
  }

  function unmark() {
    document.querySelectorAll(".chosen").forEach(function (each) { each.classList.remove("chosen"); });
    document.querySelectorAll("#rows [tabindex='0']").forEach(function (each) { each.tabIndex = -1; });
    document.querySelectorAll("#doubts [aria-current]").forEach(function (each) { each.removeAttribute("aria-current"); });
    if (window.CSS && CSS.highlights) { CSS.highlights.delete("review-words"); }
  }

  function mark(options) {
    var row = byId("rows").children[chosen.row];
    row.classList.add("chosen");
    var control = controlOf(chosen);
    control.tabIndex = 0;
    if (chosen.part) { control.classList.add("chosen"); }
    if (chosen.isWords) { highlight(); }
    var doubt = state.result.doubts.findIndex(function (each) { return each.start === chosen.start; });
    var entry = doubt >= 0 && byId("doubts").children[doubt];
    if (entry) {
      entry.firstChild.setAttribute("aria-current", "true");
      if (options.scroll !== false) { entry.scrollIntoView({ block: "nearest" }); }
    }
    if (options.scroll !== false) { control.scrollIntoView({ block: options.doubt ? "center" : "nearest" }); }
    if (options.focus) { control.focus({ preventScroll: true }); }
  }

  function highlight() {
    if (!window.CSS || !CSS.highlights) { return; }
    var marked = new Highlight();
    byId("rows").querySelectorAll("[data-start]").forEach(function (each) {
      var start = Number(each.dataset.start), characters = Array.from(each.textContent);
      if (start >= chosen.end || start + characters.length <= chosen.start) { return; }
      var range = document.createRange();
      range.setStart(each.firstChild, lengthOf(characters, chosen.start - start));
      range.setEnd(each.firstChild, lengthOf(characters, chosen.end - start));
      marked.add(range);
    });
    CSS.highlights.set("review-words", marked);
  }

  function lengthOf(characters, number) { return characters.slice(0, Math.max(number, 0)).join("").length; }

  // The words of the file between two offsets, of which rows leave out white space at their edges.
  function wordsOf(start, end) {
    var rows = state.result.rows, words = [];
    for (var at = rowAt(start); at < rows.length && rows[at].start < end; at += 1) {
      var text = Array.from(textOf(rows[at]));
      words.push(text.slice(Math.max(start - rows[at].start, 0), Math.max(end - rows[at].start, 0)).join(""));
    }
    return words.join("\n");
  }

  // Offset of a place in the source that the person marked.
  function offsetOf(node, at) {
    var holder = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]");
    if (!holder) { return -1; }
    return Number(holder.dataset.start) + (node.nodeType === 3 ? size(node.data.slice(0, at)) : at ? size(holder.textContent) : 0);
  }

  function chooseMarked() {
    var marked = window.getSelection();
    if (!marked.rangeCount || marked.isCollapsed || !marked.toString().trim()) { return false; }
    var range = marked.getRangeAt(0);
    if (!byId("rows").contains(range.startContainer) || !byId("rows").contains(range.endContainer)) { return false; }
    var start = offsetOf(range.startContainer, range.startOffset);
    var end = offsetOf(range.endContainer, range.endOffset);
    if (start < 0 || end <= start) { return false; }
    var words = wordsOf(start, end);
    start += size(words) - size(words.trimStart());
    choose(start, start + size(words.trim()), { scroll: false });
    return true;
  }

  function chooseRow(number, options) {
    var row = state.result.rows[number];
    if (row) { choose(row.first, row.last, options); chosen.row = number; }
  }

  function step(by) {
    var doubts = state.result ? state.result.doubts : [];
    if (!doubts.length) { say("Nothing is left to look at."); return; }
    var now = lastOrder || [-1, -1];
    function isBehind(doubt) {
      var group = ORDER[doubt.group];
      return group > now[0] || (group === now[0] && doubt.start > now[1]);
    }
    function isBefore(doubt) {
      var group = ORDER[doubt.group];
      return group < now[0] || (group === now[0] && doubt.start < now[1]);
    }
    var found = by > 0 ? doubts.find(isBehind) || doubts[0]
      : doubts.filter(isBefore).pop() || doubts[doubts.length - 1];
    chooseDoubt(found);
  }

  function chooseDoubt(doubt) {
    if (window.matchMedia("(max-width: 64rem)").matches) { view("source"); }
    choose(doubt.start, doubt.end, { doubt: doubt, focus: true });
    say(GROUPS[doubt.group] + ": " + (doubt.name ? doubt.name + ". " : "") + doubt.why);
  }

  function leave() {
    unmark();
    chosen = null;
    document.body.classList.remove("has-chosen");
    letIn();
    fillPanel();
  }

  // ---------------------------------------------------------------- the panel

  function fillPanel() {
    byId("chosen").hidden = !chosen;
    byId("hint").hidden = Boolean(chosen);
    byId("fields").hidden = true;
    complain("refused", []);
    if (!chosen) { return; }
    byId("words").value = chosen.words.trim();
    var taken = byId("taken");
    var strong = element("strong", "", label(chosen.name, chosen.value, chosen.level, chosen.cert));
    taken.replaceChildren(chosen.isWords ? "Words in: " : "Taken for: ", strong);
    if (isStill) { taken.append(element("span", "soft", ", “" + shown(chosen.words, 160) + "”")); }
    var doubt = chosen.doubt || state.result.doubts.find(function (each) { return each.start === chosen.start; });
    chosen.doubt = doubt || null;
    byId("why").textContent = doubt ? doubt.why : "";
    var known = CHOICES[chosen.kind];
    var suggested = doubt && CHOICES[doubt.suggested];
    byId("confirm").disabled = suggested ? !suggested.deny : !known || chosen.isWords;
    byId("confirm").lastElementChild.textContent = suggested ? "Right: not " + suggested.words : "Right as it is";
    byId("deny").disabled = suggested ? false : !known || !known.deny || chosen.isWords;
    byId("deny").lastElementChild.textContent = suggested ? "It is " + suggested.words
      : "Not " + (known ? known.words : "this");
    byId("every").checked = false;
    byId("menu").querySelectorAll(".kind-button").forEach(function (each) {
      each.setAttribute("aria-pressed", String(!chosen.isWords && each.dataset.kind === chosen.kind));
    });
    if (known && known.fields.length && !chosen.isWords) { showFields(chosen.kind); }
  }

  function drawMenu() {
    data.menu.forEach(function (group) {
      var choices = element("div", "choices");
      choices.setAttribute("role", "group");
      choices.setAttribute("aria-label", group.title);
      group.choices.forEach(function (choice) {
        var made = element("div", "choice");
        var button = element("button", "kind-button");
        button.type = "button";
        button.dataset.kind = choice.kind;
        button.title = choice.words;
        button.setAttribute("aria-pressed", "false");
        button.append(element("kbd", "", choice.key), " " + choice.called);
        button.addEventListener("click", function () { decide(choice.kind); });
        made.append(button);
        if (choice.fields.length) {
          var more = element("button", "with", "…");
          more.type = "button";
          more.title = choice.called + " with more: " + choice.fields.map(function (name) { return FIELDS[name].toLowerCase(); }).join("; ");
          more.setAttribute("aria-label", more.title);
          more.addEventListener("click", function () { showFields(choice.kind, true); });
          made.append(more);
        }
        choices.append(made);
      });
      byId("menu").append(choices);
    });
  }

  function showFields(kind, focus) {
    var form = byId("fields");
    form.replaceChildren(element("p", "", CHOICES[kind].words.replace(/^./, function (c) { return c.toUpperCase(); })));
    CHOICES[kind].fields.forEach(function (name) {
      var row = element("label", "", FIELDS[name]);
      var input = element("input");
      input.name = name;
      input.autocomplete = "off";
      if (name === "level") { input.type = "number"; input.min = kind === "heading" ? 0 : 1; input.max = 12; }
      if (kind === chosen.kind && !chosen.isWords) { input.value = valueOf(name, kind); }
      row.append(input);
      form.append(row);
    });
    var button = element("button", "", "Decide: " + CHOICES[kind].called);
    button.type = "submit";
    form.append(button);
    form.dataset.kind = kind;
    form.hidden = false;
    if (focus) { form.querySelector("input").focus(); form.querySelector("input").select(); }
  }

  function valueOf(name, kind) {
    if (name === "level") { return chosen.level >= 0 ? chosen.level : ""; }
    var told = { who: "speaker", when: "date", note: "noteref", n: "page" };
    return told[name] === kind || (name === "n" && kind === "note") ? severalOf(chosen.value || "") : "";
  }

  function valuesOfForm(form) {
    var values = {};
    form.querySelectorAll("input").forEach(function (input) {
      var value = input.value.trim();
      if (value) { values[input.name] = input.name === "level" ? Number(value) : value; }
    });
    return values;
  }

  // The stretch that is meant: what was chosen, or fewer words of it.
  function meant() {
    var words = byId("words").value.trim();
    if (!words || bare(words) === bare(chosen.words)) { return { start: chosen.start, end: chosen.end }; }
    var rows = state.result.rows;
    var from = rows[chosen.row].start, last = rowAt(Math.max(chosen.end - 1, from));
    var text = wordsOf(from, rows[last].end);
    var pattern = words.split(/\s+/).map(function (word) { return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }).join("\\s+");
    var found = null, best = Infinity, match, finder = new RegExp(pattern, "gu");
    while ((match = finder.exec(text))) {
      var start = from + size(text.slice(0, match.index));
      if (Math.abs(start - chosen.start) < best) {
        best = Math.abs(start - chosen.start);
        found = { start: start, end: start + size(match[0]) };
      }
    }
    return found;
  }

  // ---------------------------------------------------------------- decisions

  function decide(kind, options) {
    options = options || {};
    if (!chosen || isStill) { return; }
    var stretch = meant();
    if (!stretch) {
      complain("refused", ["These words do not stand in the stretch that was chosen."]);
      return;
    }
    complain("refused", []);
    var values = Object.assign({}, options.values);
    if (byId("every").checked) { values.every = true; }
    var wish = { start: stretch.start, end: stretch.end, kind: kind, denied: Boolean(options.denied), values: values };
    var told = "“" + shown(wordsOf(stretch.start, stretch.end), 50) + "” is " + (options.denied ? "not " : "") + CHOICES[kind].words;
    send("decide", wish, function (refused) {
      if (refused) {
        complain("refused", refused);
        if (!options.denied && CHOICES[kind].fields.length && byId("fields").dataset.kind !== kind) { showFields(kind); }
        return;
      }
      say(told + ". Saved in " + state.file + ".");
      if (options.goOn) { step(1); return; }
      chooseAgain(stretch, kind, options.denied);
    });
  }

  function chooseAgain(stretch, kind, denied) {
    var row = state.result.rows[rowAt(stretch.start)];
    var part = !denied && row.parts.find(function (each) {
      return each.kind === kind && each.first <= stretch.start && stretch.start < each.last;
    });
    var focus = document.activeElement === document.body || byId("rows").contains(document.activeElement);
    if (part) { choose(part.first, part.last, { focus: focus }); } else { choose(row.first, row.last, { focus: focus }); }
  }

  function confirmIt() {
    if (!chosen || byId("confirm").disabled) { return; }
    var doubt = chosen.doubt;
    if (doubt && CHOICES[doubt.suggested]) {
      decide(doubt.suggested, { denied: true, goOn: true });
    } else {
      decide(chosen.kind, { values: kept(), goOn: Boolean(doubt) });
    }
  }

  // What a stretch has already and a decision has to say again, so that it stays.
  function kept() {
    var values = {};
    if (chosen.kind === "heading" && chosen.level >= 0) { values.level = chosen.level; }
    if (chosen.kind === "noteref" && chosen.value) { values.note = chosen.value; }
    if (chosen.kind === "page" && chosen.value) { values.n = chosen.value; }
    return values;
  }

  function denyIt() {
    if (!chosen || byId("deny").disabled) { return; }
    var doubt = chosen.doubt;
    if (doubt && CHOICES[doubt.suggested]) { decide(doubt.suggested); } else { decide(chosen.kind, { denied: true }); }
  }

  function send(what, body, done) {
    queue = queue.then(function () {
      return fetch(what, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })
        .then(function (answer) { return answer.json(); })
        .then(function (told) {
          if (told.refused) { done(told.refused); ask("Nothing was saved: "); return; }
          apply(told);
          done(null);
        });
    }).catch(ended);
  }

  function change(what) {
    send(what, {}, function (refused) {
      if (refused) { say(refused.join(" ")); return; }
      say(what === "undo" ? "Undone." : "Done again.");
      chooseNear();
    });
  }

  function chooseNear() {
    if (!chosen) { return; }
    var row = state.result && state.result.rows[rowAt(chosen.start)];
    if (!row) { leave(); return; }
    var part = partAt(row, chosen.start);
    var of = chosen.part && part.name && part.first === chosen.start ? part : row;
    // What had the focus may have been drawn anew.
    choose(of.first, of.last, { scroll: false, focus: document.activeElement === document.body && !byId("whole").open });
  }

  // ---------------------------------------------------------------- the whole text

  function showWhole() {
    if (isStill || !state) { return; }
    complain("whole-refused", []);
    drawWhole();
    byId("whole").showModal();
  }

  function choice(name, words, path, options, decided) {
    var row = element("label", "", words), select = element("select");
    select.name = name;
    var none = element("option", "", "as recognized");
    none.value = "";
    select.append(none);
    options.forEach(function (each) {
      var option = element("option", "", each.words);
      option.value = each.value;
      select.append(option);
    });
    if (decided && !options.some(function (each) { return each.value === decided; })) {
      var other = element("option", "", decided);
      other.value = decided;
      select.append(other);
    }
    select.value = decided || "";
    select.addEventListener("change", function () { sayOfAll(path, select.value || null, words); });
    row.append(select);
    return row;
  }

  function drawWhole() {
    var whole = state.whole, choices = data.choices;
    byId("whole-said").textContent = state.result ? "Read as " + state.result.said.replace(/^read as /, "") + "; " + state.result.layout : "";
    var focused = document.activeElement && byId("whole-fields").contains(document.activeElement) ? document.activeElement.name : "";
    var fields = [
      choice("family", "What it is", ["family"], choices.family, whole.family),
      choice("language", "Language", ["language"], choices.language, whole.language)
    ].concat(choices.layout.map(function (each) {
      var answers = each.answers.map(function (answer) { return { value: answer, words: answer.replace(/_/g, " ") }; });
      return choice(each.question, each.words, ["layout", each.question], answers, whole.layout[each.question]);
    }));
    byId("whole-fields").replaceChildren.apply(byId("whole-fields"), fields);
    if (focused) { byId("whole-fields").querySelector("[name='" + focused + "']").focus(); }
    byId("persons").replaceChildren.apply(byId("persons"), whole.persons.map(function (person) {
      var item = element("li"), change = element("button", "", "Change"), out = element("button", "", "Take out");
      item.append(element("span", "", person.id + ": " + person.names.join(", ")), change, out);
      change.type = out.type = "button";
      change.setAttribute("aria-label", "Change: " + person.id);
      out.setAttribute("aria-label", "Take out: " + person.id);
      change.addEventListener("click", function () {
        byId("person").elements.id.value = person.id;
        byId("person").elements.names.value = person.names.join("\n");
        byId("person").elements.names.focus();
      });
      out.addEventListener("click", function () { sayOfAll(["persons", person.id], null, person.id); });
      return item;
    }));
    drawSpoken(whole.persons);
  }

  // The names of those who speak, as buttons that put them among the names of the person.
  function drawSpoken(persons) {
    var known = {}, names = [];
    persons.forEach(function (person) { person.names.forEach(function (name) { known[name] = true; }); });
    (state.result ? state.result.rows : []).forEach(function (row) {
      row.parts.forEach(function (part) {
        var name = part.kind === "speaker" ? part.value || part.text : part.kind === "participant" ? part.text : "";
        if (name.indexOf("\t") >= 0) { return; } // several persons
        name = name.trim().replace(/\s+/g, " ");
        if (name && !known[name] && names.length < 60) { known[name] = true; names.push(name); }
      });
    });
    byId("spoken").replaceChildren.apply(byId("spoken"), names.map(function (name) {
      var button = element("button", "", "+ " + name);
      button.type = "button";
      button.addEventListener("click", function () {
        var form = byId("person").elements;
        form.names.value = (form.names.value.trim() + "\n" + name).trim();
        if (!form.id.value) { form.id.value = name.toLowerCase().split(/[^\p{L}\d]+/u).filter(Boolean).pop() || ""; }
      });
      return button;
    }));
  }

  function sayOfAll(path, value, called, done) {
    complain("whole-refused", []);
    send("say", { path: path, value: value }, function (refused) {
      if (refused && !byId("whole").open) { say(refused.join(" ")); return; }
      if (refused) { complain("whole-refused", refused); drawWhole(); return; }
      say(called + (value === null ? ": no longer decided" : " decided") + ". Saved in " + state.file + ".");
      chooseNear();
      if (done) { done(); }
    });
  }

  byId("person").addEventListener("submit", function (event) {
    event.preventDefault();
    var form = this, names = form.elements.names.value.split("\n").map(function (name) { return name.trim(); }).filter(Boolean);
    var id = form.elements.id.value.trim();
    if (!id || !names.length) { complain("whole-refused", ["A person needs a short name and names."]); return; }
    sayOfAll(["persons", id], names, id, function () { form.reset(); });
  });

  // ---------------------------------------------------------------- the state

  function apply(told) {
    state = told;
    document.body.classList.remove("loading");
    if (byId("whole").open) { drawWhole(); }
    byId("undo").disabled = !told.undo;
    byId("redo").disabled = !told.redo;
    complain("alert", told.problems);
    drawMade(told.decisions, told.whole);
    var result = told.result;
    if (!result) { drawRows([]); leave(); return; }
    byId("said").textContent = result.said + "; " + result.layout;
    var count = { unsure: 0, noticed: 0, likely: 0 };
    result.doubts.forEach(function (doubt) { count[doubt.group] += 1; });
    byId("counts").textContent = count.unsure + " unsure, " + count.noticed + " noticed, " + count.likely + " likely, " +
      result.certain + " certain, " + result.decided + " decided";
    drawRows(result.rows);
    drawDoubts(result.doubts);
    drawPage(result.page);
  }

  function drawDoubts(doubts) {
    byId("nothing").hidden = doubts.length > 0;
    byId("side-title").textContent = "To look at: " + doubts.length;
    byId("doubts").replaceChildren.apply(byId("doubts"), doubts.map(function (doubt) {
      var item = element("li");
      var button = element("button");
      button.type = "button";
      button.append(
        element("span", "group group-" + doubt.group, GROUPS[doubt.group]),
        element("span", "soft", " · " + (doubt.suggested ? "no " + CHOICES[doubt.suggested].called + "?" : doubt.name || "?") + " · line " + doubt.line),
        element("span", "words", shown(doubt.words, 90))
      );
      button.addEventListener("click", function () { chooseDoubt(doubt); });
      item.append(button);
      return item;
    }));
  }

  // What was decided about the whole text: the words for it, and its path in the file.
  function madeOfAll(whole) {
    var made = [];
    if (whole.family) { made.push(["The text is a " + whole.family, ["family"]]); }
    if (whole.language) { made.push(["Its language is " + whole.language, ["language"]]); }
    Object.keys(whole.layout).forEach(function (question) {
      made.push(["Layout, " + question + ": " + whole.layout[question].replace(/_/g, " "), ["layout", question]]);
    });
    whole.persons.forEach(function (person) {
      made.push(["One person, " + person.id + ": " + person.names.join(", "), ["persons", person.id]]);
    });
    return made.map(function (each) {
      var item = element("li");
      item.append(element("span", "words", each[0]));
      if (!isStill) {
        var out = element("button", "", "Take out");
        out.type = "button";
        out.setAttribute("aria-label", "Take out: " + each[0]);
        out.addEventListener("click", function () { sayOfAll(each[1], null, each[0]); });
        item.append(out);
      }
      return item;
    });
  }

  function drawMade(decisions, whole) {
    var ofAll = madeOfAll(whole);
    byId("number-decided").textContent = decisions.length + ofAll.length;
    byId("made").replaceChildren.apply(byId("made"), ofAll.concat(decisions.map(function (each) {
      var item = element("li");
      var words = element("span", "words");
      if (each.start >= 0) {
        var link = element("a", "", each.said);
        link.href = "#row-" + each.start;
        link.addEventListener("click", function (event) {
          event.preventDefault();
          chooseRow(rowAt(each.start), { focus: true });
        });
        words.append(link);
      } else {
        words.append(element("span", "lost", "Not applied: " + each.said));
      }
      item.append(words);
      if (!isStill) {
        var out = element("button", "", "Take out");
        out.type = "button";
        out.setAttribute("aria-label", "Take out: " + each.said);
        out.addEventListener("click", function () {
          send("take-out", { line: each.line, said: each.said }, function (refused) {
            say(refused ? refused.join(" ") : "Taken out: " + each.said);
            chooseNear();
          });
        });
        item.append(out);
      }
      return item;
    })));
  }

  function ask(before) {
    if (hasEnded) { return Promise.resolve(); }
    var known = state ? "?known=" + state.version : "";
    return fetch("state" + known).then(function (answer) { return answer.json(); }).then(function (told) {
      if (!told.file || (state && told.version === state.version)) { return; }
      var isFirst = !state;
      apply(told);
      if (told.reread) { say((before || "") + told.reread + " was changed and has been read again."); }
      if (isFirst) { begin(); } else { chooseNear(); }
    }).catch(ended);
  }

  function ended() {
    hasEnded = true;
    complain("alert", ["tei-kit review has ended: nothing more is saved. Start it again to go on."]);
  }

  function begin() {
    var number = state.result ? state.result.doubts.length : 0;
    if (!number) { say("Nothing is unsure in this text."); return; }
    say(number + (number === 1 ? " stretch" : " stretches") + " to look at: go on with j.");
  }

  // ---------------------------------------------------------------- the reading page

  var pageText = null; // the characters of the reading page without white space, and their nodes

  function drawPage(html) {
    var frame = byId("page");
    pageText = null;
    if (!frame.dataset.ready) {
      frame.dataset.ready = "yes";
      frame.addEventListener("load", function () {
        frame.contentDocument.addEventListener("keydown", pressed);
        frame.contentDocument.addEventListener("click", clickedInPage);
        if (chosen) { showInPage(); }
      });
      frame.srcdoc = html;
      return;
    }
    var inside = frame.contentDocument;
    if (!inside || !inside.body || inside.readyState === "loading") { frame.srcdoc = html; return; }
    var fresh = new DOMParser().parseFromString(html, "text/html");
    inside.title = fresh.title;
    morph(inside.body, inside.importNode(fresh.body, true));
  }

  // Make an element like another of the same name, and touch only what differs.
  function morph(old, fresh) {
    if (old.nodeType !== 1 || old.nodeName !== fresh.nodeName) { old.replaceWith(fresh); return; }
    Array.from(old.attributes).forEach(function (each) { if (!fresh.hasAttribute(each.name)) { old.removeAttribute(each.name); } });
    Array.from(fresh.attributes).forEach(function (each) {
      if (old.getAttribute(each.name) !== each.value) { old.setAttribute(each.name, each.value); }
    });
    var before = Array.from(old.childNodes), after = Array.from(fresh.childNodes);
    var first = 0, last = 0;
    while (first < before.length && first < after.length && before[first].isEqualNode(after[first])) { first += 1; }
    while (last < before.length - first && last < after.length - first &&
           before[before.length - 1 - last].isEqualNode(after[after.length - 1 - last])) { last += 1; }
    var gone = before.slice(first, before.length - last), come = after.slice(first, after.length - last);
    if (gone.length === come.length) {
      gone.forEach(function (each, at) { if (!each.isEqualNode(come[at])) { morph(each, come[at]); } });
      return;
    }
    var behind = before[before.length - last] || null;
    gone.forEach(function (each) { each.remove(); });
    come.forEach(function (each) { old.insertBefore(each, behind); });
  }

  function readPage() {
    var inside = byId("page").contentDocument;
    var main = inside && inside.querySelector("main");
    if (!main) { return null; }
    var walker = inside.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, function (node) {
      if (node.nodeType === 3) { return NodeFilter.FILTER_ACCEPT; }
      return node.matches(".contents, .picture, .pb, .backlink, .reference, .number, .fw") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    var parts = [], starts = [], nodes = [], at = 0, node;
    while ((node = walker.nextNode())) {
      var text = bare(node.data);
      if (text) { parts.push(text); starts.push(at); nodes.push(node); at += text.length; }
    }
    return { text: parts.join(""), starts: starts, nodes: nodes };
  }

  function textForPage(row) {
    return bare(row.parts.filter(function (part) { return !ELSEWHERE[part.kind || part.name]; })
      .map(function (part) { return part.text; }).join(""));
  }

  function places(text, key) {
    var found = [];
    for (var at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) { found.push(at); }
    return found;
  }

  function nodeOf(index, offset) {
    var low = 0, high = index.starts.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (index.starts[middle] <= offset) { low = middle + 1; } else { high = middle; }
    }
    return index.nodes[Math.max(low - 1, 0)];
  }

  // The words of a row stand in the reading page as often as in the source, and in the same order.
  function showInPage() {
    if (!chosen || !state.result) { return; }
    pageText = pageText || readPage();
    if (!pageText) { return; }
    var inside = byId("page").contentDocument;
    inside.querySelectorAll(".review-shown").forEach(function (each) { each.classList.remove("review-shown"); });
    var whole = "", at = 0;
    state.result.rows.forEach(function (row, number) {
      if (number === chosen.row) { at = whole.length; }
      whole += textForPage(row);
    });
    // With the words before and behind it, a short row is told from others like it.
    var tries = [[24, 24], [0, 48], [0, 24], [0, 8]];
    for (var each = 0; each < tries.length; each += 1) {
      var from = Math.max(at - tries[each][0], 0);
      var key = whole.slice(from, at + tries[each][1]);
      var there = key ? places(pageText.text, key) : [];
      if (there.length) {
        var number = places(whole, key).filter(function (place) { return place < from; }).length;
        outline(nodeOf(pageText, there[Math.min(number, there.length - 1)] + at - from));
        return;
      }
    }
  }

  function outline(node) {
    var around = node.parentElement;
    around = around.closest("p, li, h1, h2, h3, h4, h5, h6, td, .stage, .speaker, .turn, div") || around;
    around.classList.add("review-shown");
    around.scrollIntoView({ block: "center" });
  }

  function clickedInPage(event) {
    var link = event.target.closest("a[href]");
    if (link && link.getAttribute("href").charAt(0) === "#") { return; }
    if (link) { event.preventDefault(); return; }
    pageText = pageText || readPage();
    var block = event.target.closest("p, li, h1, h2, h3, h4, h5, h6, td, .stage, .speaker");
    var at = block && pageText ? pageText.nodes.findIndex(function (node) { return block.contains(node); }) : -1;
    if (at < 0) { return; }
    var start = pageText.starts[at], key = pageText.text.slice(start, start + 30);
    var number = places(pageText.text.slice(0, start), key).length, whole = "", ends = [];
    state.result.rows.forEach(function (row) { whole += textForPage(row); ends.push(whole.length); });
    var there = places(whole, key);
    if (!there.length) { return; }
    var place = there[Math.min(number, there.length - 1)];
    var row = ends.findIndex(function (end) { return end > place; });
    chooseRow(row, { still: true });
    byId("rows").children[row].scrollIntoView({ block: "center" });
  }

  // ---------------------------------------------------------------- keys and buttons

  function view(name) {
    document.querySelector("main").dataset.view = name;
    document.querySelectorAll(".views button").forEach(function (each) {
      each.setAttribute("aria-pressed", String(each.dataset.view === name));
    });
    if (name === "reading" && chosen) { showInPage(); }
  }

  function isTyping(target) {
    return target.closest && target.closest("textarea, select, input:not([type=checkbox])");
  }

  function move(by, within) {
    var rows = state.result ? state.result.rows : [];
    if (!rows.length) { return; }
    if (!chosen) { chooseRow(0, { focus: true }); return; }
    if (!within) {
      chooseRow(Math.min(Math.max(chosen.row + by, 0), rows.length - 1), { focus: true });
      return;
    }
    var controls = Array.from(byId("rows").children[chosen.row].querySelectorAll(".kind, [role=button]"));
    var at = controls.indexOf(controlOf(chosen)) + by;
    if (at === 0) { chooseRow(chosen.row, { focus: true }); } else if (controls[at]) { chooseControl(controls[at], true); }
  }

  function chooseControl(control, focus) {
    var number = Array.prototype.indexOf.call(byId("rows").children, control.closest(".row"));
    if (control.matches("[role=button]")) {
      var start = Number(control.dataset.start);
      var part = state.result.rows[number].parts.find(function (each) { return each.start === start; });
      choose(part.first, part.last, { focus: focus, scroll: focus });
    } else {
      chooseRow(number, { focus: focus, scroll: focus });
    }
  }

  var MOVES = {
    j: function () { step(1); }, k: function () { step(-1); }, "?": showKeys, Escape: leave,
    u: function () { if (!isStill) { change("undo"); } }, U: function () { if (!isStill) { change("redo"); } },
    c: confirmIt, x: denyIt, "=": showWhole
  };
  var IN_ROWS = {
    ArrowDown: function () { move(1); }, ArrowUp: function () { move(-1); },
    ArrowRight: function () { move(1, true); }, ArrowLeft: function () { move(-1, true); }
  };

  function pressed(event) {
    if (event.defaultPrevented || event.altKey || !state || byId("keys").open || byId("whole").open) { return; }
    var key = event.key, target = event.target;
    if (event.ctrlKey || event.metaKey) {
      if (isTyping(target) || isStill) { return; }
      var isUndo = key.toLowerCase() === "z" && !event.shiftKey;
      var isRedo = key.toLowerCase() === "y" || (key.toLowerCase() === "z" && event.shiftKey);
      if (isUndo || isRedo) { event.preventDefault(); change(isUndo ? "undo" : "redo"); }
      return;
    }
    if (isTyping(target)) {
      if (key === "Escape") { event.preventDefault(); focusChosen(); }
      return;
    }
    var act = null;
    if (byId("rows").contains(target)) {
      act = IN_ROWS[key];
      if ((key === "Enter" || key === " ") && target.matches("[role=button], .kind")) {
        act = function () { chooseControl(target, true); byId(isStill ? "close" : "words").focus(); };
      }
    }
    if (!act && (byId("single").checked || key === "Escape")) {
      act = MOVES[key];
      if (!act && !isStill && KEYS[key]) { act = function () { decide(KEYS[key]); }; }
      if (!act && !isStill && chosen && KEYS[key.toLowerCase()] && CHOICES[KEYS[key.toLowerCase()]].fields.length) {
        act = function () { showFields(KEYS[key.toLowerCase()], true); };
      }
    }
    if (act) { event.preventDefault(); act(); }
  }

  function focusChosen() {
    var control = chosen && controlOf(chosen);
    if (control) { control.focus(); }
  }

  function showKeys() { byId("keys").showModal(); }

  function drawKeys() {
    var rows = [["j, k", "the next and the previous stretch to look at"], ["↑, ↓", "in the source: the row before, the row after"],
      ["←, →", "in the source: the stretches in a row"], ["Esc", "choose nothing; leave a field"], ["?", "these keys"]];
    if (!isStill) {
      rows.splice(3, 0, ["Enter", "to the words and the menu"], ["c", "it is right as it is"], ["x", "it is not what it was taken for"],
        ["u, U", "undo, redo"], ["=", "what the whole text is: family, language, layout, persons"], ["Capitals", "as the small letter, with more: who, level, number"]);
      Object.keys(KEYS).forEach(function (key) { rows.push([key, CHOICES[KEYS[key]].words]); });
    }
    rows.forEach(function (row) {
      var pair = element("div"), key = element("dt");
      key.append(element("kbd", "", row[0]));
      pair.append(key, element("dd", "", row[1]));
      byId("key-list").append(pair);
    });
  }

  byId("rows").addEventListener("click", function (event) {
    if (chooseMarked()) { return; }
    var control = event.target.closest("[role=button], .kind");
    var row = event.target.closest(".row");
    if (control) { chooseControl(control, false); } else if (row) { chooseControl(row.querySelector(".kind"), false); }
    if (!control && row) { focusQuietly(); }
  });
  function focusQuietly() {
    var control = chosen && controlOf(chosen);
    if (control) { control.focus({ preventScroll: true }); }
  }
  byId("rows").addEventListener("focus", function (event) {
    if (event.target === byId("rows")) { move(0); }
  });
  document.addEventListener("mouseup", function (event) {
    if (!byId("rows").contains(event.target)) { window.setTimeout(chooseMarked, 0); }
  });
  document.addEventListener("keydown", pressed);
  byId("fields").addEventListener("submit", function (event) {
    event.preventDefault();
    decide(this.dataset.kind, { values: valuesOfForm(this) });
  });
  byId("words").addEventListener("keydown", function (event) {
    if (event.key === "Enter") { event.preventDefault(); byId("menu").querySelector("button").focus(); }
  });
  byId("next").addEventListener("click", function () { step(1); });
  byId("previous").addEventListener("click", function () { step(-1); });
  byId("undo").addEventListener("click", function () { change("undo"); });
  byId("redo").addEventListener("click", function () { change("redo"); });
  byId("confirm").addEventListener("click", confirmIt);
  byId("deny").addEventListener("click", denyIt);
  byId("close").addEventListener("click", leave);
  byId("help").addEventListener("click", showKeys);
  byId("about-all").addEventListener("click", showWhole);
  byId("close-whole").addEventListener("click", function () { byId("whole").close(); });
  byId("close-keys").addEventListener("click", function () { byId("keys").close(); });
  document.querySelectorAll(".views button").forEach(function (each) {
    each.addEventListener("click", function () { view(each.dataset.view); });
  });

  if (isStill) { document.body.classList.add("still"); }
  byId("back").hidden = isStill || data.single !== false;
  drawMenu();
  drawKeys();
  if (isStill) {
    apply(data.state);
    begin();
  } else {
    ask();
    window.setInterval(function () { ask(); }, 2000);
  }
})();
