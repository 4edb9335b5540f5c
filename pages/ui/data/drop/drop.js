// A place to drop a file: it goes to the server by itself, and the page is told its token.

export default function ({ data, parentElement, setTriggerValue }) {
  const { words, language } = JSON.parse(new TextDecoder().decode(data));
  const root = parentElement.querySelector(".drop");
  root.lang = language;
  const part = (tag, text, className = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = className;
    return made;
  };

  const showField = (refused = "") => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".csv,.tsv,.txt,.tab,.xlsx,.json,.jsonl,.ndjson,.parquet";
    input.addEventListener("change", () => input.files[0] && send(input.files[0]));
    label.append(input, part("strong", words.drop), part("span", words.formats, "small"));
    for (const name of ["dragenter", "dragover"]) {
      label.addEventListener(name, (event) => {
        event.preventDefault();
        label.classList.add("over");
      });
    }
    label.addEventListener("dragleave", () => label.classList.remove("over"));
    label.addEventListener("drop", (event) => {
      event.preventDefault();
      label.classList.remove("over");
      if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0]);
    });
    const why = part("p", refused, "refused");
    why.setAttribute("role", "alert");
    root.replaceChildren(label, ...(refused ? [why] : []));
    return input;
  };

  const showProgress = (name, stop) => {
    const going = part("div", "", "going");
    const bar = document.createElement("progress");
    const how = part("span", `${name}: ${words.sending}`);
    how.setAttribute("role", "status");
    const cancel = part("button", words.stop);
    cancel.type = "button";
    cancel.addEventListener("click", stop);
    going.append(how, bar, cancel);
    root.replaceChildren(going);
    return bar;
  };

  const send = (file) => {
    const asked = new XMLHttpRequest();
    const bar = showProgress(file.name, () => asked.abort());
    const address = new URL("api/v1/uploads", document.baseURI);
    address.search = new URLSearchParams({ name: file.name, lang: language });
    asked.open("POST", address);
    asked.responseType = "json";
    asked.upload.addEventListener("progress", (event) => {
      bar.max = event.total || 1;
      bar.value = event.loaded;
    });
    asked.addEventListener("abort", () => showField().focus());
    asked.addEventListener("error", () => showField(words.failed));
    asked.addEventListener("load", () => {
      if (asked.status === 201) setTriggerValue("file", asked.response.token);
      else showField(asked.response?.detail || words.failed);
    });
    asked.setRequestHeader("Content-Type", "application/octet-stream");
    asked.send(file);
  };

  showField();
}
