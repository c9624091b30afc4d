// A figure over time, as a small chart: one line for each unit, people and second place that has two dates at least.
function moment(period) {
  const date = (period.split("/")[1] || period.split("/")[0]).replace("..", "") || period.split("/")[0];
  const [year, month, day] = date.split("-");
  return /^\d{4}$/.test(year) ? Date.UTC(+year, (month ?? 7) - 1, day ?? (month ? 15 : 1)) : null;
}

function lines(figures) {
  const groups = new Map();
  for (const figure of figures) {
    const when = figure.period ? moment(figure.period) : null;
    if (when === null) continue;
    const key = [figure.unit, figure.population ?? "", figure.counterpart ?? ""].join("\u0000");
    groups.set(key, [...(groups.get(key) ?? []), [when, figure]]);
  }
  return [...groups.values()].map((points) => points.sort(([one], [other]) => one - other))
    .filter((points) => new Set(points.map(([when]) => when)).size > 1);
}

const charts = [];

function dropCharts() {
  for (const each of charts.splice(0)) each.dispose();
}

function figureChart(figures) {
  const found = lines(figures);
  if (!found.length) return [];
  const box = make("div", { class: "chart", role: "img", "aria-label": say("over_time", { measure: term(figures[0].measure) }) });
  // It is drawn once it stands in the page and has a width.
  requestAnimationFrame(() => box.isConnected && drawLines(box, found));
  return [box];
}

function drawLines(box, found) {
  const colour = colours(), made = echarts.init(box, null, { renderer: "canvas" });
  const shades = [colour.give, colour.take, colour.focus, colour.soft];
  const axis = { axisLabel: { color: colour.soft, hideOverlap: true }, axisLine: { lineStyle: { color: colour.line } }, splitLine: { lineStyle: { color: colour.line } } };
  const isPercent = found[0][0][1].unit === "ratio";
  made.setOption({
    animation: false, grid: { left: 4, right: 16, top: 12, bottom: 4, outerBoundsMode: "same" },
    xAxis: { type: "time", minInterval: 365 * 24 * 3600 * 1000, ...axis, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: "{yyyy}" } },
    yAxis: { type: "value", splitNumber: 3, ...axis, axisLabel: { ...axis.axisLabel, formatter: (value) => (isPercent ? `${number(value * 100)}%` : compact(value)) } },
    tooltip: { renderMode: "richText", backgroundColor: colour.card, borderColor: colour.line, textStyle: { color: colour.ink, fontSize: 12 }, formatter: ({ data }) => plain(data.text) },
    series: found.map((points, index) => ({
      type: "line", symbol: "circle", symbolSize: 8, lineStyle: { width: 2 }, color: shades[index % shades.length],
      data: points.map(([when, figure]) => ({ value: [when, figure.value], text: `${periodText(figure.period)}: ${valueText(figure)}${figure.counterpart ? ` (${nameOf(figure.counterpart)})` : ""}` })),
    })),
  });
  charts.push(made);
}

const compact = (value) => value.toLocaleString(isChinese() ? "zh-CN" : "en", { notation: "compact", maximumFractionDigits: 1 });
