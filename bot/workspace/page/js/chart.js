// data_visualization blocks: line, area, bar and pie, drawn as SVG, with the same figures as a table below.
import { h, s } from "./dom.js";

const W = 560;
const H = 220;
const pad = { left: 48, right: 16, top: 16, bottom: 28 };

/** chart renders a data_visualization block. */
export function chart(block) {
  const data = block.chart || {};
  const series = data.type === "pie" ? [{ name: "", data: data.segments || [] }] : data.series || [];
  const labels = data.type === "pie" ? series[0].data.map((d) => d.label) : data.axis_config?.categories || series[0]?.data.map((d) => d.label) || [];
  const drawing = data.type === "pie" ? pie(series[0].data) : plot(data.type, series, labels);
  const named = data.type === "pie" ? labels : series.map((x) => x.name);
  return h("figure", { class: "chart" },
    h("figcaption", null, block.title),
    s("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": `${block.title}. ${data.type || "line"} chart; the figures follow.` }, drawing),
    h("ul", { class: "legend" }, named.map((name, i) => h("li", null, s("svg", { viewBox: "0 0 10 10", width: 10, height: 10, "aria-hidden": "true" },
      s("rect", { width: 10, height: 10, rx: 2, class: `series-${i % 6}` })), name))),
    h("details", null, h("summary", null, "Figures"), figures(series, labels, data.type === "pie")));
}

function figures(series, labels, isPie) {
  const value = (x, label) => x.data.find((d) => d.label === label)?.value ?? "";
  return h("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": "Figures" }, h("table", null,
    h("thead", null, h("tr", null, h("th", { scope: "col" }, ""), series.map((x) => h("th", { scope: "col", class: "align-right" }, isPie ? "Value" : x.name)))),
    h("tbody", null, labels.map((label) => h("tr", null, h("th", { scope: "row" }, label), series.map((x) => h("td", { class: "align-right" }, String(value(x, label)))))))));
}

function plot(type, series, labels) {
  const values = series.flatMap((x) => x.data.map((d) => d.value));
  const [low, high, step] = scale(Math.min(0, ...values), Math.max(1, ...values));
  const y = (v) => pad.top + (H - pad.top - pad.bottom) * (1 - (v - low) / (high - low));
  const slot = (W - pad.left - pad.right) / Math.max(1, labels.length);
  const x = (i) => pad.left + slot * (i + 0.5);
  const grid = [];
  for (let v = low; v <= high + step / 2; v += step) {
    grid.push(s("line", { class: "grid", x1: pad.left, x2: W - pad.right, y1: y(v), y2: y(v) }),
      s("text", { class: "tick", x: pad.left - 8, y: y(v) + 4, "text-anchor": "end" }, String(Math.round(v * 100) / 100)));
  }
  // At most eight labels, and on a narrow screen every third of them.
  const every = Math.ceil(labels.length / 8);
  const ticks = labels.map((label, i) => i % every === 0 && s("text", {
    class: labels.length < 4 || i % (every * 3) === 0 ? "tick" : "tick tick-wide", x: x(i), y: H - 8, "text-anchor": "middle",
  }, label));
  const marks = series.map((one, n) => {
    const at = (label) => one.data.find((d) => d.label === label)?.value ?? 0;
    return type === "bar" ? bars(one, n, series.length, labels, at, x, y, slot) : curve(type, n, labels, at, x, y, y(Math.max(low, 0)));
  });
  return [grid, ticks, marks];
}

function bars(one, n, count, labels, at, x, y, slot) {
  const width = Math.min(36, (slot * 0.7) / count);
  return labels.map((label, i) => {
    const top = Math.min(y(at(label)), y(0));
    return s("rect", { class: `series-${n % 6}`, rx: 3, x: x(i) + width * (n - count / 2), y: top, width: width - 2, height: Math.max(1, Math.abs(y(at(label)) - y(0))) });
  });
}

function curve(type, n, labels, at, x, y, floor) {
  const points = labels.map((label, i) => `${x(i)},${y(at(label))}`);
  const area = type === "area" && points.length > 1
    && s("path", { class: `area series-${n % 6}`, d: `M${x(0)},${floor}L${points.join("L")}L${x(labels.length - 1)},${floor}z` });
  return [area, s("polyline", { class: `stroke-${n % 6}`, points: points.join(" ") }),
    labels.map((label, i) => s("circle", { class: `series-${n % 6}`, cx: x(i), cy: y(at(label)), r: 3.5 }))];
}

function pie(segments) {
  const total = segments.reduce((sum, d) => sum + Math.max(0, d.value), 0) || 1;
  const [cx, cy, r] = [W / 2, H / 2, H / 2 - 12];
  let angle = -Math.PI / 2;
  const point = (a) => `${cx + r * Math.cos(a)},${cy + r * Math.sin(a)}`;
  return segments.map((d, i) => {
    const sweep = (Math.max(0, d.value) / total) * Math.PI * 2;
    const from = angle;
    angle += sweep;
    if (sweep > Math.PI * 1.999) return s("circle", { class: `series-${i % 6}`, cx, cy, r });
    return s("path", { class: `series-${i % 6} slice`, d: `M${cx},${cy}L${point(from)}A${r},${r} 0 ${sweep > Math.PI ? 1 : 0} 1 ${point(angle)}z` });
  });
}

// scale rounds the range outwards to steps that people read easily: 1, 2 or 5 times a power of ten.
function scale(low, high) {
  const raw = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((v) => v >= raw) || raw;
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step, step];
}
