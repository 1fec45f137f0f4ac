// The conversation: appends each turn that the server sends, and turns clicks into questions.
// Runs once, as the `js_on_load` of the component; `element`, `trigger`, `props` and `watch`
// are its parameters. What is appended is never rendered again, so that an opened
// disclosure, the focus and the reading position stay where the visitor left them.
const log = element.querySelector(".log");
const status = element.querySelector(".status");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
// Without one, a field that has the focus brings up a keyboard, over the quotation.
const keyed = matchMedia("(pointer: fine)").matches;

const field = () => document.querySelector("#question textarea");
// What scrolls is the conversation: `scrollIntoView` would also move a page that has this one in a
// frame.
function reveal(node) {
  const reading = element.closest("#reading");
  const margin = parseFloat(getComputedStyle(node).scrollMarginTop);
  const view = reading.getBoundingClientRect();
  const words = (node.querySelector("mark, .message, .wait") ?? node).getBoundingClientRect();
  const top = node.getBoundingClientRect().top - view.top - margin;
  // The quotation is what one came for, or the word that there is none: where it stands too far down,
  // the question above it goes out of sight.
  const down = Math.max(top, Math.min(words.bottom - view.bottom + 3 * margin, words.top - view.top - margin));
  reading.scrollBy({ top: down, behavior: calm ? "auto" : "smooth" });
}
// In a frame, only while the visitor is there: who reads or types on the page around it goes on.
function focus(node) {
  if (window.parent === window || document.hasFocus()) node?.focus({ preventScroll: true });
}
const language = document.documentElement.lang === "en" ? "en" : "nl";
const strings = element.querySelector(`.strings[lang="${language}"]`).dataset;
log.setAttribute("aria-label", strings.conversation);
// To whoever listens, in a voice of its language: text, or nodes with languages of their own.
function say(words, tongue = language) {
  status.lang = tongue;
  status.replaceChildren(words);
}
const absolute = (address) => new URL(address, document.baseURI).href;

// What this tab keeps of this address: the questions, what stands in the field, and which
// quotations were judged. Only those:
// the server answers them again, so nothing that is kept ever becomes HTML.
const place = `citaat-chat:${location.pathname}${location.search}`;
// Questions without an answer yet, in order, each with a pending turn; the first one is being
// asked. `null` is the conversation that is restored.
const waiting = [];
let busy = false;
// Questions that got no answer while the field held other words; asked again with the next load.
let unanswered = [];
// Quotations that were judged: a conversation that comes back does not ask again.
let judged = [];
// Characters of the longest question that is read.
const MOST = 2000;
const spot = ({ question, source, start, end }) => [question, source, start, end].join("\n");

// `?interview=<id>` in the address asks one interview of the library: the server reads it with
// each question, and here the page is made that interview's.
const only = new URLSearchParams(location.search).get("interview");

function text(tag, name, words) {
  const node = document.createElement(tag);
  node.className = name;
  node.textContent = words;
  return node;
}

// What the server made of its templates.
function parsed(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  return made.content;
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

function remembered() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place));
    return kept && { questions: kept.questions.map(String), draft: String(kept.draft), judged: (kept.judged ?? []).map(String) };
  } catch {
    // A browser that keeps nothing, or something else under this name.
    return null;
  }
}

function keep() {
  const open = [...unanswered, ...waiting].filter((question) => question !== null);
  const questions = [...(props.value?.questions ?? []), ...open];
  try {
    const draft = field()?.value ?? "";
    sessionStorage.setItem(place, JSON.stringify({ questions, draft, judged }));
  } catch {
    // The chat works, and forgets.
  }
}

