// Sends the clicked star by itself once a person sees the page; see docs/asking.md.
(() => {
  const form = document.getElementById("send"), told = document.getElementById("wait");
  if (!form || !told || navigator.webdriver) return;
  let inView = 0, sent = false;
  const isSeen = () => document.visibilityState === "visible" && !document.prerendering;
  const send = () => {
    if (sent || !isSeen()) return;
    sent = true;
    form.way.value = "itself";
    form.querySelector(".main").click();
  };
  told.hidden = false;
  for (const sign of ["pointermove", "pointerdown", "touchstart", "keydown"])
    addEventListener(sign, (event) => {
      if (event.isTrusted && !event.target.closest?.("button,a")) send();
    }, { passive: true });
  setInterval(() => { if (isSeen() && document.hasFocus() && (inView += 1) > 11) send(); }, 250);
})();
