// The facts as a table that sorts, and goes to a file for a spreadsheet.
const sentenceOf = (fact) => fact.words.map(({ before, quote, after }) => before + quote + after).join(" / ");
const pagesOf = (fact) => [...new Set(fact.words.map(({ page }) => told.pages[page].title))].join(" / ");
const COLUMNS = {
  period: { value: (fact) => fact.period, text: (fact) => (fact.period ? periodText(fact.period) : "") },
  sentence: { value: sentenceOf, words: true },
  page: { value: pagesOf, onlyFile: true },
  giver: { value: (fact) => nameOf(fact.from), place: (fact) => fact.from },
  receiver: { value: (fact) => nameOf(fact.to), place: (fact) => fact.to },
  level: { value: (fact) => say(levelOf(fact) === "group" ? "group_level" : levelOf(fact)) },
  programme: { value: (fact) => fact.programmes.map(term).join(" / ") },
  place: { value: (fact) => nameOf(fact.place), place: (fact) => fact.place },
  measure: { value: (fact) => term(fact.measure) },
  value: { value: (fact) => fact.value, text: valueText },
  unit: { value: (fact) => term(fact.unit), onlyFile: true },
  counterpart: { value: (fact) => (fact.counterpart ? nameOf(fact.counterpart) : ""), place: (fact) => fact.counterpart },
  population: { value: (fact) => (fact.population ? term(fact.population) : "") },
  subject: { value: (fact) => (fact.from ? nameOf(fact.from) : fact.from_name), place: (fact) => fact.from },
  relation: { value: (fact) => term(fact.relation) },
  object: { value: (fact) => (fact.to ? nameOf(fact.to) : fact.to_name), place: (fact) => fact.to },
};
const TABLES = {
  pairings: ["giver", "receiver", "level", "programme", "period", "sentence", "page"],
  figures: ["place", "measure", "value", "unit", "period", "population", "counterpart", "sentence", "page"],
  ties: ["subject", "relation", "object", "period", "sentence", "page"],
};
const MOST_ROWS = 200;

const collated = (one, other) => (typeof one === "number" ? one - other : one.localeCompare(other, isChinese() ? "zh" : "en"));

function tableRows() {
  const rows = told[state.rows].filter((fact) => passes(fact) && (!state.measure || !fact.measure || fact.measure === state.measure));
  const column = COLUMNS[state.sort.replace(/^-/, "")];
  if (!column || !TABLES[state.rows].includes(state.sort.replace(/^-/, ""))) return rows;
  const sorted = rows.map((fact) => [column.value(fact), fact]).sort(([one], [other]) => collated(one, other)).map(([, fact]) => fact);
  return state.sort.startsWith("-") ? sorted.reverse() : sorted;
}

function heading(name) {
  const way = { [name]: "ascending", [`-${name}`]: "descending" }[state.sort] ?? "none";
  const sign = { ascending: " ↑", descending: " ↓", none: "" }[way];
  const sort = button(say(name) + sign, () => { change({ sort: way === "ascending" ? `-${name}` : name }); at("table").querySelector(`[data-sort="${name}"]`).focus(); }, { class: "plain", "data-sort": name });
  return make("th", { scope: "col", "aria-sort": way }, sort);
}

function tableCell(name, fact) {
  const { value, text, place, words } = COLUMNS[name];
  if (words) return make("td", { class: "words" }, ...fact.words.map(quotation));
  const id = place?.(fact);
  return make("td", { class: name === "value" ? "value" : "" }, id ? placeButton(id) : make("bdi", {}, String((text ?? value)(fact))));
}

function showTable() {
  const names = TABLES[state.rows].filter((name) => !COLUMNS[name].onlyFile), rows = tableRows();
  const head = make("thead", {}, make("tr", {}, ...names.map(heading)));
  const [body, more] = listed(rows, (fact) => make("tr", {}, ...names.map((name) => tableCell(name, fact))), MOST_ROWS, "tbody", "");
  const caption = make("caption", {}, say(state.rows), " ", make("span", { class: "when" }, say("rows", { shown: number(Math.min(rows.length, MOST_ROWS)), count: number(rows.length) })));
  const table = make("table", {}, caption, head, body);
  at("table").replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(state.rows) }, table), more);
}

// A text that a spreadsheet would run as a formula gets a ' before it; numbers stay numbers.
function csvCell(value) {
  const text = String(value).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, " ");
  const isFormula = /^\s*[=+\-@＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text);
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function csv() {
  const names = TABLES[state.rows];
  const rows = tableRows().map((fact) => names.map((name) => COLUMNS[name].value(fact)));
  return `\ufeff${[names.map((name) => say(name)), ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function saveCsv() {
  const address = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: `${state.rows}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
