// What the page's address and its shell say: which screen, with which token, made by which build.

const asked = new URLSearchParams(window.location.search);

export const screenName = asked.get("screen") ?? "";
export const build = document.documentElement.dataset.build;
export const isPreview = asked.get("preview") === "1";
/** A preview may stay with one kind of scene; a screen in an office never does. */
export const onlyScene = isPreview ? asked.get("scene") ?? "" : "";

/** The address of the stream beside the page, whatever path the page is served under. */
export function streamAddress() {
  const address = new URL("api/v1/wall/stream", window.location.href);
  const query = { screen: screenName, token: asked.get("token") ?? "", build };
  address.search = new URLSearchParams(query).toString();
  return address;
}
