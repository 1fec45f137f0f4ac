// The conversation: appends each turn that the server sends, and turns clicks into questions.
// Runs once, as the `js_on_load` of the component; `element`, `trigger`, `props` and `watch`
// are its parameters. What is appended is never rendered again, so that an opened
// disclosure, the focus and the reading position stay where the visitor left them.
const log = element.querySelector(".log");
const status = element.querySelector(".status");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const field = () => document.querySelector("#question textarea");
const reveal = (node) =>
  node.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
const language = document.documentElement.lang === "en" ? "en" : "nl";
const strings = element.querySelector(`.strings[lang="${language}"]`).dataset;
log.setAttribute("aria-label", strings.conversation);
const absolute = (address) => new URL(address, document.baseURI).href;

// `?interview=<id>` in the address asks one interview of the library: the server reads it with
// each question, and here the page is made that interview's.
const only = new URLSearchParams(location.search).get("interview");

function text(tag, name, words) {
  const node = document.createElement(tag);
  node.className = name;
  node.textContent = words;
  return node;
}

async function present() {
  const address = absolute(`api/interviews/${encodeURIComponent(only)}`);
  const answer = await fetch(address).catch(() => null);
  if (!answer || (!answer.ok && answer.status !== 404)) return;
  const opening = document.querySelector(".opening");
  const examples = element.querySelector(".examples");
  const title = opening.querySelector("h1");
  opening.querySelector(".intro")?.remove();
  // A site that frames one interview has its own way to the others.
  if (strings.all && window.parent === window) {
    const all = text("a", "", strings.all);
    all.href = absolute("./");
    const line = text("p", "all", "");
    line.append(all);
    opening.append(line);
  }
  if (!answer.ok) {
    title.after(text("p", "intro", strings.gone));
    examples.remove();
    return;
  }
  const interview = await answer.json();
  document.title = title.textContent = interview.title;
  title.lang = interview.language;
  if (interview.lead) {
    const intro = text("p", "intro", interview.lead);
    intro.lang = interview.language;
    title.after(intro);
  }
  const items = interview.questions.slice(0, Number(examples.dataset.most)).map((question) => {
    const button = text("button", "chip", question);
    button.type = "button";
    button.dataset.ask = question;
    const item = text("li", "", "");
    item.lang = interview.language;
    item.append(button);
    return item;
  });
  if (items.length) examples.querySelector("ul").replaceChildren(...items);
  else examples.remove();
}

function pending(question) {
  settle();
  const turn = text("article", "turn pending", "");
  const asked = text("h2", "asked", "");
  asked.append(text("span", "words", question));
  const wait = text("p", "wait", strings.searching);
  turn.append(asked, wait);
  log.append(turn);
  document.body.classList.add("talking");
  reveal(turn);
  turn.slow = setTimeout(() => explain(turn, wait), 4000);
}

// An answer takes milliseconds, so the server is still waking up, or gone: ask which.
async function explain(turn, wait) {
  const answer = await fetch(absolute("readyz")).catch(() => null);
  const state = answer ? (await answer.json().catch(() => ({}))).status : "gone";
  if (!turn.isConnected) return;
  if (state !== "starting" && state !== "ready") {
    failed();
    return;
  }
  if (state === "starting") wait.textContent = strings.waking;
  turn.slow = setTimeout(() => explain(turn, wait), 4000);
}

// Ask a question that was clicked instead of typed.
function put(question) {
  pending(question);
  trigger("ask", { question });
}

function settle() {
  const turn = log.querySelector(".pending");
  if (turn) clearTimeout(turn.slow);
  turn?.remove();
}

function failed() {
  const wait = log.querySelector(".pending .wait");
  if (!wait) return;
  clearTimeout(wait.parentElement.slow);
  wait.parentElement.classList.replace("pending", "failure");
  wait.textContent = strings.unreachable;
  status.textContent = wait.textContent;
}

async function copy(words, button) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // Without a secure context or in a frame without permission: the way that always was.
    const area = Object.assign(document.createElement("textarea"), { value: words });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const label = button.textContent;
  button.textContent = button.dataset.done;
  status.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2000);
}

function share(button) {
  const link = new URL(location.href.split(/[?#]/)[0]);
  if (only) link.searchParams.set("interview", only);
  link.searchParams.set("vraag", button.dataset.share);
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    navigator.share({ url: link.href }).catch(() => {});
  } else {
    copy(link.href, button);
  }
}

function judge(button) {
  const group = button.closest(".thumbs");
  const turn = button.closest(".turn");
  fetch(absolute("api/feedback"), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      question: turn.dataset.question,
      source: turn.dataset.source,
      start: Number(turn.dataset.start),
      end: Number(turn.dataset.end),
      sha256: turn.dataset.sha256,
      useful: button.dataset.useful === "true",
    }),
  }).then((answer) => {
    if (!answer.ok) return;
    group.textContent = group.dataset.thanks;
    status.textContent = group.dataset.thanks;
    group.tabIndex = -1;
    group.focus();
  }).catch(() => {});
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { ask, copy: words, link, useful } = button.dataset;
  if (ask !== undefined) put(ask);
  else if (words !== undefined) copy(`${words}\n${absolute(link)}`, button);
  else if (button.dataset.share !== undefined) share(button);
  else if (useful !== undefined) judge(button);
});

document.addEventListener("citaat:asked", (event) => pending(event.detail));
document.addEventListener("citaat:failed", failed);

watch("value", () => {
  const { turn, spoken } = props.value ?? {};
  if (!turn) return;
  settle();
  log.insertAdjacentHTML("beforeend", turn);
  document.body.classList.add("talking");
  status.textContent = spoken;
  reveal(log.lastElementChild);
  // On a phone this would bring up the keyboard, over the quotation.
  if (matchMedia("(pointer: fine)").matches) field()?.focus({ preventScroll: true });
});

if (only) present();

// A shared link asks its question at once.
const shared = new URLSearchParams(location.search).get("vraag");
if (shared) put(shared);
