/* Switches light and dark without a new page; without this file the form does it with one. */
"use strict";

for (const form of document.querySelectorAll("form[data-appearance]")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    document.documentElement.dataset.theme = button.value;
    for (const other of document.querySelectorAll("form[data-appearance] button")) {
      other.setAttribute("aria-pressed", String(other.value === button.value));
    }
    const fields = new FormData(form, button);
    fetch(form.action, { method: "POST", body: fields, redirect: "manual", keepalive: true }).catch(() => form.submit());
  });
}
