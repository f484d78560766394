// Notes open beside the text, the picture leads to its turns, and page numbers keep apart. Without this script the links of
// the notes lead to the list of notes and back.
(function () {
  "use strict";

  // Of pages that begin on one line, the numbers in the margin stand one below the other.
  function spread() {
    var free = -Infinity;
    document.querySelectorAll(".pb > span").forEach(function (number) {
      number.style.removeProperty("translate");
      if (getComputedStyle(number).position !== "absolute") { return; }
      var at = number.getBoundingClientRect();
      var down = Math.max(0, free - at.top);
      if (down) { number.style.translate = "0 " + down + "px"; }
      free = at.bottom + down;
    });
  }
  spread();
  window.addEventListener("resize", spread);

  var card = document.createElement("div");
  if (typeof card.showPopover !== "function") { return; }
  card.id = "tei-kit-card";
  card.setAttribute("popover", "auto");
  card.setAttribute("role", "dialog");
  card.tabIndex = -1;
  document.body.appendChild(card);

  function noteOf(link) {
    var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target && target.matches("[data-note]") ? target : null;
  }

  function button(text, action) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  function fill(note) {
    var copy = note.cloneNode(true);
    copy.querySelectorAll("[id]").forEach(function (each) { each.removeAttribute("id"); });
    copy.querySelectorAll(".backlink").forEach(function (each) { each.remove(); });
    var text = document.createElement("div");
    text.className = "card-text";
    text.append.apply(text, copy.childNodes);
    var tools = document.createElement("p");
    tools.className = "card-tools";
    tools.append(
      button("Show in the list of notes", function () {
        card.hidePopover();
        location.hash = note.id;
        note.focus();
      }),
      button("Close", function () { card.hidePopover(); })
    );
    card.replaceChildren(text, tools);
    card.setAttribute("aria-label", note.dataset.note);
  }

  function place(link) {
    if (window.matchMedia("(max-width: 40rem)").matches) {
      card.style.removeProperty("left");
      card.style.removeProperty("top");
      return;
    }
    var at = link.getBoundingClientRect();
    var left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    var below = at.bottom + 8;
    var fits = below + card.offsetHeight < window.innerHeight || at.top < card.offsetHeight + 16;
    var top = fits ? below : at.top - card.offsetHeight - 8;
    card.style.left = Math.max(left, 8) + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey ||
        event.shiftKey || event.altKey || !event.target.closest) { return; }
    var bar = event.target.closest("[data-turn]");
    if (bar) {
      location.hash = bar.dataset.turn;
      return;
    }
    var link = event.target.closest("a[href^='#']");
    var note = link && !link.matches(".backlink") && noteOf(link);
    if (!note) { return; }
    event.preventDefault();
    if (card.matches(":popover-open")) { card.hidePopover(); }
    fill(note);
    link.focus({ preventScroll: true }); // where the focus goes back to when the card closes
    card.showPopover();
    place(link);
    card.focus({ preventScroll: true });
  });
})();
