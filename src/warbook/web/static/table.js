// The table of claims by keyboard: j and k go, space chooses, a accepts, x rejects, u takes back, o opens.
"use strict";

(() => {
  const form = document.querySelector("[data-review]");
  if (!form) return;
  const rows = [...form.querySelectorAll("tbody tr")];
  const cursor = Warbook.cursor(rows, (row) => {
    rows.forEach((other) => other.classList.toggle("at", other === row));
    row.scrollIntoView({ block: "center" });
    row.querySelector("input")?.focus({ preventScroll: true });
  });
  rows.forEach((row, place) => row.addEventListener("focusin", () => {
    if (cursor.current !== row) cursor.set(place);
  }));

  const chosen = () => rows.filter((row) => row.querySelector("input")?.checked);
  const decide = (verdict) => {
    if (!chosen().length && cursor.current) cursor.current.querySelector("input").checked = true;
    if (!chosen().length) return Warbook.say("Choose a claim first: j goes to the next, space chooses it.");
    form.requestSubmit(form.querySelector(`button[value=${verdict}]`));
  };
  Warbook.keys({
    j: () => cursor.go(1),
    k: () => cursor.go(-1),
    a: () => decide("accepted"),
    x: () => decide("rejected"),
    u: () => decide("reopened"),
    o: () => cursor.current?.querySelector(".where a").click(),
  });

  const all = document.getElementById("all");
  all?.addEventListener("change", () => {
    form.querySelectorAll("input[name=claim]").forEach((box) => { box.checked = all.checked; });
  });
  form.addEventListener("submit", (event) => {
    if (!chosen().length) {
      event.preventDefault();
      Warbook.say("No claim is chosen.");
    }
  });
})();
