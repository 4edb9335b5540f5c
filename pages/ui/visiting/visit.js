// Who is here and the way in or out; instead of a closed page what it is and for whom.

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".crownboard-visit");
  const part = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const link = (className, text, address) => {
    const made = part("a", className, text);
    made.href = address;
    made.target = "_self";
    return made;
  };
  const here = window.location.pathname + window.location.search;
  const signIn = () => link("action", data.words.sign_in, `/sign-in?to=${encodeURIComponent(here)}`);

  if (data.closed) {
    root.className = "crownboard-visit closed";
    const ways = data.name ? [] : [signIn()];
    ways.push(link("action", data.words.boards, "/"));
    root.replaceChildren(part("h1", "", data.closed.title), part("p", "", data.closed.text), ...ways);
    return;
  }
  root.className = data.name ? "crownboard-visit badge known" : "crownboard-visit badge";
  if (!data.name) {
    root.replaceChildren(signIn());
    return;
  }
  const who = link("who", "", "/password");
  who.setAttribute("aria-label", `${data.words.account}: ${data.name}, ${data.role}`);
  who.append(part("span", "initials", data.initials), part("span", "name", data.name), part("span", "role", data.role));
  root.replaceChildren(who);
  if (!data.token) return;
  const leave = document.createElement("form");
  leave.method = "post";
  leave.action = "/sign-out";
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "token";
  token.value = data.token;
  leave.append(token, part("button", "action", data.words.sign_out));
  root.append(leave);
}
