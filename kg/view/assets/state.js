// What is shown is what the address says after its #: it can be sent, kept, and gone back to.
const DEFAULTS = {
  view: "map", lang: "zh", year: "", programme: "", level: "", within: "", measure: "",
  pick: "", group: "", open: "", rows: "pairings", sort: "",
};
const CHOICES = { view: ["map", "network", "table"], lang: ["zh", "en"], group: ["", "1", "0"], rows: ["pairings", "figures", "ties"] };
DEFAULTS.lang = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";

let state = readState();

function readState() {
  const said = new URLSearchParams(location.hash.slice(1));
  const found = { ...DEFAULTS };
  for (const key of Object.keys(DEFAULTS)) {
    const value = said.get(key);
    if (value !== null && (!CHOICES[key] || CHOICES[key].includes(value))) found[key] = value;
  }
  return found;
}

function change(changes) {
  state = { ...state, ...changes };
  const said = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) if (value !== DEFAULTS[key]) said.set(key, value);
  history.pushState(null, "", `#${said}`);
  render();
}

const opened = () => new Set(state.open ? state.open.split(",") : []);

function toggleOpen(id) {
  const ids = opened();
  if (!ids.delete(id)) ids.add(id);
  change({ open: [...ids].join(","), pick: "" });
}
