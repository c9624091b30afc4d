// Beside the picture: the facts of what is picked with their sentences, or all arcs as a list.
function pairTitle(from, to) {
  const sign = make("span", { class: "to-sign", role: "img", "aria-label": say("assists") }, "→");
  return [placeButton(from), sign, placeButton(to)];
}

function pairingCard(pairing) {
  const title = make("h4", {}, ...pairTitle(pairing.from, pairing.to));
  const facts = [pairing.period && periodText(pairing.period), ...pairing.programmes.map(term)].filter(Boolean);
  const card = make("article", { class: "card" }, title);
  if (facts.length) card.append(make("p", { class: "when" }, make("bdi", {}, facts.join(" · "))));
  card.append(...pairing.words.map(quotation));
  return card;
}

function figureRow(figure) {
  const row = make("li", {}, make("strong", { class: "value" }, make("bdi", {}, valueText(figure))));
  const about = [figure.period && periodText(figure.period), figure.population && term(figure.population)].filter(Boolean);
  if (about.length) row.append(" ", make("bdi", { class: "when" }, about.join(" · ")));
  if (figure.counterpart) row.append(" ", make("span", { class: "when" }, say("with_place"), " ", ...nameParts(figure.counterpart)));
  row.append(...figure.words.map(quotation));
  return row;
}

function measureGroup(measure, figures, isOpen) {
  const summary = make("summary", {}, make("bdi", {}, term(measure)), " ", make("span", { class: "when" }, say("count_figures", { count: number(figures.length) })));
  const group = make("details", {}, summary);
  const fill = () => group.children.length === 1 && group.append(...figureChart(figures), ...listed(figures, figureRow, 20, "ul", "figures"));
  group.addEventListener("toggle", () => group.open && fill());
  group.open = isOpen;
  if (isOpen) fill();
  return group;
}

function figureGroups(figures) {
  const groups = new Map();
  for (const figure of figures) groups.set(figure.measure, [...(groups.get(figure.measure) ?? []), figure]);
  return [...groups].map(([measure, own]) => measureGroup(measure, own, groups.size <= 3 || own.some((figure) => figure.measure === state.measure)));
}

function tieRow(tie) {
  const end = (side) => (tie[side] ? [placeButton(tie[side])] : [chinese(tie[`${side}_name`])]);
  return make("li", {}, ...end("from"), " ", make("bdi", { class: "when" }, term(tie.relation)), " ", ...end("to"), ...tie.words.map(quotation));
}

function part(key, facts, shown) {
  return facts.length ? [make("section", { class: "part" }, make("h3", {}, say(key)), ...shown(facts))] : [];
}

const cards = (pairings) => listed(pairings, pairingCard, 20, "div", "cards");

const openButton = (id) => button(say(opened().has(id) ? "close" : "open", { place: nameOf(id) }), () => toggleOpen(id));

function placePanel(id) {
  const isWhole = id in told.tiles && (told.is_grid || shownArcs().isGrouped);
  const pairings = factsOf(id, "pairings", isWhole), isIn = (end) => (isWhole ? isWithin(end, id) : end === id);
  const gives = pairings.filter((fact) => isIn(fact.from)), takes = pairings.filter((fact) => !isIn(fact.from));
  const within = Object.keys(told.places).filter((other) => other !== id && placeOf(other).parent === id);
  const found = [
    ...part("gives", gives, cards), ...part("takes", takes, cards), ...part("figures", factsOf(id, "figures", false), figureGroups),
    ...part("ties", factsOf(id, "ties", false), (ties) => listed(ties, tieRow, 20, "ul", "figures")),
    ...part("places_in", within, (ids) => listed(ids, (other) => make("li", {}, placeButton(other)), 30)),
  ];
  const tools = make("p", { class: "tools" }, button(say("only"), () => change({ within: id })));
  if (id in told.tiles && shownArcs().isGrouped) tools.append(openButton(id));
  const place = placeOf(id), above = [say(place.level === "group" ? "group_level" : place.level)];
  if (place.parent && place.parent in told.places) above.push(nameOf(place.parent));
  return [make("p", { class: "when" }, make("bdi", {}, above.join(" · "))), tools, ...found];
}

function arcPanel(arc) {
  const between = told.figures.filter((figure) => passes(figure) && figure.counterpart && arc.facts.some(({ from, to }) => [from, to].includes(figure.place) && [from, to].includes(figure.counterpart)));
  const tools = make("p", { class: "tools" });
  for (const id of new Set([arc.from, arc.to])) if (id in told.tiles && shownArcs().isGrouped) tools.append(openButton(id));
  return [...(tools.children.length ? [tools] : []), ...cards(arc.facts), ...part("figures", between, figureGroups)];
}

function arcList(arcs) {
  const entry = (arc) => make("li", {}, button([...nameParts(arc.from), " → ", ...nameParts(arc.to), make("span", { class: "when" }, ` ${arc.count > 1 ? number(arc.count) : ""}`)], () => change({ pick: arc.key }), { class: "plain", "data-arc": arc.key }));
  return [make("p", { class: "note" }, say("choose_hint")), ...listed(arcs, entry, 60)];
}

function showPanel(arcs) {
  dropCharts();
  const arc = arcs.find(({ key }) => key === state.pick), isPlace = state.pick in told.places || state.pick in told.tiles;
  const title = arc ? [...nameParts(arc.from), make("span", { class: "to-sign" }, "→"), ...nameParts(arc.to)] : isPlace ? nameParts(state.pick) : [say("choose")];
  const content = arc ? arcPanel(arc) : isPlace ? placePanel(state.pick) : arcList(arcs);
  const isEmpty = !content.some((each) => each.matches(".part, .cards, .plain-list") && each.children.length);
  at("detail-title").replaceChildren(...title);
  at("detail").replaceChildren(...content, ...(isEmpty ? [make("p", { class: "note" }, say("no_facts"))] : []));
  at("clear").hidden = !(arc || isPlace);
  document.body.classList.toggle("picked", Boolean(arc || isPlace));
}
