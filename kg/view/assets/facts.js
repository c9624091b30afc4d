// The facts, and which of them the filters let through.
const told = JSON.parse(document.getElementById("data").textContent);
// A place may be called `constructor`: the tables have no names but their own.
for (const name of ["places", "pages", "terms", "sounds", "tiles", "on_map", "in_network", "in_groups"]) Object.setPrototypeOf(told[name], null);
const MOST_ARCS = 300; // above this, places are grouped by province
const LEVELS = ["country", "province", "prefecture", "county", "town", "village", "group"];

const placeOf = (id) => told.places[id] ?? { zh: told.tiles[id]?.zh ?? id, en: told.tiles[id]?.en ?? "", pinyin: "", level: "province", parent: "", province: id };
const nameOf = (id) => (!isChinese() && placeOf(id).en) || placeOf(id).zh;
const term = (name) => told.terms[name]?.[isChinese() ? 0 : 1] ?? name;
const endsOf = (fact) => [fact.from, fact.to, fact.place, fact.counterpart].filter(Boolean);

function isWithin(id, ancestor) {
  for (let at = id; at; at = placeOf(at).parent) if (at === ancestor) return true;
  return false;
}

function levelOf(fact) {
  return LEVELS[Math.max(...endsOf(fact).map((id) => LEVELS.indexOf(placeOf(id).level)))];
}

function isOfYear({ years }, year) {
  if (year === "none") return years.length === 0;
  return years.some(([first, last]) => (first ?? -Infinity) <= year && year <= (last ?? Infinity));
}

function passes(fact) {
  const { year, programme, level, within } = state;
  return (!year || isOfYear(fact, year))
    && (!programme || !fact.programmes || (programme === "none" ? !fact.programmes.length : fact.programmes.includes(programme)))
    && (!level || levelOf(fact) === level)
    && (!within || endsOf(fact).some((id) => isWithin(id, within)));
}

const pairKey = (from, to) => `${from}>${to}`;

function arcsBy(facts, nodeOf) {
  const arcs = new Map();
  for (const fact of facts) {
    const from = nodeOf(fact.from), to = nodeOf(fact.to), key = pairKey(from, to);
    if (!arcs.has(key)) arcs.set(key, { key, from, to, facts: [] });
    arcs.get(key).facts.push(fact);
  }
  for (const arc of arcs.values()) arc.count = pairsOf(arc.facts);
  return [...arcs.values()].sort((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1));
}

// How many pairings facts tell of: what is said of one for two periods is one.
function pairsOf(facts) {
  return new Set(facts.map(({ from, to }) => pairKey(from, to))).size;
}

// The arcs that are drawn: of places or, where there are too many, of provinces that are not opened.
function shownArcs() {
  const facts = told.pairings.filter(passes);
  const own = arcsBy(facts, (id) => id);
  const isGrouped = state.group ? state.group === "1" : own.length > MOST_ARCS;
  if (!isGrouped) return { isGrouped, arcs: own };
  const open = opened();
  const nodeOf = (id) => { const { province } = placeOf(id); return province && !open.has(province) ? province : id; };
  return { isGrouped, arcs: arcsBy(facts, nodeOf) };
}

// Of a place, or of all places within it where they are drawn as one.
function factsOf(id, kind, isWhole) {
  const isOn = isWhole ? (end) => isWithin(end, id) : (end) => end === id;
  return told[kind].filter((fact) => passes(fact) && endsOf(fact).some(isOn));
}

function searchable(id) {
  const { zh, en, pinyin } = placeOf(id);
  return { kind: "place", id, zh, en, pinyin };
}

const SEARCHED = [
  ...Object.keys(told.places).map(searchable),
  ...[...new Set(told.figures.map((figure) => figure.measure))].map((id) => ({ kind: "measure", id, zh: told.terms[id][0], en: told.terms[id][1], pinyin: told.sounds[id] })),
].map((entry) => {
  const end = entry.pinyin.lastIndexOf(" "); // between all syllables and their initials
  return { ...entry, low: entry.en.toLowerCase(), sound: entry.pinyin.slice(0, end), initials: entry.pinyin.slice(end + 1) };
});

function holdsInOrder(text, characters) {
  let at = 0;
  for (const character of characters) if ((at = text.indexOf(character, at) + 1) === 0) return false;
  return true;
}

// How well an entry fits a search, the lower the better; undefined where it does not.
function fit({ zh, low, sound, initials }, wanted) {
  const plain = wanted.replace(/[\s']/g, "");
  const ways = [
    zh === wanted || low === wanted, zh.startsWith(wanted) || low.startsWith(wanted), sound.startsWith(plain),
    zh.includes(wanted) || low.includes(wanted), initials.startsWith(plain), sound.includes(plain), /[^\x00-\x7f]/.test(wanted) && holdsInOrder(zh, wanted),
  ];
  const way = ways.indexOf(true);
  return way < 0 ? undefined : way;
}

function search(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  return SEARCHED.map((entry) => [fit(entry, wanted), entry]).filter(([way]) => way !== undefined)
    .sort(([one, a], [other, b]) => one - other || a.zh.length - b.zh.length || (a.id < b.id ? -1 : 1)).slice(0, 12).map(([, entry]) => entry);
}
