// Adding reports: files dropped, sizes checked before anything is sent, progress told, the result opened.
"use strict";

(() => {
  const form = document.querySelector("[data-add]");
  if (!form) return;
  const place = document.getElementById("job");
  const files = form.elements.files;
  const megabytes = (bytes) => `${Math.round(bytes / 1048576)} MB`;

  function list() {
    const chosen = document.getElementById("chosen");
    chosen.replaceChildren(...[...files.files].slice(0, 50).map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
  }
  files.addEventListener("change", list);
  const drop = form.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.remove("over"); });
  }
  drop.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
    list();
  });

  function hindrance() {
    const text = form.elements.text.value;
    const total = [...files.files].reduce((sum, file) => sum + file.size, 0);
    if (new Blob([text]).size > Number(form.dataset.paste)) {
      return `The text is larger than ${megabytes(form.dataset.paste)}. Save it as a file and add that; nothing was sent.`;
    }
    if (total + text.length > Number(form.dataset.upload)) {
      return `That is more than ${megabytes(form.dataset.upload)} together; nothing was sent. Add fewer at once, or use: warbook read.`;
    }
    return !files.files.length && !text.trim() && !form.elements.url.value.trim() ? "Choose files, paste a text or give an address." : "";
  }

  async function follow(id) {
    for (;;) {
      const [part, state] = await Promise.all([fetch(`/jobs/${id}`), fetch(`/api/jobs/${id}`)]);
      if (!part.ok || !state.ok) return Warbook.say("How far it is cannot be told any more; what was read is in the ledger.");
      place.innerHTML = await part.text();
      const job = await state.json();
      if (job.state === "done" || job.state === "failed") return finished(job);
      await new Promise((done) => setTimeout(done, 600));
    }
  }

  function finished(job) {
    const read = job.read.filter((one) => one.document);
    const one = place.querySelector(".read a");
    if (job.state === "done" && job.what === "add" && job.read.length === 1 && read.length === 1) return location.assign(one.href);
    place.querySelector("h2").setAttribute("tabindex", "-1");
    place.querySelector("h2").focus();
    Warbook.say(job.state === "done" ? `Done: ${read.length} of ${job.read.length} read.` : "Stopped.");
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = hindrance();
    if (words) return Warbook.say(words);
    const button = form.querySelector("button");
    button.disabled = true;
    const answer = await Warbook.send("/add", new FormData(form));
    button.disabled = false;
    if (!answer) return;
    form.reset();
    list();
    history.replaceState(null, "", `/add?job=${answer.job}`);
    place.scrollIntoView();
    follow(answer.job);
  });
  if (place.dataset.job && place.dataset.over === "no") follow(place.dataset.job);
})();
