// Building DOM. Text always goes in as text nodes; nothing in this page parses HTML from data.

const SVG = "http://www.w3.org/2000/svg";

/** h makes an element. Props that start with "on" are listeners; false, null and undefined props are left out. */
export function h(tag, props, ...kids) {
  const node = document.createElement(tag);
  const { dir, ...rest } = props || {};
  for (const [key, value] of Object.entries(rest)) setProp(node, key, value);
  add(node, kids);
  // Last: a browser looks through the whole text again for each child that joins an element with dir=auto.
  setProp(node, "dir", dir);
  return node;
}

function setProp(node, key, value) {
  if (value === false || value === null || value === undefined) return;
  if (key.startsWith("on")) {
    node.addEventListener(key.slice(2), value);
  } else if (key === "value" || key === "checked" || key === "selected") {
    node[key] = value;
  } else {
    node.setAttribute(key, value === true ? "" : String(value));
  }
}

/** add appends kids (nodes, strings, nested arrays) to node and returns node. */
export function add(node, ...kids) {
  for (const kid of kids.flat(Infinity)) {
    if (kid === null || kid === undefined || kid === false || kid === "") continue;
    node.append(kid instanceof Node ? kid : document.createTextNode(String(kid)));
  }
  return node;
}

/** fill replaces what node holds. */
export function fill(node, ...kids) {
  node.replaceChildren();
  return add(node, ...kids);
}

/** s makes an SVG element. */
export function s(tag, attrs, ...kids) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attrs || {})) {
    if (value !== undefined && value !== null) node.setAttribute(key, String(value));
  }
  return add(node, kids);
}

// Drawn on a 20 by 20 grid with a stroke of 1.6.
const paths = {
  at: "M13.200 10a3.200 3.200 0 1 1-6.400 0 3.200 3.200 0 0 1 6.400 0zm0 0v1a2 2 0 0 0 4 0v-1a7.200 7.200 0 1 0-3 5.800",
  bolt: "M11 2.500 4.500 11.500H10L9 17.500l6.500-9H10z",
  check: "m4.500 10.500 3.500 3.500 7.500-8",
  file: "M5.500 2.500h6l3.500 3.500v11.500h-9.500zM11.500 2.500V6H15M8 10h4.500M8 13h4.500",
  chevron: "m6 8 4 4 4-4",
  close: "m5 5 10 10M15 5 5 15",
  code: "m7 6-4 4 4 4M13 6l4 4-4 4",
  copy: "M7.500 7.500h8v9h-8zM12.500 7.500v-4h-8v9h3",
  down: "M10 4v12M5 11l5 5 5-5",
  eye: "M2 10s3-5.500 8-5.500 8 5.500 8 5.500-3 5.500-8 5.500S2 10 2 10zm5.700 0a2.300 2.300 0 1 0 4.600 0 2.300 2.300 0 0 0-4.600 0z",
  hash: "M8 3 6.500 17M13.500 3 12 17M4 7.500h13M3 12.500h13",
  help: "M17.200 10a7.200 7.200 0 1 1-14.400 0 7.200 7.200 0 0 1 14.400 0zM8 8a2 2 0 1 1 2.900 1.800c-.6.300-.9.700-.9 1.400M10 14v.1",
  home: "m3 9.500 7-6 7 6V16.500h-4.500v-4.500h-5v4.500H3z",
  image: "M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 7.500v.1",
  lock: "M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9",
  menu: "M3 6h14M3 10h14M3 14h14",
  moon: "M16.500 11.800A6.800 6.800 0 0 1 8.200 3.500a6.800 6.800 0 1 0 8.300 8.300z",
  more: "M4.500 10h.1M10 10h.1M15.500 10h.1",
  pencil: "m4 16 .8-3.500L13.500 3.800l2.700 2.700-8.700 8.700z",
  search: "M14 8.700a5.300 5.300 0 1 1-10.600 0 5.300 5.300 0 0 1 10.600 0zM12.500 12.500 17 17",
  send: "M3.500 3.500 17 10 3.500 16.500 5.500 10zM5.500 10H11",
  smile: "M17.200 10a7.200 7.200 0 1 1-14.400 0 7.200 7.200 0 0 1 14.400 0zM7.500 8v.1M12.500 8v.1M6.800 11.800c1.600 2.400 4.800 2.400 6.400 0",
  sun: "M13.200 10a3.200 3.200 0 1 1-6.400 0 3.200 3.200 0 0 1 6.400 0zM10 2v1.500M10 16.500V18M2 10h1.500M16.500 10H18M4.300 4.300l1.100 1.100M14.600 14.600l1.100 1.100M4.300 15.700l1.100-1.100M14.600 5.400l1.100-1.100",
  thread: "M3 4.500h14v9H9.500L6 16.500v-3H3z",
  trash: "M4 5.500h12M8 5.500V3.500h4v2M5.500 5.500l.7 11h7.600l.7-11",
  up: "M10 16V4M5 9l5-5 5 5",
};

/** icon draws one of a small set of icons. It is decoration: name the button around it with aria-label. */
export function icon(name, size = 18) {
  return s("svg", { class: "icon", viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    s("path", { d: paths[name] || paths.more, "stroke-width": name === "more" ? 2.6 : null }));
}

/** safeHref returns url when it is http or https, else "". */
export function safeHref(url) {
  try {
    const parsed = new URL(url);
    return parsed.protocol === "http:" || parsed.protocol === "https:" ? parsed.href : "";
  } catch {
    return "";
  }
}

/** link makes an outbound link, or plain text where the address is not a web address. */
export function link(url, ...label) {
  const href = safeHref(url);
  if (!href) return h("span", null, label.length ? label : url);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label.length ? label : url);
}

let lastId = 0;

/** uid returns an id that no other element of the page has. */
export function uid(prefix = "x") {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
