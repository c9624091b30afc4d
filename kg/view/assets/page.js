
"use strict";
// The content is text from pages that anyone may have written: it goes in by textContent alone.
const { pairings, figures, places, pages } = JSON.parse(document.getElementById("data").textContent);
const map = document.querySelector("svg");
const detail = document.querySelector(".detail");
let chosen = null;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children); // a string becomes a text node
  return element;
}

// A name from a page may turn the direction of what stands beside it: bdi keeps that inside.
const chinese = (text, className = "") => make("bdi", { lang: "zh", class: className }, text);

const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const both = (en, zh) => [en, " ", make("span", { lang: "zh", class: "zh-name" }, zh)];

function placeName(id) {
  const { zh, en } = places[id];
  return en ? [make("bdi", {}, en), " ", chinese(zh, "zh-name")] : [chinese(zh)];
}

function quotation({ quote, page }) {
  const { title, publisher, published, url } = pages[page];
  const name = url ? make("a", { href: url, rel: "noopener noreferrer" }, chinese(title)) : chinese(title);
  const source = [name];
  if (publisher) source.push(" · ", chinese(publisher));
  if (published) source.push(" · ", make("bdi", { class: "when" }, published));
  return make("blockquote", {}, make("p", {}, chinese(quote)), make("cite", {}, ...source));
}

function pairingCard(pairing) {
  const title = make("h3", {}, ...placeName(pairing.from), make("span", { class: "to-sign", "aria-label": "assists" }, "→"), ...placeName(pairing.to));
  if (pairing.period) title.append(" ", make("bdi", { class: "when" }, pairing.period));
  return make("article", { class: "card" }, title, ...pairing.words.map(quotation));
}

const COLUMNS = [["What", "指标"], ["How much", "数值"], ["When", "时间"], ["Words", "原文"]];

function figureTable(rows) {
  const head = make("tr", {}, ...COLUMNS.map((names) => make("th", { scope: "col" }, ...both(...names))));
  const body = rows.map((figure) => {
    const what = make("td", {}, make("bdi", {}, figure.en), " ", chinese(figure.zh, "zh-name"));
    if (figure.population) what.append(" · ", make("bdi", {}, figure.population));
    if (figure.counterpart) what.append(" · ", ...both("with", "对方"), " ", ...placeName(figure.counterpart));
    return make("tr", {}, what, make("td", { class: "value" }, make("bdi", {}, figure.value)), make("td", {}, make("bdi", {}, figure.period)), make("td", {}, ...figure.words.map(quotation)));
  });
  return make("div", { class: "scroll" }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
}

function byPlace(rows) {
  const groups = new Map();
  for (const figure of rows) groups.set(figure.place, [...(groups.get(figure.place) ?? []), figure]);
  return groups;
}

// Tables are made when they are first opened: a graph may have many thousands of figures.
function figureGroup(place, rows, isOpen) {
  const count = both(plural(rows.length, "figure", "figures"), `${rows.length} 项`);
  const group = make("details", {}, make("summary", {}, ...placeName(place), make("span", { class: "when" }, ...count)));
  const fill = () => group.children.length === 1 && group.append(figureTable(rows));
  group.addEventListener("toggle", fill);
  addEventListener("beforeprint", () => { fill(); group.open = true; });
  group.open = isOpen;
  if (isOpen) fill();
  return group;
}

const figureGroups = (rows, isOpen) => [...byPlace(rows)].map(([place, own]) => figureGroup(place, own, isOpen));
const cards = (rows) => make("div", { class: "cards" }, ...rows.map(pairingCard));
const empty = (en, zh) => make("p", { class: "note" }, ...both(en, zh));
const provinceOf = (id) => places[id].province;
const pairOf = ({ from, to }) => `${provinceOf(from)}-${provinceOf(to)}`;

// The arcs once more as a list, thickest first, for those who would rather read than point.
function arcList() {
  const entry = (arc) => {
    const button = make("button", { type: "button", class: "plain" }, arc.getAttribute("aria-label"));
    button.addEventListener("click", () => show(arc));
    return make("li", {}, button);
  };
  return make("ul", { class: "arcs" }, ...[...map.querySelectorAll(".arc")].map(entry));
}

function show(element) {
  chosen = element === chosen ? null : element;
  const { pair, tile } = chosen?.dataset ?? {};
  const isOn = (key) => key === pair || key.split("-").includes(tile);
  for (const each of map.querySelectorAll("[aria-pressed]")) each.setAttribute("aria-pressed", each === chosen);
  for (const arc of map.querySelectorAll(".arc")) arc.classList.toggle("on", isOn(arc.dataset.pair));
  map.classList.toggle("chosen", chosen !== null);
  detail.classList.toggle("chosen", chosen !== null);
  document.getElementById("clear").hidden = chosen === null;
  document.getElementById("detail-title").textContent = chosen ? chosen.getAttribute("aria-label") : "Choose an arc or a tile · 请选择";
  const told = [];
  if (chosen) {
    const own = pairings.filter((pairing) => isOn(pairOf(pairing)));
    const counted = figures.filter((figure) => provinceOf(figure.place) === tile);
    if (own.length) told.push(cards(own));
    told.push(...figureGroups(counted, counted.length <= 12));
    if (!told.length) told.push(empty("The pages say nothing of this province.", "网页中没有该省的内容。"));
  } else {
    told.push(empty("Its pairings, and the sentences that say them, are shown here. Tab and Enter work too; Escape goes back.", "此处显示结对关系及其原文。也可用 Tab、Enter 选择，Esc 返回。"), arcList());
  }
  document.getElementById("detail").replaceChildren(...told);
}

function choose(event) {
  const name = event.target.closest("[data-names]"); // a name lies over the arcs and stands for its tile
  const element = name ? map.querySelector(`[data-tile="${name.dataset.names}"]`) : event.target.closest("[data-pair], [data-tile]");
  if (!element) return;
  show(element);
  if (chosen && matchMedia("(max-width: 56rem)").matches) detail.scrollIntoView({ block: "start" });
}

map.addEventListener("click", choose);
map.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  choose(event);
});
addEventListener("keydown", (event) => event.key === "Escape" && chosen && show(chosen));
document.getElementById("clear").addEventListener("click", () => show(chosen));

const offMap = pairings.filter((pairing) => !map.querySelector(`[data-pair="${CSS.escape(pairOf(pairing))}"]`)).length;
const placeCount = byPlace(figures).size, pageCount = Object.keys(pages).length;
document.getElementById("summary").append(...both(
  [
    plural(pairings.length, "pairing", "pairings"),
    `${plural(figures.length, "figure", "figures")} of ${plural(placeCount, "place", "places")}`,
    `from ${plural(pageCount, "page", "pages")}`,
  ].join(", ") + (offMap ? `. Not on the map: ${plural(offMap, "pairing", "pairings")}.` : "."),
  `${pageCount} 个网页，${pairings.length} 对结对，${placeCount} 地的 ${figures.length} 项数据` + (offMap ? `；图上未显示 ${offMap} 对。` : "。"),
));
document.getElementById("pairings").append(pairings.length ? cards(pairings) : empty("The pages name no pairing.", "网页中没有结对关系。"));
document.getElementById("figures").append(...(figures.length ? figureGroups(figures, figures.length <= 40) : [empty("The pages hold no figure of a place.", "网页中没有各地数据。")]));
show(null);
