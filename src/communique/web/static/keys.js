// The keys of the review: each presses the button that shows it. Which key does what, and whether any does, is kept in
// this browser.

const PLACE = "communique-keys";
const NAMES = {
  accept: "accept", reject: "reject, or take back what is lost", skip: "skip", undo: "undo the last decision",
  edit: "change the coding", party: "who acts", issue: "what it is about", merge: "the same act as another",
  split: "another act", note: "note", next: "next card", previous: "previous card", article: "open the article",
  help: "these keys",
};
const GIVEN = {
  accept: "a", reject: "x", skip: "space", undo: "u", edit: "e", party: "p", issue: "i", merge: "m", split: "s",
  note: "n", next: "j", previous: "k", article: "g", help: "?",
};

const kept = () => {
  try { return JSON.parse(localStorage.getItem(PLACE)) || {}; } catch { return {}; }
};
const keep = (value) => {
  try { localStorage.setItem(PLACE, JSON.stringify(value)); } catch { /* a browser that keeps nothing */ }
};
const on = () => kept().on !== false;
const map = () => ({ ...GIVEN, ...kept().keys });
const named = (key) => (key === " " ? "space" : key.length === 1 ? key.toLowerCase() : key);

/** Show the keys on the buttons of what was just drawn, and the list of them. */
export function keys() {
  const asked = document.querySelector("[data-card], [data-keys]");
  document.documentElement.classList.toggle("keyed", Boolean(asked) && on());
  for (const element of document.querySelectorAll("[data-action]")) {
    const key = map()[element.dataset.action] || element.dataset.action;
    const shown = element.querySelector("kbd") || element.closest("label")?.querySelector("kbd");
    if (shown) shown.textContent = key;
    if (on()) element.setAttribute("aria-keyshortcuts", key === "space" ? "Space" : key);
    else element.removeAttribute("aria-keyshortcuts");
  }
  settings();
}

function settings() {
  const box = document.querySelector("[data-keys]");
  if (!box) return;
  box.hidden = false;
  const tick = box.querySelector("[data-keys-on]");
  tick.checked = on();
  tick.onchange = () => { keep({ ...kept(), on: tick.checked }); keys(); };
  box.querySelector("[data-keys-reset]").onclick = () => { keep({ on: on() }); keys(); };
  const list = box.querySelector("[data-keys-list]");
  list.replaceChildren(...Object.keys(NAMES).map((action) => {
    const input = Object.assign(document.createElement("input"), { value: map()[action], size: 5, autocomplete: "off" });
    input.onkeydown = (event) => {
      if (["Tab", "Escape", "Shift"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const taken = Object.entries(map()).find(([other, key]) => other !== action && key === named(event.key));
      input.setCustomValidity(taken || /^[1-9]$/.test(event.key) ? "this key does something else already" : "");
      if (!input.reportValidity()) return;
      keep({ ...kept(), keys: { ...kept().keys, [action]: named(event.key) } });
      keys();
      document.querySelector(`[data-keys-list] input[data-of="${action}"]`)?.focus();
    };
    input.dataset.of = action;
    const label = document.createElement("label");
    label.append(input, ` ${NAMES[action]}`);
    const item = document.createElement("li");
    item.append(label);
    return item;
  }), Object.assign(document.createElement("li"), { textContent: "1–9: the code, coder or act with that number" }));
}

const typing = (element) =>
  element.isContentEditable || (element.matches("input, select, textarea") && !element.matches("[type=radio], [type=checkbox]"));

function press(element) {
  const folded = element.closest("details");
  if (element.matches("input, select, textarea, summary")) {
    if (folded) folded.open = true;
    const aim = element.matches("summary") ? folded.querySelector("input:not([type=hidden]), select, textarea, button") : element;
    (aim || element).focus();
    if (aim?.select) aim.select();
  } else element.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  const at = event.target;
  if (event.key === "Escape" && at.matches("input, select, textarea")) {
    document.querySelector("main [data-focus]")?.focus();
    return;
  }
  if (!on() || typing(at)) return;
  const key = named(event.key);
  const own = key === "space" || key === "Enter"; // what has the focus does these by itself
  if (own && at.closest("a, button, summary, input")) return;
  const action = /^[1-9]$/.test(key) ? key : Object.keys(GIVEN).find((name) => map()[name] === key);
  const element = action && document.querySelector(`main [data-action="${action}"]`);
  if (!element) return;
  event.preventDefault();
  press(element);
});
