// The map and the network: one ECharts graph, which on the map stands over outlines that move with it.
const MANY = 400; // arcs from here on are drawn plainly
const LABELLED = 160, FEW = 16; // dots up to here have names in the network, and on the map where an arc or place is picked
const NEAR = 1.8; // enlarged so much, all dots have names
const LOOP = "\u21ba"; // before the id of a node that stands for the pairings within a province

let chart = null, drawn = { view: "", zoom: 1, center: undefined };

// What is drawn is text too: no marks that turn the direction or break the line, and no braces, which style text in ECharts.
const plain = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069]+/g, " ").replaceAll("{", "｛").replaceAll("}", "｝");
const shortened = (text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
const drawnName = (id) => shortened(plain(nameOf(id)));

function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "card", "ink", "soft", "line", "tile", "tile-ink", "give", "give-tile", "take", "take-tile", "focus"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function spots(isMap, isGrouped) {
  if (isMap) return (id) => told.on_map[id];
  const open = opened().size > 0;
  return (id) => (isGrouped && !open ? told.in_groups[id] : told.in_network[id] ?? told.in_groups[id]);
}

function roleOf(id, roles) {
  const role = roles.get(id) ?? {};
  return role.gives && role.takes ? "both" : role.gives ? "gives" : role.takes ? "takes" : "";
}

function rolesOf(arcs, keyOf) {
  const roles = new Map();
  for (const { from, to } of arcs) {
    roles.set(keyOf(from), { ...roles.get(keyOf(from)), gives: true });
    roles.set(keyOf(to), { ...roles.get(keyOf(to)), takes: true });
  }
  return roles;
}

const touchesTile = (arc) => told.is_grid && state.pick in told.tiles && [arc.from, arc.to].some((id) => placeOf(id).province === state.pick);
const touches = (arc) => [arc.key, arc.from, arc.to].includes(state.pick) || touchesTile(arc);

function edge(arc, spot, colour, isPlain, isOn) {
  const [x1, y1] = spot(arc.from), [x2, y2] = spot(arc.to);
  const width = Math.min(1.3 + 1.3 * Math.log2(arc.count), 8);
  const fade = { type: "linear", x: x1 <= x2 ? 0 : 1, x2: x1 <= x2 ? 1 : 0, y: y1 <= y2 ? 0 : 1, y2: y1 <= y2 ? 1 : 0, colorStops: [{ offset: 0, color: colour.give }, { offset: 0.55, color: colour.take }] };
  return {
    source: arc.from, target: arc.to, from: arc.from, to: arc.to, key: arc.key, count: arc.count,
    symbol: isPlain ? ["none", "none"] : ["none", "arrow"], symbolSize: [0, 6 + width],
    lineStyle: { width, curveness: 0.18, opacity: isOn ? (isPlain ? 0.4 : 0.85) : 0.08, color: isPlain ? colour.take : fade },
  };
}

function loop(arc, spot, colour, isOn) {
  const width = Math.min(2 + Math.log2(arc.count), 5);
  return {
    id: LOOP + arc.from, from: arc.from, to: arc.to, key: arc.key, count: arc.count, spot: spot(arc.from), symbolSize: 13, symbolOffset: [24, -24], label: { show: false },
    itemStyle: { color: "transparent", borderColor: colour.give, borderWidth: width, opacity: isOn ? 1 : 0.15 },
  };
}

// In a narrow picture all is smaller.
const unit = () => Math.max(Math.min(at("picture").clientWidth / 90, at("picture").clientHeight / 90, 8), 4);

function provinceLabel(id, spot, roles, colour) {
  const role = roleOf(id, roles), size = unit();
  const { zh, en } = told.tiles[id];
  return {
    id, spot: spot(id), symbol: "rect", symbolSize: [46, 40], itemStyle: { color: "transparent" },
    label: {
      show: true, position: "inside", formatter: isChinese() ? `{one|${zh}}` : `{one|${en}}\n{two|${zh}}`,
      rich: {
        one: { fontSize: size * (isChinese() ? 2.1 : 1.55), fontWeight: 600, lineHeight: size * 2.2, color: role ? colour.ink : colour["tile-ink"], textBorderColor: tileColour(role, colour), textBorderWidth: 4 },
        two: { fontSize: size * 1.4, lineHeight: size * 1.9, color: colour["tile-ink"], textBorderColor: tileColour(role, colour), textBorderWidth: 3 },
      },
    },
  };
}

function tileColour(role, colour) {
  if (!told.is_grid) return colour.paper;
  return role === "gives" ? colour["give-tile"] : role ? colour["take-tile"] : colour.tile;
}

function dot(id, spot, roles, colour, isNamed, isOn) {
  const role = roleOf(id, roles), size = unit();
  return {
    id, spot: spot(id), symbolSize: id === state.pick ? size * 1.7 : size * 1.1,
    itemStyle: { color: role === "gives" ? colour.give : role === "takes" ? colour.take : colour.soft, borderColor: id === state.pick ? colour.focus : colour.paper, borderWidth: id === state.pick ? 3 : 1, opacity: isOn ? 1 : 0.2 },
    label: { show: (isNamed && isOn) || id === state.pick, formatter: drawnName(id), position: "right", distance: 4, fontSize: 11.5, color: colour.ink, textBorderColor: colour.paper, textBorderWidth: 3 },
  };
}

// The outlines are an SVG behind the canvas: ECharts' own map is drawn anew, arcs and all, for each step of the hand.
const ground = (() => {
  const svg = (tag, attributes) => Object.entries(attributes).reduce((made, [name, value]) => { made.setAttribute(name, value); return made; }, document.createElementNS("http://www.w3.org/2000/svg", tag));
  const halves = svg("linearGradient", { id: "halves", x2: "1", y2: "1" });
  halves.append(svg("stop", { offset: "0.5", class: "gives" }), svg("stop", { offset: "0.5", class: "takes" }));
  const shapes = Object.entries(told.paths).map(([name, d]) => [name, svg("path", { d })]);
  const group = svg("g", { class: told.is_grid ? "grid" : "" });
  group.append(...shapes.map(([, shape]) => shape));
  at("ground").append(halves, group);
  return {
    colour: (roles) => shapes.forEach(([name, shape]) => shape.setAttribute("class", `${roleOf(name, roles)} ${name === state.pick ? "picked" : ""}`)),
    move() {
      const [[x, y], [right, bottom]] = [[0, 0], [100, 100]].map((point) => chart.convertToPixel({ seriesIndex: 0 }, point));
      group.setAttribute("transform", `matrix(${(right - x) / 100} 0 0 ${(bottom - y) / 100} ${x} ${y})`);
    },
    under(event) {
      const found = document.elementsFromPoint(event.clientX, event.clientY);
      return shapes.find(([name, shape]) => found.includes(shape) && (name in told.tiles || name in told.places))?.[0] ?? "";
    },
  };
})();

function tip({ dataType, data }) {
  if (data.key) {
    return `${plain(nameOf(data.from))} → ${plain(nameOf(data.to))}\n${say("count_pairings", { count: data.count })}`;
  }
  return dataType === "node" ? plain(nameOf(data.id)) : "";
}

function draw() {
  const { isGrouped, arcs } = shownArcs(), colour = colours(), isMap = state.view === "map";
  if (drawn.view !== state.view) drawn = { view: state.view, zoom: 1, center: undefined };
  const spot = spots(isMap, isGrouped), placed = arcs.filter(({ from, to }) => spot(from) && spot(to));
  const [loops, ways] = [placed.filter(({ from, to }) => from === to), placed.filter(({ from, to }) => from !== to)];
  const roles = rolesOf(arcs, (id) => id), provinces = rolesOf(arcs, (id) => placeOf(id).province);
  const touched = new Set(arcs.filter(touches)), isOn = (arc) => !touched.size || touched.has(arc);
  const ends = new Set(ways.flatMap(endsOf)), endsOn = new Set(ways.filter(isOn).flatMap(endsOf));
  // On tiles there is room for names once few are meant or the picture is enlarged.
  const isNamed = drawn.zoom > NEAR || (isMap ? touched.size > 0 && endsOn.size <= FEW : ends.size <= LABELLED);
  const labels = isMap ? Object.keys(told.tiles).filter((id) => spot(id)) : [];
  const picked = spot(state.pick) ? [state.pick] : [];
  const dots = [...new Set([...ends, ...loops.map(({ from }) => from), ...picked])].filter((id) => !labels.includes(id));
  const nodes = [
    ...dots.map((id) => dot(id, spot, roles, colour, isNamed, endsOn.has(id) || id === state.pick)),
    ...labels.map((id) => provinceLabel(id, spot, provinces, colour)),
    ...loops.map((arc) => loop(arc, spot, colour, isOn(arc))),
      ...(isMap ? corners(told.box) : []),
  ].map(({ spot: [x, y], ...node }) => (isMap ? { ...node, x, y } : { ...node, x: x * 1000, y: y * 800 }));
  const isPlain = ways.length > MANY;
  const margins = isMap ? { top: 4, bottom: 4, left: 4, right: 4 } : { top: 30, bottom: 30, left: 40, right: 90 };
  const series = {
    type: "graph", layout: "none", preserveAspect: "contain", ...margins, roam: true, zoom: drawn.zoom, center: drawn.center, scaleLimit: { min: 0.7, max: 40 }, data: nodes, links: ways.map((arc) => edge(arc, spot, colour, isPlain, isOn(arc))), nodeScaleRatio: 0, labelLayout: { hideOverlap: true },
    edgeLabel: { show: false }, emphasis: { focus: isPlain ? "none" : "adjacency", label: { show: true } }, blur: { lineStyle: { opacity: 0.1 } }, cursor: "pointer",
  };
  chart ??= started();
  chart.setOption({
    animation: false, series,
    tooltip: { renderMode: "richText", formatter: tip, backgroundColor: colour.card, borderColor: colour.line, textStyle: { color: colour.ink, fontSize: 13 } },
  }, { notMerge: true });
  at("ground").classList.toggle("away", !isMap);
  if (isMap) { ground.colour(provinces); ground.move(); }
  return { arcs, isGrouped, offMap: isMap ? arcs.length - placed.length : 0 };
}

// The picture reaches to the corners of the map, whatever is drawn on it.
const corners = ([left, top, right, bottom]) => [[left, top], [right, bottom]].map((spot, index) => ({ id: `${LOOP}corner ${index}`, spot, symbolSize: 0, silent: true, label: { show: false } }));

function started(ratio = window.devicePixelRatio) {
  const made = echarts.init(at("picture"), null, { renderer: "canvas", devicePixelRatio: ratio });
  const outlineUnder = ({ target, event }) => (target || state.view !== "map" ? "" : ground.under(event));
  made.on("click", ({ data }) => change({ pick: data.key ?? data.id }));
  made.getZr().on("click", (event) => {
    const name = outlineUnder(event);
    if (!event.target && name !== state.pick) change({ pick: name });
  });
  made.getZr().on("mousemove", (event) => event.target || made.getZr().setCursorStyle(outlineUnder(event) ? "pointer" : "default"));
  made.on("graphroam", roamed);
  return made;
}

let waiting = 0;
function roamed() {
  const { zoom, center } = chart.getOption().series[0];
  if (state.view === "map") ground.move();
  const wasNear = drawn.zoom > NEAR;
  drawn = { ...drawn, zoom, center };
  if (wasNear === drawn.zoom > NEAR) return;
  clearTimeout(waiting); // names come and go when the hand rests
  waiting = setTimeout(draw, 150);
}

function roam(changes) {
  const middle = { originX: chart.getWidth() / 2, originY: chart.getHeight() / 2 };
  chart.dispatchAction({ type: "graphRoam", componentType: "series", seriesIndex: 0, ...(changes.zoom ? middle : {}), ...changes });
}

function showWhole() {
  drawn = { ...drawn, zoom: 1, center: undefined };
  draw();
}
