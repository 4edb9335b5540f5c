document.querySelector("button")?.addEventListener("click", () => window.print());
