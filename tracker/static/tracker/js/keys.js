/* Keys for those who like them: / to search, arrows in a tree, Escape to close the menu. */
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

function walkTree(event) {
  const stop = event.target.closest(".tree summary, .tree a");
  if (!stop) return;
  const tree = stop.closest(".tree");
  const stops = [...tree.querySelectorAll("summary, .tree-label a")].filter((one) => one.checkVisibility());
  const here = stops.indexOf(stop);
  const fold = stop.closest("summary")?.parentElement;
  if (event.key === "ArrowDown") stops[here + 1]?.focus();
  else if (event.key === "ArrowUp") stops[here - 1]?.focus();
  else if (event.key === "ArrowRight" && fold && !fold.open) fold.open = true;
  else if (event.key === "ArrowLeft" && fold?.open) fold.open = false;
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing(event.target)) {
    event.preventDefault();
    document.getElementById("search")?.focus();
  } else if (event.key === "Escape") {
    const drawer = document.querySelector("details.drawer[open]");
    if (drawer) {
      drawer.open = false;
      drawer.querySelector("summary").focus();
    }
  } else if (!typing(event.target)) {
    walkTree(event);
  }
});

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.querySelector("span").textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
