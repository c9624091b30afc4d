// Filters, search, keys, and what ties the parts together.
const compareNames = (one, other) => collated(nameOf(one), nameOf(other));

function choices(select, values, text, isWithNone) {
  const option = (value, label) => make("option", { value, dir: "auto" }, label);
  const known = values.includes(state[select.id]) || !state[select.id] || state[select.id] === "none" ? values : [...values, state[select.id]];
  select.replaceChildren(option("", say("all")), ...known.map((value) => option(value, text(value))), ...(isWithNone ? [option("none", say("none"))] : []));
  select.value = state[select.id];
}

function years() {
  const found = new Set([...told.pairings, ...told.figures].flatMap((fact) => fact.years.flat()).filter((year) => year !== null));
  return [...found].sort((one, other) => other - one).map(String);
}

function showFilters() {
  choices(at("year"), years(), (year) => year, true);
  choices(at("programme"), [...new Set(told.pairings.flatMap((fact) => fact.programmes))].sort(), term, true);
  const levels = new Set([...told.pairings, ...told.figures].map(levelOf));
  choices(at("level"), LEVELS.filter((level) => levels.has(level)), (level) => say(level === "group" ? "group_level" : level));
  choices(at("within"), Object.keys(told.tiles).filter((id) => id in told.places).sort(compareNames), nameOf);
  at("reset").hidden = !["year", "programme", "level", "within", "measure"].some((key) => state[key]);
}

function showWords() {
  document.documentElement.lang = isChinese() ? "zh-CN" : "en";
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  for (const each of document.querySelectorAll("[data-title]")) each.title = say(each.dataset.title);
  at("search").placeholder = say("search_hint");
  at("note").textContent = say(state.view === "network" ? "note_network" : told.is_grid ? "note_tiles" : "note_outlines");
  const places = new Set(told.figures.map(({ place }) => place)).size;
  at("summary").textContent = say("summary", { pairings: number(pairsOf(told.pairings)), figures: number(told.figures.length), places: number(places), pages: number(Object.keys(told.pages).length) });
}

function showViews() {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const isOn = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", isOn);
    tab.tabIndex = isOn ? 0 : -1;
  }
  document.body.classList.toggle("table", state.view === "table");
  at("stage").hidden = state.view === "table";
  at("table-view").hidden = state.view !== "table";
  at("stage").setAttribute("aria-labelledby", `tab-${state.view === "network" ? "network" : "map"}`);
  for (const each of document.querySelectorAll("[data-rows]")) each.setAttribute("aria-pressed", each.dataset.rows === state.rows);
}

function render() {
  showWords();
  showFilters();
  showViews();
  let { arcs, isGrouped } = shownArcs();
  if (state.view === "table") showTable();
  else {
    const { offMap } = draw();
    const count = arcs.reduce((sum, arc) => sum + arc.count, 0);
    at("status").textContent = say("shown", { arcs: number(arcs.length), pairings: number(count) }) + (offMap ? ` ${say("off_map", { count: number(offMap) })}` : "");
    at("picture").setAttribute("aria-label", say("picture", { view: say(state.view), arcs: number(arcs.length) }));
    at("group").checked = isGrouped;
  }
  showPanel(arcs);
  showFound();
}

let found = [], active = -1;

function showFound() {
  const text = at("search").value, isOpen = document.activeElement === at("search") && text.trim() !== "";
  found = isOpen ? search(text) : [];
  active = Math.min(active, found.length - 1);
  const entry = ({ kind, id, zh, en }, index) => {
    const kinds = kind === "measure" ? say("measure") : say(placeOf(id).level === "group" ? "group_level" : placeOf(id).level);
    const above = kind === "place" && placeOf(id).parent in told.places ? ` · ${nameOf(placeOf(id).parent)}` : "";
    const line = make("li", { role: "option", id: `found-${index}`, "aria-selected": index === active }, chinese(zh), " ", make("bdi", { lang: "en" }, en), " ", make("bdi", { class: "when" }, kinds + above));
    line.addEventListener("mousedown", (event) => { event.preventDefault(); choose(index); });
    return line;
  };
  at("found").replaceChildren(...found.map(entry));
  at("found").hidden = found.length === 0;
  at("search").setAttribute("aria-expanded", found.length > 0);
  if (active >= 0) at("search").setAttribute("aria-activedescendant", `found-${active}`);
  else at("search").removeAttribute("aria-activedescendant");
  at("found-count").textContent = !isOpen ? "" : found.length ? say("found", { count: found.length }) : say("nothing_found");
}

