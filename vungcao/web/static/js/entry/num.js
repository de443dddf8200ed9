// Exact figures and what people type for them. The twin of statistics/rules/exact.py: one file of
// vectors binds the two. A rational is [numerator, denominator] of BigInt, lowest terms, above 0.
const MOST_DIGITS = 15;
const STORED_DIGITS = 18;
const MOST = 1n << 2048n;

const divisor = (a, b) => {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
};
const size = (n) => (n < 0n ? -n : n);

/** The rational n/d; the denominator may not be 0. */
export const q = (n, d = 1n) => {
  if (d === 1n) return [n, d];
  const common = d < 0n ? -divisor(n, d) : divisor(n, d);
  return [n / common, d / common];
};
/** "-12.5" as a rational; the text is canonical: a point, no groups. */
export const dec = (text) => {
  const [whole, part = ""] = text.split(".");
  return q(BigInt(whole + part), 10n ** BigInt(part.length));
};
/** The value, or null when it has grown beyond any figure of a province. */
export const bounded = (a) => (a && size(a[0]) < MOST && a[1] < MOST ? a : null);
export const add = (a, b) => q(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
export const sub = (a, b) => add(a, neg(b));
export const mul = (a, b) => q(a[0] * b[0], a[1] * b[1]);
export const div = (a, b) => (b[0] ? q(a[0] * b[1], a[1] * b[0]) : null);
export const neg = (a) => [-a[0], a[1]];
export const abs = (a) => [size(a[0]), a[1]];
export const cmp = (a, b) => {
  const difference = a[0] * b[1] - b[0] * a[1];
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
/** Rounded to so many decimals; a half goes away from zero, as in a spreadsheet. */
export const round = (a, places) => {
  const scale = 10n ** BigInt(places);
  const units = (2n * size(a[0]) * scale + a[1]) / (2n * a[1]);
  return q(a[0] < 0n ? -units : units, scale);
};
/** As it travels between page and server: "-1234.5". */
export const text = (a, places) => {
  const [n, d] = round(a, places);
  const digits = String((size(n) * 10n ** BigInt(places)) / d).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const part = digits.slice(digits.length - places).replace(/0+$/, "");
  return (n < 0n ? "-" : "") + whole + (part && `.${part}`);
};

const BLANKS = /^[ \t\r\n\u00a0\u202f\u2009\ufeff]+|[ \t\r\n\u00a0\u202f\u2009\ufeff]+$/g;
const EMPTY = new Map([
  ["", "n"], ["-", "p"], ["–", "p"], ["—", "p"], ["kps", "p"],
  ["...", "c"], ["…", "c"], ["ktt", "c"], ["x", "x"],
]);
const SIGNS = { p: "–", c: "…", x: "x" };
const PATTERNS = {
  vi: /^-?(?:[1-9][0-9]{0,2}([. \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*|[0-9]+)(?:,[0-9]+)?$/,
  en: /^-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$/,
};
const clean = (typed) => typed.normalize("NFC").replace(BLANKS, "").replace("−", "-");

/** How a pasted block is written: English only where nothing in it is plainly Vietnamese. */
export const convention = (texts) => {
  let found = "vi";
  for (const one of texts.map(clean)) {
    const [vi, en] = [PATTERNS.vi.test(one), PATTERNS.en.test(one)];
    if (vi && !en) return "vi";
    if (en && !vi) found = "en";
  }
  return found;
};
export const mostDigits = (places) => Math.min(MOST_DIGITS, STORED_DIGITS - places);

/** What was typed into one cell: {s: state, v: canonical text}, or {s: "e", v: as typed, e: why}. */
export const parse = (typed, places, how = "vi") => {
  const given = clean(typed);
  const state = EMPTY.get(given.toLowerCase());
  if (state) return { s: state, v: "" };
  const refused = (e) => ({ s: "e", v: given, e });
  if (!PATTERNS[how].test(given)) {
    return refused(PATTERNS.vi.test(given) || PATTERNS.en.test(given) ? "style" : "nan");
  }
  const [left, right = ""] = given.split(how === "vi" ? "," : ".");
  const digits = left.replace(/[^0-9]/g, "").replace(/^0+/, "");
  const part = right.replace(/0+$/, "");
  if (digits.length > mostDigits(places)) return refused("big");
  if (part.length > places) return refused("places");
  const v = (digits || "0") + (part && `.${part}`);
  return { s: "v", v: given[0] === "-" && v !== "0" ? `-${v}` : v };
};
/** Canonical text as a Vietnamese reader expects it: "1.234,5". */
export const vi = (canonical) => {
  const [whole, part] = canonical.split(".");
  return whole.replace(/\B(?=([0-9]{3})+$)/g, ".") + (part ? `,${part}` : "");
};
/** What stands in the cell: text (t) and what could not be read (e) as they were typed. */
export const show = ({ s, v }) => {
  if (s === "v") return vi(v);
  return s === "e" || s === "t" ? v : SIGNS[s] ?? "";
};