// Gradio makes the field after this component.
function type(words) {
  const area = field();
  if (!area) {
    requestAnimationFrame(() => type(words));
    return;
  }
  area.value = words;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function pending(question) {
  const turn = text("article", "turn pending", "");
  if (question !== null) {
    const asked = text("h2", "asked", "");
    asked.append(Object.assign(text("span", "words", question), { dir: "auto" }));
    turn.append(asked);
  }
  turn.append(text("p", "wait", strings.searching));
  log.append(turn);
  document.body.classList.add("talking");
  reveal(turn);
}

// An answer takes milliseconds, so the server is still waking up, or gone: ask which. Not hearing
// once may be the network's doing (`lost`), and the answer still on its way.
async function explain(turn, wait, lost = false) {
  const answer = await fetch(absolute("readyz")).catch(() => null);
  const state = answer ? (await answer.json().catch(() => ({}))).status : "gone";
  if (!turn.isConnected) return;
  const gone = state !== "starting" && state !== "ready";
  if (gone && lost) {
    failed();
    return;
  }
  if (state === "starting") {
    wait.textContent = strings.waking;
    say(strings.waking);
  }
  turn.slow = setTimeout(() => explain(turn, wait, gone), gone ? 2000 : 4000);
}

// A question is asked when the ones before it have their answers, as it may lean on them.
let from = null;
function put(question) {
  from = document.activeElement;
  waiting.push(question);
  pending(question);
  keep();
  next();
}

function next() {
  if (busy || !waiting.length) return;
  busy = true;
  const turn = log.querySelector(".pending");
  turn.slow = setTimeout(() => explain(turn, turn.querySelector(".wait")), 4000);
  // The same refusal twice is the same value, which nobody would be told of.
  props.value = { ...props.value, turn: "", spoken: "" };
  const [question] = waiting;
  if (question === null) trigger("restore");
  else trigger("ask", { question });
}

// The turn that was waited for, which is done now.
function settle() {
  const turn = log.querySelector(".pending");
  clearTimeout(turn?.slow);
  waiting.shift();
  busy = false;
  return turn;
}

function failed() {
  if (!busy) return;
  const [question] = waiting;
  const turn = settle();
  turn.classList.replace("pending", "failure");
  turn.querySelector(".wait").textContent = strings.unreachable;
  say(strings.unreachable);
  if (field()?.value) unanswered.push(question);
  else type(question ?? "");
  keep();
  next();
}

function anew() {
  log.replaceChildren();
  unanswered = [];
  judged = [];
  say("");
  props.value = { questions: [], turn: "", spoken: "" };
  document.body.classList.remove("talking");
  keep();
  focus(field());
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
  button.dataset.label ??= button.textContent;
  button.textContent = button.dataset.done;
  say(button.dataset.done, button.closest(".turn").lang);
  clearTimeout(button.shown);
  button.shown = setTimeout(() => { button.textContent = button.dataset.label; }, 2000);
}

function share(button) {
  const link = new URL(location.href.split(/[?#]/)[0]);
  if (only) link.searchParams.set("interview", only);
  for (const question of JSON.parse(button.dataset.share)) link.searchParams.append("vraag", question);
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    navigator.share({ url: link.href }).catch(() => {});
  } else {
    copy(link.href, button);
  }
}

function thank(turn) {
  const group = turn.querySelector(".thumbs");
  group.textContent = group.dataset.thanks;
  return group;
}

function judge(button) {
  const turn = button.closest(".turn");
  // The second of two quick clicks is the same judgement.
  if (turn.judging) return;
  turn.judging = true;
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
    judged = [...judged, spot(turn.dataset)];
    keep();
    const group = thank(turn);
    say(group.dataset.thanks, turn.lang);
    group.tabIndex = -1;
    focus(group);
  }).catch(() => {}).finally(() => { turn.judging = false; });
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { ask, copy: words, link, useful } = button.dataset;
  if (ask !== undefined) put(ask);
  else if (words !== undefined) copy(`${words}\n${absolute(link)}`, button);
  else if (button.dataset.share !== undefined) share(button);
  else if (useful !== undefined) judge(button);
  else if (button.dataset.anew !== undefined) anew();
});

document.addEventListener("input", (event) => {
  if (event.target !== field()) return;
  // Words run in their own direction; Gradio has one for all.
  event.target.dir = "auto";
  keep();
});

function ask() {
  const words = field().value;
  // The second of two quick keys asks nothing.
  if (!words) return;
  type("");
  put(words);
  if (!keyed) field().blur();
}

// Gradio has events for both, but hands none on once it has lost its server.
document.addEventListener("keypress", (event) => {
  if (event.target !== field() || event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  ask();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#send")) ask();
  if (!event.target.closest(".skip")) return;
  // The browser would go to what is around the field, where nothing can be typed.
  event.preventDefault();
  field()?.focus();
});
// What is read is beside the field, so these keys would scroll nothing.
document.addEventListener("keydown", (event) => {
  const pages = { PageUp: -1, PageDown: 1 }[event.key];
  const other = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
  if (event.target !== field() || !pages || other) return;
  event.preventDefault();
  const reading = element.closest("#reading");
  reading.scrollBy({ top: 0.85 * pages * reading.clientHeight, behavior: calm ? "auto" : "smooth" });
});
document.addEventListener("citaat:failed", failed);

watch("value", () => {
  const { turn, spoken } = props.value ?? {};
  if (!turn) return;
  const answered = parsed(turn);
  for (const turn of answered.querySelectorAll(".turn")) {
    if (judged.includes(spot(turn.dataset))) thank(turn);
  }
  const latest = answered.lastElementChild;
  const waited = busy ? settle() : null;
  if (waited) waited.replaceWith(...answered.children);
  else log.append(...answered.children);
  document.body.classList.add("talking");
  say(parsed(spoken), latest.lang);
  reveal(latest);
  keep();
  next();
  // Who has gone elsewhere meanwhile stays there.
  const held = document.activeElement;
  if (![from, document.body].includes(held)) return;
  if (keyed) focus(field());
  // What was pressed may be gone, and a field brings up a keyboard: one goes on from the question.
  else if (held !== field()) {
    const asked = latest.querySelector(".asked") ?? latest;
    asked.tabIndex = -1;
    focus(asked);
  }
});

if (only) present();

// A conversation that was here before comes back; a shared link asks its question only once, after
// those before it that it is about.
const kept = remembered();
const shared = new URLSearchParams(location.search).getAll("vraag");
if (kept?.draft) type(kept.draft);
if (kept?.questions.length) {
  judged = kept.judged;
  props.value = { questions: kept.questions, turn: "", spoken: "" };
  put(null);
} else if (shared.at(-1) && !kept) {
  // One that the server cannot read would stand in the way of all that follow.
  const before = shared.slice(0, -1).filter((words) => words.trim() && [...words].length <= MOST);
  if (before.length) {
    props.value = { questions: before, turn: "", spoken: "" };
    put(null);
  }
  put(shared.at(-1));
}