function choose(index) {
  const entry = found[index];
  if (!entry) return;
  at("search").value = "";
  active = -1;
  if (entry.kind === "measure") change({ view: "table", rows: "figures", measure: entry.id });
  else change({ pick: entry.id });
}

at("search").addEventListener("input", () => { active = -1; showFound(); });
at("search").addEventListener("focus", showFound);
at("search").addEventListener("blur", showFound);
at("search").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    active = (active + step + found.length) % found.length;
    showFound();
  } else if (event.key === "Enter") {
    event.preventDefault();
    choose(Math.max(active, 0));
  } else if (event.key === "Escape" && event.target.value) {
    event.stopPropagation();
    event.target.value = "";
    showFound();
  }
});
for (const id of ["year", "programme", "level", "within"]) at(id).addEventListener("change", () => change({ [id]: at(id).value }));
at("reset").addEventListener("click", () => change({ year: "", programme: "", level: "", within: "", measure: "" }));
at("filters").addEventListener("submit", (event) => event.preventDefault());
at("language").addEventListener("click", () => change({ lang: isChinese() ? "en" : "zh" }));
at("group").addEventListener("change", () => change({ group: at("group").checked ? "1" : "0", open: "", pick: "" }));
at("clear").addEventListener("click", () => change({ pick: "" }));
at("csv").addEventListener("click", saveCsv);
for (const each of document.querySelectorAll("[data-rows]")) each.addEventListener("click", () => change({ rows: each.dataset.rows, sort: "" }));

const tabs = [...document.querySelectorAll("[role=tab]")];
for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => change({ view: tab.dataset.view }));
  tab.addEventListener("keydown", ({ key }) => {
    const next = tabs[(index + ({ ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0) + tabs.length) % tabs.length];
    if (next !== tab) { next.focus(); next.click(); }
  });
}

const STEP = 60;
const KEYS = { ArrowLeft: { dx: STEP, dy: 0 }, ArrowRight: { dx: -STEP, dy: 0 }, ArrowUp: { dx: 0, dy: STEP }, ArrowDown: { dx: 0, dy: -STEP }, "+": { zoom: 1.3 }, "=": { zoom: 1.3 }, "-": { zoom: 1 / 1.3 } };
at("picture").addEventListener("keydown", (event) => {
  if (KEYS[event.key]) { event.preventDefault(); roam(KEYS[event.key]); }
  if (event.key === "0") showWhole();
});
at("zoom-in").addEventListener("click", () => roam({ zoom: 1.3 }));
at("zoom-out").addEventListener("click", () => roam({ zoom: 1 / 1.3 }));
at("whole").addEventListener("click", showWhole);
addEventListener("keydown", ({ key }) => key === "Escape" && state.pick && change({ pick: "" }));

for (const event of ["popstate", "hashchange"]) addEventListener(event, () => { state = readState(); render(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
new ResizeObserver(resized).observe(at("picture"));

function resized() {
  if (!chart || state.view === "table") return;
  chart.resize();
  if (state.view === "map") ground.move();
}

// On paper the picture is light, sharp and of a width of its own.
function redraw(isPaper) {
  document.documentElement.classList.toggle("paper", isPaper);
  chart?.dispose();
  chart = state.view === "table" ? null : started(isPaper ? 3 : window.devicePixelRatio);
  render();
}
addEventListener("beforeprint", () => redraw(true));
addEventListener("afterprint", () => redraw(false));

at("app").hidden = false;
render();
document.documentElement.dataset.ready = "true";
