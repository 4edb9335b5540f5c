// The head that all pages share, above parts that aren't drawn by a component.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".board");
  const head = JSON.parse(new TextDecoder().decode(data));
  const focused = root.getRootNode().activeElement?.dataset?.focus;
  root.lang = head.language;
  document.documentElement.lang = head.language;
  const go = (change) => {
    const address = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(change)) address.set(name, value);
    setTriggerValue("address", `?${address}`);
  };
  root.querySelector(".head-part").replaceChildren(drawHead(head, go));
  if (focused) root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}
