// Nothing here is needed: without it every page and every link works.
"use strict";
// "/" goes to the search box, unless something is being typed.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("find").focus();
  }
});
// In a page's text, pointing at marked words or at a fact shows the other.
const others = (element) => element.dataset.facts
  ? element.dataset.facts.split(" ").map((id) => document.getElementById(`f-${id}`))
  : document.querySelectorAll(`a.mark[data-facts~="${CSS.escape(element.id.slice(2))}"]`);
for (const element of document.querySelectorAll("a.mark[data-facts], .facts li[id]")) {
  const show = (on) => others(element).forEach((other) => other && other.classList.toggle("on", on));
  element.addEventListener("mouseenter", () => show(true));
  element.addEventListener("mouseleave", () => show(false));
  element.addEventListener("focusin", () => show(true));
  element.addEventListener("focusout", () => show(false));
}
