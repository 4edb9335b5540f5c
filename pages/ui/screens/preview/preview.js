// Shows a wall of 1280 × 720 as small as there is room, and loads another one only if it is asked.

export default function (component) {
  const asked = JSON.parse(new TextDecoder().decode(component.data));
  const box = component.parentElement.querySelector(".preview");
  const frame = box.querySelector("iframe");
  const address = new URL(asked.address, document.baseURI).href;
  frame.title = asked.title;
  if (frame.src !== address) frame.src = address;
  const fit = () => {
    frame.style.transform = `scale(${box.clientWidth / 1280})`;
  };
  const watch = new ResizeObserver(fit);
  watch.observe(box);
  fit();
  return () => watch.disconnect();
}
