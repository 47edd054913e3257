// A form or a step is answered without a new page: what stands in <main> is swapped for what stands in the answer's.
// Without this module every form and link works as it is.

import { keys } from "./keys.js";
import { live } from "./live.js";

const main = () => document.getElementById("main");

/** Put the <main> of an answered page in place of ours; `keep` leaves focus and place alone. */
export function swap(html, { keep = false } = {}) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const next = fresh.getElementById("main");
  if (!next) return false;
  const at = keep ? document.activeElement?.id : "";
  main().replaceWith(document.adoptNode(next));
  document.title = fresh.title;
  if (keep) document.getElementById(at || "")?.focus({ preventScroll: true });
  else (main().querySelector("[data-focus]") || main()).focus();
  const said = main().querySelector("[data-said]");
  const heading = main().querySelector("[data-focus]");
  if (!keep) say([said, heading].filter(Boolean).map((e) => e.textContent.replace(/\s+/g, " ").trim()).join(". "));
  keys();
  return true;
}

const spoken = Object.assign(document.createElement("div"), { className: "spoken", role: "status" });
document.body.append(spoken);

/** Tell a screen reader, in a region that stays and that nothing else is written into. */
export function say(text) {
  spoken.textContent = text;
}

async function fetched(address, options, { push = true } = {}) {
  main().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const html = await answer.text();
    if (!(answer.headers.get("content-type") || "").includes("text/html") || !swap(html)) throw new Error(html);
    if (push && (answer.redirected || !options)) history.pushState({}, "", answer.url);
    return true;
  } catch {
    const region = document.getElementById("live");
    if (region) region.textContent = "No answer: is the server still running? Nothing was lost; try again.";
    return false;
  } finally {
    main().removeAttribute("aria-busy");
  }
}

let under = false; // one decision at a time: a second key before the answer would decide on the same card

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-swap]") || event.defaultPrevented) return;
  event.preventDefault();
  if (under) return;
  under = true;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  await fetched(form.action, { method: "POST", body });
  under = false;
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-swap]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (under) return;
  under = true;
  await fetched(link.href);
  under = false;
});

addEventListener("popstate", () => fetched(location.href, undefined, { push: false }));

keys();
live({ swap, main });
