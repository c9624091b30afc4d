// The content is text from pages that anyone may have written: it goes in by textContent alone.
const at = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children); // a string becomes a text node
  return element;
}

function button(text, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, ...[text].flat());
  made.addEventListener("click", act);
  return made;
}

// A name from a page may turn the direction of what stands beside it: bdi keeps that inside.
const chinese = (text, className = "") => make("bdi", { lang: "zh", class: className }, text);

function nameParts(id) {
  const { zh, en } = placeOf(id);
  if (!en || isChinese()) return [chinese(zh)];
  return [make("bdi", { lang: "en" }, en), " ", chinese(zh, "soft")];
}

const placeButton = (id) => button(nameParts(id), () => change({ pick: id }), { class: "plain" });

function quotation({ before, quote, after, page }) {
  const { title, publisher, published, url } = told.pages[page];
  const name = url ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, chinese(title)) : chinese(title);
  const source = make("cite", {}, name);
  if (publisher) source.append(" · ", chinese(publisher));
  if (published) source.append(" · ", make("bdi", { class: "when" }, published));
  const sentence = make("p", { lang: "zh", dir: "auto" }, before, make("mark", {}, quote), after);
  return make("blockquote", { "data-page": page }, sentence, source);
}

function periodText(period) {
  const [start, end] = period.split("/");
  if (end === undefined) return start;
  if (end === "..") return say("since", { start });
  return start === ".." ? say("up_to", { end }) : say("from_to", { start, end });
}

const APPROXIMATE = { about: "about", more_than: "more_than", less_than: "less_than", up_to: "at_most" };

function valueText({ value, unit, approx }) {
  const isPercent = unit === "ratio";
  const plain = isPercent ? `${number(value * 100)}%` : unit === "count" ? number(value) : `${number(value)} ${term(unit)}`;
  return approx ? say(APPROXIMATE[approx], { value: plain }) : plain;
}

// A long list is shown in parts.
function listed(items, entry, most, tag = "ul", className = "plain-list") {
  const list = make(tag, { class: className });
  let shown = 0;
  const more = button("", () => add(), { class: "more" });
  function add() {
    list.append(...items.slice(shown, shown + most).map(entry));
    shown = Math.min(shown + most, items.length);
    more.hidden = shown === items.length;
    more.textContent = say("more", { count: Math.min(most, items.length - shown) });
  }
  add();
  return [list, more];
}
