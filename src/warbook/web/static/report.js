// Reviewing beside the words: j and k go from claim to claim, a accepts, x rejects, e corrects, o opens.
"use strict";

(() => {
  const form = document.getElementById("review");
  const notes = [...document.querySelectorAll(".note")];
  const markOf = (note) => document.getElementById(note.id.replace(/^n-/, "c-"));
  const cursor = Warbook.cursor(notes, (note) => {
    document.querySelectorAll(".at").forEach((node) => node.classList.remove("at"));
    const mark = markOf(note);
    note.classList.add("at");
    mark?.classList.add("at");
    (mark ?? note).scrollIntoView({ block: "center" });
    (mark ?? note).querySelector("a").focus({ preventScroll: true });
  });
  document.querySelectorAll(".sheet mark a").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    const note = document.getElementById(link.hash.slice(1));
    history.replaceState(null, "", link.hash);
    cursor.set(notes.indexOf(note));
    note.scrollIntoView({ block: "nearest" });
    note.querySelector(".says a").focus({ preventScroll: true });
  }));
  const start = notes.findIndex((note) => location.hash && location.hash.slice(1) === markOf(note)?.id);
  if (start >= 0) cursor.set(start);

  function changed(note, review) {
    const status = review.verdict === "reopened" ? "unreviewed" : review.verdict;
    for (const node of [note, markOf(note), note.querySelector(".status")]) {
      node?.classList.remove("unreviewed", "accepted", "corrected", "rejected");
      node?.classList.add(status);
    }
    note.querySelector(".status").textContent = status;
    note.querySelectorAll("[formaction]").forEach((button) => {
      button.formAction = button.formAction.replace(/seen=\d+/, `seen=${review.entry}`);
    });
    const crossed = review.seen !== null && review.seen !== undefined && review.seen !== review.before;
    Warbook.say(`${note.getAttribute("aria-label")} ${status}.` + (crossed ? " Somebody else had changed it in between; both are kept." : ""));
  }

  async function review(note, button) {
    if (!form.reportValidity()) return;
    const sent = new FormData(form);
    sent.set(button.name, button.value);
    button.disabled = true;
    const done = await Warbook.send(button.formAction, sent);
    button.disabled = false;
    if (done) changed(note, done);
  }

  async function correct(note) {
    const there = note.querySelector(".correction");
    if (there) return there.querySelector("input:not([type=hidden])").focus();
    const answer = await fetch(`/claims/${note.id.replace(/^n-/, "")}/form`);
    if (!answer.ok) return Warbook.say("The form could not be fetched.");
    note.insertAdjacentHTML("beforeend", await answer.text());
    const fields = note.querySelector(".correction");
    const name = fields.elements.reviewer;
    name.value = name.value || form.elements.reviewer.value;
    fields.insertAdjacentHTML("beforeend", `<input type="hidden" name="next">`);
    fields.elements.next.value = `${location.pathname}${location.search}#${note.id.replace(/^n-/, "c-")}`;
    fields.querySelector("input:not([type=hidden])").focus();
  }

  const press = (verdict) => {
    const button = cursor.current?.querySelector(`.quick button[value=${verdict}]`);
    if (button) review(cursor.current, button);
    else Warbook.say("Go to a claim first: j goes to the next.");
  };
  notes.forEach((note) => {
    note.querySelectorAll(".quick button").forEach((button) => button.addEventListener("click", (event) => {
      event.preventDefault();
      review(note, button);
    }));
    note.querySelector(".correct")?.addEventListener("click", (event) => {
      event.preventDefault();
      correct(note);
    });
  });
  Warbook.keys({
    j: () => cursor.go(1),
    k: () => cursor.go(-1),
    a: () => form && press("accepted"),
    x: () => form && press("rejected"),
    e: () => form && cursor.current && correct(cursor.current),
    o: () => cursor.current?.querySelector(".says a").click(),
  });
})();
