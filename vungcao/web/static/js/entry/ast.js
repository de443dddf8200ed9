// Checks and computed cells: one tree of JSON. The twin of statistics/rules/ast.py, where the tree is
// described; one file of vectors binds the two. A number is a rational, a truth is true or false,
// null is "not known yet" and spreads (Kleene).
//
// A figure is {s: state, v: canonical text}; a computed one may hold its exact rational as x, and
// part: true when it leaves out something missing. Where figures come from:
//   env.cell(name)          this unit and period, null when nobody entered it
//   env.past(name, series)  a figure of the unit's history, or its canonical text
//   env.below(name)         the cell in each unit below this one (only for "k")
import { abs, add, bounded, cmp, dec, div, mul, neg, q, round, sub } from "./num.js";

const ZERO = q(0n);
const BLANK = { s: "n", v: "" };
const COMPARE = {
  "=": (k) => k === 0, "!=": (k) => k !== 0, "<": (k) => k < 0,
  "<=": (k) => k <= 0, ">": (k) => k > 0, ">=": (k) => k >= 0,
};
const ARITHMETIC = {
  "+": add, "-": sub, "*": mul, "/": div,
  min: (a, b) => (cmp(b, a) < 0 ? b : a), max: (a, b) => (cmp(b, a) > 0 ? b : a),
};
const ALONE = { neg, abs };

/** A figure as a number: nothing occurred counts 0, the other empties are unknown. */
export const known = ({ s, v, x }) => (s === "p" ? ZERO : s === "v" ? x ?? dec(v) : null);

const figures = ([op, name, series], env) => {
  if (op === "c") return [env.cell(name) ?? BLANK];
  if (op === "h") {
    const past = env.past(name, series) ?? BLANK;
    return [typeof past === "string" ? { s: "v", v: past } : past];
  }
  if (op !== "k") return [];
  const below = env.below(name).map((one) => one ?? BLANK);
  return below.length ? below : [BLANK];
};
const terms = (parts, env) => parts.flatMap((part) => {
  if (part[0] !== "c" && part[0] !== "k") return [evaluate(part, env)];
  return figures(part, env).filter(({ s }) => s !== "x").map(known);
});
const total = (numbers) => bounded(numbers.reduce(add, ZERO));

const WAYS = {
  n: ([literal]) => dec(literal),
  c: ([name], env) => known(figures(["c", name], env)[0]),
  h: ([name, series], env) => known(figures(["h", name, series], env)[0]),
  is: ([name, state], env) => (env.cell(name) ?? BLANK).s === state,
  sum: (parts, env) => {
    const found = terms(parts, env);
    return found.includes(null) ? null : total(found);
  },
  tot: (parts, env) => {
    const found = terms(parts, env).filter((one) => one !== null);
    return found.length ? total(found) : null;
  },
  round: ([part, places], env) => {
    const value = evaluate(part, env);
    return value && round(value, Number(places));
  },
  and: (parts, env) => ended(parts, env, false),
  or: (parts, env) => ended(parts, env, true),
  not: ([part], env) => {
    const value = evaluate(part, env);
    return value === null ? null : !value;
  },
  if: ([condition, then, other], env) => {
    const value = evaluate(condition, env);
    return value === null ? null : evaluate(value ? then : other, env);
  },
};
const ended = (parts, env, end) => {
  const values = parts.map((part) => evaluate(part, env));
  if (values.includes(end)) return end;
  return values.includes(null) ? null : !end;
};

/** What a tree comes to: a rational, true, false, or null. */
export const evaluate = ([op, ...parts], env) => {
  if (Object.hasOwn(WAYS, op)) return WAYS[op](parts, env);
  const values = parts.map((part) => evaluate(part, env));
  if (values.includes(null)) return null;
  if (op in ALONE) return ALONE[op](values[0]);
  if (op in COMPARE) return COMPARE[op](cmp(...values));
  return bounded(ARITHMETIC[op](...values));
};
const trees = (tree) => tree.slice(1).filter(Array.isArray);

/** Whether a total in the tree leaves out something missing, or reads one that does. */
export const lacks = (tree, env) => {
  if (tree[0] === "tot" && terms(tree.slice(1), env).includes(null)) return true;
  if (figures(tree, env).some(({ part }) => part)) return true;
  return trees(tree).some((one) => lacks(one, env));
};
/** The cells of this form, unit and period that a tree reads: what must be checked again. */
export const reads = (tree, found = new Set()) => {
  if ((tree[0] === "c" || tree[0] === "is") && !tree[1].includes(":")) found.add(tree[1]);
  for (const one of trees(tree)) reads(one, found);
  return found;
};
const CELLS = new Set(["c", "h", "k", "is"]);

/** "*.column" or "row.*" for one row or column. */
export const fillName = (name, key) => {
  const [, form, row, column] = name.match(/^(.*:)?([^.]*)\.(.*)$/);
  return `${form ?? ""}${row === "*" ? key : row}.${column === "*" ? key : column}`;
};
/** The tree for one row or column: "*" in its cells stands for the key. */
export const fill = (tree, key) => tree.map((one, at) => {
  if (Array.isArray(one)) return fill(one, key);
  return at === 1 && CELLS.has(tree[0]) ? fillName(one, key) : one;
});
