// What happens to the case while a page is open: how far a build has come, and new entries. Nothing is drawn anew under
// the hands of a reader who types, or who has a card before them: then a quiet link offers it.

let source = null;
let heard = false; // whether this stream has said anything yet

/** Listen while the page is seen: a browser keeps few connections to one host, and a hidden page needs none. */
export function live({ swap, main }) {
  const region = document.getElementById("live");
  if (!region || !window.EventSource) return;
  let shown = main()?.dataset.snapshot || "";

  const busy = () => {
    const at = document.activeElement;
    const typed = [...document.querySelectorAll("main input, main textarea")].some((e) => e.type !== "hidden" && e.type !== "checkbox" && e.value !== e.defaultValue);
    return typed || at?.matches("input, textarea, select") || main().matches("[data-card]") ||
      Boolean(main().querySelector("[data-card], details[open]")) || String(getSelection()) !== "";
  };

  const tell = (text, link) => {
    const words = document.createElement("span");
    words.textContent = text;
    if (link) {
      const to = Object.assign(document.createElement("a"), { href: location.href, textContent: link });
      words.append(" ", to);
    }
    region.replaceChildren(words);
  };

  // One after the other: of two answers on their way the older could come last and be taken for what is so now.
  let renewed = Promise.resolve();
  const renew = (told) => { renewed = renewed.then(() => drawn(told)); };
  const complete = () => { renewed = renewed.then(() => main()?.querySelector("[data-pending]") && drawn({ key: shown })); };

  const drawn = async ({ key, ours }) => {
    if (busy() && ours) return undefined; // the card before the reader follows from that already
    if (busy()) return tell("new:", "reload");
    try {
      const here = location.href;
      const answer = await fetch(here, { credentials: "same-origin" });
      const html = await answer.text();
      if (location.href !== here) return undefined; // the reader has gone on
      if (busy()) return tell("new:", "reload");
      const y = scrollY;
      if (swap(html, { keep: true })) {
        shown = main().dataset.snapshot || key;
        scrollTo({ top: y, behavior: "instant" });
        tell("up to date");
      }
    } catch { /* the stream says when the server is back */ }
  };

  const hear = (event) => {
    const told = JSON.parse(event.data);
    if (!heard) complete(); // it may have been worked out before anybody listened
    heard = true;
    if (told.kind === "progress") {
      if (region.dataset.work !== told.what && !told.ours) region.setAttribute("aria-live", "polite");
      tell(told.text);
      region.dataset.work = told.what;
      region.setAttribute("aria-live", "off"); // the step is announced, not every article
    } else {
      region.setAttribute("aria-live", "polite");
      delete region.dataset.work;
      if (told.kind === "trouble") tell(told.what);
      else if (told.kind === "idle") tell("");
      else if (told.kind === "worked") complete();
      else if (told.kind === "snapshot" && main()?.matches("[data-waits]")) location.reload();
      else if (told.kind === "snapshot") {
        const now = main()?.dataset.snapshot;
        if (told.key !== (now ?? shown) || !main()?.dataset.snapshot) renew(told);
      }
    }
  };

  const listen = () => {
    source?.close();
    source = null;
    if (document.hidden) return;
    heard = false;
    source = new EventSource("/events");
    source.onmessage = hear;
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  listen();
}
