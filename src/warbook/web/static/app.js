// What all pages share. Pages work without any of this; it saves steps.
"use strict";

const Warbook = {
  csrf: document.body.dataset.csrf,

  say(words) {
    const place = document.getElementById("said");
    place.textContent = words;
    clearTimeout(Warbook.timer);
    Warbook.timer = setTimeout(() => { place.textContent = ""; }, 8000);
  },

  // Sends a form; gives the answer as JSON, or says why not and gives null. Nothing on the page is lost by a failure.
  async send(url, form) {
    try {
      const answer = await fetch(url, { method: "POST", body: form, headers: { Accept: "application/json" } });
      const json = await answer.json();
      if (answer.ok) return json;
      Warbook.say(json.error + (json.hint ? ` (${json.hint})` : ""));
    } catch {
      Warbook.say("The server does not answer. Nothing was stored; what you wrote is still here.");
    }
    return null;
  },

  // Single keys, where nobody is writing and they are not switched off.
  keys(actions) {
    const box = document.getElementById("keys");
    if (box) {
      box.checked = localStorage.getItem("warbook-keys") !== "off";
      box.addEventListener("change", () => localStorage.setItem("warbook-keys", box.checked ? "on" : "off"));
    }
    document.addEventListener("keydown", (event) => {
      const writing = event.target.closest("input:not([type=checkbox]), textarea, select");
      if (event.ctrlKey || event.metaKey || event.altKey || writing || (box && !box.checked)) return;
      const action = actions[event.key];
      if (action) {
        event.preventDefault();
        action();
      }
    });
  },

  // One of several elements is the one that keys act on.
  cursor(elements, show) {
    let at = -1;
    return {
      get current() { return elements[at]; },
      go(step) {
        if (elements.length) this.set(Math.min(elements.length - 1, Math.max(0, at + step)));
      },
      set(place) {
        at = place;
        show(elements[at]);
      },
    };
  },
};
