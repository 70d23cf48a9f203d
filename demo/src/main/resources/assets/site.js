// The pages work without this file. Each function looks for its part of a page, which a data attribute marks.

const find = (selector) => document.querySelector(selector);

/** The server sends a part of the page each second, as HTML; the browser connects again by itself. */
function showLive(part, state) {
  const events = new EventSource(part.dataset.events);
  events.onmessage = (event) => {
    part.innerHTML = event.data;
    state.textContent = "Live: the server sends it each second.";
  };
  events.onerror = () => {
    state.textContent = "The server does not answer. Trying again.";
  };
}

/** Shows the JSON below the link instead of leaving the page. */
function showJson(link, output) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    output.hidden = false;
    try {
      const response = await fetch(link.href);
      output.textContent = JSON.stringify(await response.json(), null, 2);
    } catch (error) {
      output.textContent = `The server does not answer: ${error.message}`;
    }
  });
}

/** Shows a text below the link while it arrives, instead of leaving the page. */
function showStream(link, output) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    output.hidden = false;
    output.textContent = "";
    try {
      const response = await fetch(link.href);
      if (!response.ok) throw new Error(`status ${response.status}`);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        output.textContent += next.value;
      }
    } catch (error) {
      output.textContent += `The stream was cut off: ${error.message}`;
    }
  });
}

/** Reads a download block by block, to tell how far it is, and saves it when it is whole. */
function showDownload(link, progress, output) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    progress.hidden = output.hidden = false;
    try {
      const response = await fetch(link.href);
      if (!response.ok) throw new Error(`status ${response.status}`);
      const length = Number(response.headers.get("Content-Length"));
      const reader = response.body.getReader();
      const blocks = [];
      let received = 0;
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        blocks.push(next.value);
        received += next.value.length;
        progress.value = 100 * received / length;
        output.textContent = `${Math.floor(progress.value)} %`;
      }
      save(new Blob(blocks, { type: response.headers.get("Content-Type") }), link.pathname.split("/").pop());
    } catch (error) {
      output.textContent = `The download failed: ${error.message}`;
    }
  });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Not at once: the browser has only begun to save it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Tells before it is sent that a file is too large. */
function checkSize(input) {
  input.addEventListener("change", () => {
    const tooLarge = [...input.files].some((file) => file.size > input.dataset.limit);
    input.setCustomValidity(tooLarge ? "This file is too large: it may have at most 1 MB." : "");
    input.reportValidity();
  });
}

/** Sends the form as it is, with progress. An XMLHttpRequest, since fetch does not tell how much of an upload is sent. */
function showUpload(form, progress, alert) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const fail = (message) => {
      alert.textContent = message;
      alert.hidden = false;
      progress.hidden = true;
      button.disabled = false;
    };
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "text/html");
    request.upload.onprogress = ({ loaded, total }) => { progress.value = 100 * loaded / total; };
    request.onerror = () => fail("The connection was lost.");
    request.onload = () => {
      if (request.status < 400) {
        location.assign(request.responseURL);
      } else {
        const page = new DOMParser().parseFromString(request.responseText, "text/html");
        fail((page.querySelector("[role=alert]") ?? page.body).textContent.trim());
      }
    };
    alert.hidden = true;
    progress.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  });
}

/** Times as the reader writes them. */
for (const time of document.querySelectorAll("time[datetime]")) {
  time.textContent = new Date(time.dateTime).toLocaleString();
}

if (find("[data-events]")) showLive(find("[data-events]"), find("[data-state]"));
if (find("[data-json]")) showJson(find("[data-json]"), find("[data-response]"));
if (find("[data-stream]")) showStream(find("[data-stream]"), find("[data-lines]"));
if (find("[data-download]")) showDownload(find("[data-download]"), find("main progress"), find("main output"));
if (find("[data-limit]")) checkSize(find("[data-limit]"));
if (find("[data-upload]")) showUpload(find("[data-upload]"), find("[data-upload] progress"), find("[role=alert]"));
