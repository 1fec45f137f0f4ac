// <citaat-chat src="https://chat.example.org"></citaat-chat>
//
// The chat on any page: one file, no build step, nothing fetched from anyone but `src`, which
// is where this file came from unless given. Shadow DOM keeps the page's styles out; these
// custom properties let it in: --citaat-accent, --citaat-accent-ink, --citaat-paper,
// --citaat-ink, --citaat-dim, --citaat-line, --citaat-font, --citaat-quote-font,
// --citaat-radius, --citaat-height.
//
// Attributes, which may change at any time: src, interview (the id of the only one to ask), mode
// ("inline", the default, or "button"), open, heading, lang ("nl", "en"), theme ("light", "dark";
// the visitor's own when left out), id (a conversation of its own). Each is a property too, open a
// boolean, and null takes an attribute away.
// Events, all bubbling out of the shadow: citaat-ready, citaat-open, citaat-close,
// citaat-question {question}, citaat-reply {reply}, citaat-error {message}.
// Methods: ask(question), show(), hide(), clear().
const HOME = new URL("..", import.meta.url).href;
// At least so many earlier questions count for the server. Which it is sent begins at every seventh, as
// the replies to those after it are still cached there.
const TURNS = 7;
// Questions offered at the start; more would fill the chat.
const EXAMPLES = 4;
// Of a long conversation, so many of the latest replies stay when the page is turned.
const KEPT = 20;
// Pixels between what is revealed and the edge.
const EDGE = 16;
const PATIENCE = [1000, 2000, 4000, 8000, 15000, 30000];
// An answer takes milliseconds, and a server that wakes up some seconds. One that is silent for so
// many milliseconds is as good as away; most proxies hang up only after twice as many.
const SILENCE = 30000;

const WORDS = {
  nl: {
    heading: "Vraag het interview", headings: "Vraag de interviews", article: "Vraag het artikel", texts: "Vraag de teksten",
    label: "Uw vraag", hint: "Stel een vraag…", send: "Vraag",
    open: "Stel een vraag", close: "Sluiten", examples: "Bijvoorbeeld", more: "Verder vragen",
    others: "Deze vragen worden wel beantwoord", wait: "Even bladeren…",
    away: "De server is even weg; de vraag blijft staan en wordt zo opnieuw gesteld.",
    gone: "De server is niet bereikbaar.", again: "Probeer het opnieuw",
    odd: "Het antwoord van de server is niet te lezen.",
    missing: "Deze tekst staat hier niet of niet meer.",
    unreadable: "Die vraag is leeg, te lang of geen tekst. Stel haar kort en in gewone woorden.",
    read: "Lees het in het interview", readArticle: "Lees het in het artikel", asked: "U vroeg", quotation: "Citaat", clear: "Begin opnieuw", talk: "Gesprek",
    understood: "Opgevat als",
  },
  en: {
    heading: "Ask the interview", headings: "Ask the interviews", article: "Ask the article", texts: "Ask the texts",
    label: "Your question", hint: "Ask a question…", send: "Ask",
    open: "Ask a question", close: "Close", examples: "For example", more: "Ask more",
    others: "These questions do get an answer", wait: "Leafing through…",
    away: "The server is away; your question stays and will be asked again shortly.",
    gone: "The server cannot be reached.", again: "Try again",
    odd: "The server's answer cannot be read.",
    missing: "This text is not here, or no longer here.",
    unreadable: "That question is empty, too long or not text. Ask it briefly, in plain words.",
    read: "Read it in the interview", readArticle: "Read it in the article", asked: "You asked", quotation: "Quotation", clear: "Start over", talk: "Conversation",
    understood: "Understood as",
  },
};

const DARK = `color-scheme: dark; --a: var(--citaat-accent, #e58a62); --ai: var(--citaat-accent-ink, #1d0f08);
  --p: var(--citaat-paper, #17140f); --i: var(--citaat-ink, #f1e9dc); --d: var(--citaat-dim, #ada293); --l: var(--citaat-line, #3b352c);`;

// What a page says of all its elements reaches the host, and what inherits comes in with it; so
// .chat begins anew, and takes from the page only whether it can be seen and pressed. Sizes are
// in em of the browser's own medium: rem is the page's, and is often made smaller. Where the page
// sizes a box by what is in it, the chat asks for one width, and fits in less: an empty column says
// so, since an intrinsic size of .panel would also be its least. A height in per cent is that of what
// holds it, so the host has it too.
const STYLE = `
:host { display: block; max-width: 100%; min-width: 0; height: var(--citaat-height, auto); }
:host, .panel { max-height: calc(100dvh - 32px); }
:host([hidden]) { display: none; }
:host([mode="button"]) { position: fixed; inset: auto 16px 16px auto; z-index: 2147483000; height: auto; }
.chat { all: initial; visibility: inherit; pointer-events: inherit; display: block; position: relative; height: 100%;
  color-scheme: light; --a: var(--citaat-accent, #a8431f); --ai: var(--citaat-accent-ink, #fff);
  --p: var(--citaat-paper, #faf7f1); --i: var(--citaat-ink, #211c16); --d: var(--citaat-dim, #6a6156);
  --l: var(--citaat-line, #e2dacd); --r: var(--citaat-radius, 1em);
  font: 400 medium/1.5 var(--citaat-font, ui-sans-serif, system-ui, sans-serif); color: var(--i); }
@media screen and (prefers-color-scheme: dark) { :host(:not([theme="light"])) .chat { ${DARK} } }
@media screen { :host([theme="dark"]) .chat { ${DARK} } }
* { box-sizing: border-box; }
.panel { overflow-wrap: anywhere; }
button { font: inherit; color: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid var(--a); outline-offset: 2px; }
.launch { background: var(--a); color: var(--ai); border: 0; border-radius: 2em; min-height: 3.25em; padding: 0 1.4em; font-weight: 600; box-shadow: 0 4px 18px #0004; }
.panel { display: flex; flex-direction: column; background: var(--p); border: 1px solid var(--l); border-radius: var(--r); overflow: auto; height: var(--citaat-height, 34em); min-height: 100%; contain: inline-size; }
:host(:not([mode="button"])) .chat::before { content: ""; display: grid; grid-template-columns: minmax(0, 42em); }
:host([mode="button"]) .panel { width: min(26em, calc(100vw - 32px)); box-shadow: 0 10px 40px #0005; }
[hidden] { display: none !important; }
header { display: flex; gap: .5em; align-items: center; padding: .7em .7em .7em 1.1em; border-bottom: 1px solid var(--l); }
header h2 { font: 600 1.0625em/1.3 var(--citaat-quote-font, Georgia, serif); margin: 0; flex: 1; }
header button { background: none; border: 0; border-radius: .5em; min-width: 2.5em; min-height: 2.5em; }
.log { flex: 1; min-height: 8em; overflow-y: auto; padding: 1em 1.1em; overscroll-behavior: contain; position: relative; }
.turn { margin: 0 0 1.6em; }
.start .chips-title { margin-top: 0; }
.asked { margin: 0 0 1em auto; width: fit-content; max-width: 90%; background: color-mix(in srgb, var(--a) 15%, transparent); border-radius: 1em 1em .2em 1em; padding: .45em .85em; font-size: 1em; font-weight: 400; overflow-wrap: anywhere; }
figure, blockquote, p, ul { margin: 0; padding: 0; }
figure, .message { max-width: 42em; }
.who { font-weight: 600; font-size: .875em; color: var(--d); margin-bottom: .57em; }
.understood { font-size: .875em; color: var(--d); margin-bottom: .57em; }
.rest { color: var(--d); font-size: .9375em; white-space: pre-line; }
mark { display: block; margin: .48em 0; padding-inline-start: .72em; border-inline-start: 3px solid var(--a); background: none; color: inherit; font: 500 1.25em/1.4 var(--citaat-quote-font, Georgia, serif); white-space: pre-wrap; overflow-wrap: anywhere; }
figcaption { margin-top: .8em; font-size: .875em; color: var(--d); }
figcaption b { color: var(--i); } a { color: var(--i); text-decoration-color: var(--a); text-underline-offset: .2em; }
.message { font: 400 1.0625em/1.5 var(--citaat-quote-font, Georgia, serif); white-space: pre-line; }
.offers figure { padding: .9em 0 0; }
.offers figure + figure { margin-top: .9em; border-top: 1px dashed var(--l); }
.offers .rest { display: none; }
.offers mark { border: 0; padding: 0; margin: 0; font-size: 1.0625em; font-weight: 400; }
.offers mark::before { content: "\u201c" / ""; }
.offers mark::after { content: "\u201d" / ""; }
.chips { list-style: none; display: flex; flex-direction: column; align-items: flex-start; gap: .4em; margin-top: .9em; }
.chips-title { font-weight: 600; font-size: .8125em; color: var(--d); margin-top: 1.23em; }
.chips button, .again { text-align: start; background: none; border: 1px solid var(--l); border-radius: 1.28em; padding: .43em .9em; min-height: 2.67em; font-size: .9375em; }
.chips button:hover, .again:hover { border-color: var(--a); }
.again { margin-top: .6em; }
form { display: flex; gap: .5em; padding: .7em; border-top: 1px solid var(--l); }
input { flex: 1; min-width: 0; font: inherit; color: inherit; background: transparent; border: 1.5px solid var(--d); border-radius: 1.5em; padding: .5em 1em; min-height: 2.75em; }
input::placeholder { color: var(--d); opacity: 1; }
form button { background: var(--a); color: var(--ai); border: 0; border-radius: 1.5em; padding: 0 1.1em; font-weight: 600; min-height: 2.75em; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-height: 480px) {
  :host([mode="button"]) { inset: auto 8px 8px auto; }
  :host, .panel { max-height: calc(100dvh - 16px); }
  header { padding: 0 .3em 0 .8em; }
  header button, input, form button { min-height: 2em; }
  form { padding: .3em; }
  input { padding-block: 0; }
  .log { padding-block: .6em; }
}
@media (forced-colors: active) { .launch, form button { border: 1px solid; } }
@media print {
  :host([mode="button"]) { position: static; }
  :host([mode="button"]) .panel { width: auto; box-shadow: none; }
  :host, .panel { height: auto; max-height: none; }
  .panel { overflow: visible; min-height: 0; }
  .log { overflow: visible; }
  form, .launch, header button, .again { display: none; }
}
`;

// An element with a class and children; text is always text, never markup.
function make(tag, name = "", ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

// Without a keyboard, a field that has the focus brings one up on the screen.
const keyed = () => matchMedia("(pointer: fine)").matches;

// A letter is no shortcut of the page, which sees the element and not the field that it is typed in.
// What a browser fills in by itself has no key.
const typed = ({ key, ctrlKey, altKey, metaKey }) => key?.length === 1 && !(ctrlKey || altKey || metaKey);

// A day is the same one everywhere.
function day(date, words) {
  const form = new Intl.DateTimeFormat(words === WORDS.en ? "en-GB" : "nl", { dateStyle: "long", timeZone: "UTC" });
  return form.format(new Date(date));
}

// The language of the words around a quotation: the server's own, in a reply to any other, are Dutch.
const frame = (language) => (language === "en" ? "en" : "nl");

// The question that was answered, where it is not what was typed.
function otherwise({ question, standalone_question: answered }) {
  return question.toLowerCase().includes(answered.toLowerCase()) ? "" : answered;
}

// Words of an interview: in their own direction, and their own voice for whoever listens.
function voiced(node, language) {
  node.dir = "auto";
  if (language) node.lang = language;
  return node;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// The first of each list, then the second of each: no interview keeps the others out of sight. What
// several lists hold comes once.
function inTurn(lists) {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const rounds = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)));
  return [...new Set(rounds.flat())];
}

// Why the server would not answer; throws when that is not what it said.
function refusal({ error: { code, message, remedy } }) {
  if (!message) throw new TypeError("no message");
  return { code, said: `${message} ${remedy}` };
}

// null is no attribute.
function reflect(node, name, value) {
  if (value === null || value === undefined) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

// Attributes that are a property as they stand. React and Vue assign one where an element has it,
// and write what is false as the attribute "false" where it has none.
const REFLECTED = ["interview", "mode", "heading", "theme"];

class CitaatChat extends HTMLElement {
  #root; #launch; #title; #fresh; #close; #panel; #log; #input; #status;
  #replies = [];
  // The question of each turn that has no reply yet, and may get one.
  #open = new Map();
  // Aborted when this conversation makes way for another.
  #talk = new AbortController();
  // Questions are asked one after another: each takes those before it along.
  #line = Promise.resolve();
  // What goes on before its time when it is woken.
  #asleep = new Set();
  // Whether the server told which interviews there are, or is being asked.
  #listed = false;
  // Of each text that is asked whether it is an "interview" or an "article", as soon as the server tells.
  #kinds = new Map();
  // The language of each of the interviews' questions.
  #tongues = new Map();
  static #here = new Set();
  // Which of the page's chats this is; unknown before it is on a page.
  #place = -1;

  static observedAttributes = ["src", "interview", "id", "mode", "open", "heading", "lang"];

  constructor() {
    super();
    // Assigned before this script was there, they would stand in the way of the accessors.
    for (const name of ["src", "open", ...REFLECTED].filter((one) => Object.hasOwn(this, one))) {
      const assigned = this[name];
      delete this[name];
      this[name] = assigned;
    }
    this.#build();
  }

  attributeChangedCallback(name, before, after) {
    if (this.#place < 0 || before === after) return;
    this.#dress();
    if (name === "open") this.#unfold(after !== null);
    if (name === "mode") this.#unfold(this.hasAttribute("open"));
    if (["src", "interview", "id"].includes(name)) {
      this.#begin();
      this.#restore();
      this.#examples();
    }
  }

  connectedCallback() {
    window.addEventListener("online", this.#online);
    CitaatChat.#here.add(this);
    const [known, place] = [this.#place >= 0, this.#free(this.#place)];
    if (known && place === this.#place) return;
    this.#place = place;
    // While it was away, another took its place and what is kept there.
    if (known) return this.#keep();
    this.#launch.hidden = !this.#floating || this.hasAttribute("open");
    this.#panel.hidden = !this.#launch.hidden;
    this.#dress();
    this.#restore();
    this.#examples();
    this.#emit("citaat-ready", {});
  }

  // A question that is on its way goes on: the page may only be moving the element.
  disconnectedCallback() {
    window.removeEventListener("online", this.#online);
    CitaatChat.#here.delete(this);
  }

  // In a frame or a window of its own it stands in another document, which took its styles away.
  adoptedCallback() {
    this.#style();
  }

  get #others() {
    return [...CitaatChat.#here].filter((other) => other !== this);
  }

  // The place that it had, or else the first, if no other chat on the page has that.
  #free(place) {
    const taken = this.#others.map((other) => other.#place);
    if (place >= 0 && !taken.includes(place)) return place;
    for (place = 0; taken.includes(place); ) place += 1;
    return place;
  }

  get src() {
    return new URL(this.getAttribute("src") ?? HOME, document.baseURI).href.replace(/\/?$/, "/");
  }

  set src(address) {
    reflect(this, "src", address);
  }

  get open() {
    return this.hasAttribute("open");
  }

  set open(open) {
    this.toggleAttribute("open", Boolean(open));
  }

  get #only() {
    return this.getAttribute("interview") || null;
  }

  get #floating() {
    return this.getAttribute("mode") === "button";
  }

  get #tongue() {
    // Of English and Dutch, that of the page, or else what the browser likes better.
    const told = this.lang || document.documentElement.lang;
    return [told, ...navigator.languages].find((one) => /^(en|nl)\b/i.test(one))?.slice(0, 2).toLowerCase() ?? "nl";
  }

  get #words() {
    return WORDS[this.#tongue];
  }

  show() {
    this.setAttribute("open", "");
    this.#unfold(true);
    this.#input.focus();
  }

  hide() {
    this.removeAttribute("open");
    this.#unfold(false);
    this.#launch.focus();
  }

  clear() {
    this.#begin();
    this.#keep();
    this.#examples();
  }

  // Resolves to the reply, or to null when it could not be had.
  async ask(question) {
    if (this.#place < 0) throw new Error("Put <citaat-chat> on the page before you ask it something.");
    question = String(question ?? "").trim();
    if (!question) return null;
    this.#emit("citaat-question", { question });
    // Somebody is here now: no need to let an earlier question wait for its time.
    this.#wake();
    return this.#queue(question);
  }

  #queue(question, turn = make("article", "turn", this.#askedBy(question, ""))) {
    turn.tabIndex = -1;
    // At its end, where it stands in the log too.
    this.#open.delete(turn);
    this.#open.set(turn, question);
    this.#keep();
    const held = this.#root.activeElement?.closest(".failed");
    this.#log.querySelector(".start")?.remove();
    this.#log.append(turn);
    this.#state(turn, "waiting", this.#word("wait", "p", "message"));
    // What had the focus is gone; the keyboard goes on from the question that it asked.
    if (held) turn.focus({ preventScroll: true });
    this.#log.scrollTop = this.#log.scrollHeight;
    const { signal } = this.#talk;
    return (this.#line = this.#line.then(() => this.#answer(question, turn, signal)));
  }

  async #answer(question, turn, signal) {
    const said = await this.#patiently(() => this.#post(question, signal), signal, (error) => {
      this.#state(turn, "waiting", this.#word("away", "p", "message"));
      this.#emit("citaat-error", { message: String(error.message) });
    });
    return signal.aborted ? null : this.#settle(question, turn, said);
  }

  // A server that restarts or is out of reach is called again, for a minute; null when it stays
  // away, or when nobody waits for it any more.
  async #patiently(call, signal, tell) {
    for (const pause of [...PATIENCE, null]) {
      if (signal.aborted) return null;
      try {
        return await call();
      } catch (error) {
        if (signal.aborted || pause === null) return null;
        tell(error);
        await this.#sleep(pause);
      }
    }
  }

  async #sleep(pause) {
    let wake;
    await new Promise((resolve) => {
      this.#asleep.add((wake = resolve));
      setTimeout(resolve, pause);
    });
    this.#asleep.delete(wake);
  }

  #wake() {
    for (const wake of this.#asleep) wake();
  }

  #post(question, signal) {
    const from = Math.max(0, Math.floor(this.#replies.length / TURNS) - 1) * TURNS;
    const history = this.#replies.slice(from).map((reply) => reply.question);
    return this.#call("api/ask", signal, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question, history, interview: this.#only }),
    });
  }

  // What the server said, read to its end. Throws when there is no server to say it in time.
  async #call(path, signal, options = {}) {
    const call = new AbortController();
    const stop = () => call.abort();
    signal.addEventListener("abort", stop);
    const silent = new Error(`No answer within ${SILENCE / 1000} seconds.`);
    const timer = setTimeout(() => call.abort(silent), SILENCE);
    try {
      const answer = await fetch(this.src + path, { ...options, signal: call.signal });
      if (answer.status >= 500) throw new Error(`HTTP ${answer.status}`);
      return { ok: answer.ok, status: answer.status, body: parsed(await answer.text()) };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  #settle(question, turn, said) {
    if (!said) return this.#fail(question, turn, this.#word("gone", "p", "message"));
    const { ok, status, body } = said;
    let shown;
    try {
      if (!ok) return this.#refuse(turn, refusal(body));
      shown = this.#turn(body);
    } catch {
      // Not ours: a proxy in between has its own pages and its own JSON.
      const odd = this.#word("odd", "span");
      return this.#fail(question, turn, make("p", "message", odd, ` (HTTP ${status})`));
    }
    shown.tabIndex = -1;
    const held = turn.contains(this.#root.activeElement);
    turn.replaceWith(shown);
    if (held) shown.focus({ preventScroll: true });
    this.#reveal(shown);
    this.#replies.push(body);
    this.#say(body);
    this.#open.delete(turn);
    this.#keep();
    this.#emit("citaat-reply", { reply: body });
    this.#back();
    return body;
  }

  // The server's words are for the page's developer; a visitor gets the component's own.
  #refuse(turn, { code, said }) {
    const why = code === "no_such_interview" ? "missing" : "unreadable";
    this.#open.delete(turn);
    this.#keep();
    return this.#fail(null, turn, this.#word(why, "p", "message"), said);
  }

  // Says why there is no reply, with a button when it helps to ask `question` again.
  #fail(question, turn, message, told = message.textContent) {
    const again = question ? [this.#word("again", "button", "again")] : [];
    for (const button of again) button.addEventListener("click", () => this.#queue(question, turn));
    this.#state(turn, "failed", message, ...again);
    if (turn === this.#log.lastElementChild) this.#log.scrollTop = this.#log.scrollHeight;
    this.#status.replaceChildren(message.textContent);
    this.#emit("citaat-error", { message: told });
    return null;
  }

  // Replaces what is under the question of a turn, while there is no reply.
  #state(turn, name, ...nodes) {
    turn.className = `turn ${name}`;
    turn.replaceChildren(turn.firstElementChild, ...nodes);
  }

  // The server was away for longer than it was waited for, and may be there again.
  #back() {
    this.#wake();
    if (!this.#listed) this.#examples();
  }

  #online = () => {
    this.#back();
    for (const button of this.#log.querySelectorAll(".again")) button.click();
  };

  // Only ever the log: the page around it stays where the visitor has it.
  // The quotation is what one came for, or the word that there is none: where it stands too far
  // down, the question above it goes out of sight.
  #reveal(turn) {
    if (!turn) return;
    const view = this.#log.getBoundingClientRect();
    const words = (turn.querySelector("mark, .message") ?? turn).getBoundingClientRect();
    const top = turn.getBoundingClientRect().top - view.top - EDGE;
    const whole = Math.min(words.bottom - view.bottom + EDGE, words.top - view.top - EDGE);
    this.#log.scrollTop += Math.max(top, whole);
  }

  // What came while the page did not display the log could not be scrolled to. What was the last entry
  // before stays where the reader left it.
  #watch() {
    let [displayed, before] = [false, null];
    new ResizeObserver(() => {
      if (displayed === this.#log.clientHeight > 0) return;
      displayed = !displayed;
      const last = this.#log.lastElementChild;
      if (!displayed) before = last;
      else if (last !== before) this.#reveal(last);
    }).observe(this.#log);
  }

  #unfold(open) {
    // Only the floating chat has a button to come back by.
    open ||= !this.#floating;
    if (this.#panel.hidden !== open) return;
    this.#panel.hidden = !open;
    this.#launch.hidden = open;
    if (open) this.#reveal(this.#log.lastElementChild);
    this.#emit(open ? "citaat-open" : "citaat-close", {});
  }

  // Whoever waits for a reply in the conversation so far gets null.
  #begin() {
    this.#talk.abort();
    this.#talk = new AbortController();
    this.#wake();
    this.#replies = [];
    this.#open.clear();
    this.#log.replaceChildren();
    this.#status.replaceChildren();
  }

  // A sheet is of one document, which must have a window. Not a <style>: the page's policy may refuse it.
  #style() {
    const view = this.ownerDocument.defaultView;
    if (!view) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
  }

  #build() {
    this.#root = this.attachShadow({ mode: "open" });
    this.#style();
    this.#launch = this.#word("open", "button", "launch");
    this.#close = make("button", "", "✕");
    this.#fresh = make("button", "", "↺");
    this.#title = make("h2");
    this.#title.id = "title";
    this.#log = make("div", "log");
    this.#log.tabIndex = 0;
    this.#log.setAttribute("role", "region");
    this.#watch();
    this.#input = Object.assign(make("input"), { maxLength: 2000, autocomplete: "off", dir: "auto" });
    const form = make("form", "", this.#input, this.#word("send", "button"));
    this.#status = make("p", "vh");
    this.#status.setAttribute("role", "status");
    const header = make("header", "", this.#title, this.#fresh, this.#close);
    this.#panel = make("section", "panel", header, this.#log, form, this.#status);
    this.#panel.setAttribute("aria-labelledby", "title");
    const chat = make("div", "chat", this.#launch, this.#panel);
    chat.dir = "ltr";
    this.#root.append(chat);
    this.#launch.addEventListener("click", () => this.show());
    this.#close.addEventListener("click", () => this.hide());
    this.#fresh.addEventListener("click", () => this.clear());
    this.#panel.addEventListener("keydown", (event) => {
      // Escape while a word is being composed (Japanese, Chinese) is about that word.
      if (event.key === "Escape" && !event.isComposing && this.#floating) this.hide();
    });
    for (const name of ["keydown", "keypress", "keyup"]) {
      this.#input.addEventListener(name, (event) => {
        if (typed(event)) event.stopPropagation();
      });
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.#input.value);
      this.#input.value = "";
      // A phone's keyboard would lie over the quotation.
      if (!keyed()) this.#input.blur();
    });
  }

  // A word of the interface, which `#dress` keeps in the language that the chat speaks.
  #word(key, tag = "span", name = "") {
    const node = make(tag, name, this.#words[key]);
    node.dataset.word = key;
    node.lang = this.#tongue;
    return node;
  }

  // Everything that an attribute says, but for what is open.
  #dress() {
    const words = this.#words;
    this.#root.firstElementChild.lang = this.#tongue;
    for (const node of this.#root.querySelectorAll("[data-word]")) {
      node.textContent = words[node.dataset.word];
      node.lang = this.#tongue;
    }
    for (const node of this.#root.querySelectorAll("[data-in]")) {
      node.textContent = this.#read(WORDS[node.lang], node.dataset.in);
    }
    this.#title.textContent = this.getAttribute("heading") ?? this.#heading(words);
    this.#close.hidden = !this.#floating;
    this.#close.setAttribute("aria-label", words.close);
    this.#fresh.setAttribute("aria-label", words.clear);
    this.#fresh.title = words.clear;
    this.#log.setAttribute("aria-label", words.talk);
    this.#input.setAttribute("aria-label", words.label);
    this.#input.placeholder = words.hint;
  }

  #heading(words) {
    const interviews = ![...this.#kinds.values()].includes("article");
    if (this.#kinds.size > 1) return interviews ? words.headings : words.texts;
    return interviews ? words.heading : words.article;
  }

  #read(words, id) {
    return this.#kinds.get(id) === "article" ? words.readArticle : words.read;
  }

  // The interviews' own questions, while nothing has been asked yet. Without them one can still ask.
  async #examples() {
    const only = this.#only;
    const { signal } = this.#talk;
    const path = only ? `api/interviews/${encodeURIComponent(only)}` : "api/interviews";
    this.#listed = true;
    const said = await this.#patiently(() => this.#call(path, signal), signal, () => {});
    if (signal.aborted) return;
    this.#listed = said !== null;
    const listed = [said?.body].flat().filter((interview) => interview?.questions);
    for (const { language, questions } of listed) {
      for (const question of questions) this.#tongues.set(question, language);
    }
    this.#kinds = new Map(listed.map(({ id, kind }) => [id, kind]));
    this.#dress();
    if (this.#log.childElementCount) return;
    const questions = inTurn(listed.map((interview) => interview.questions)).slice(0, EXAMPLES);
    if (only && said?.status === 404) this.#log.append(this.#word("missing", "p", "message start"));
    else if (questions.length) {
      this.#log.append(make("div", "start", ...this.#chips(this.#word("examples"), questions)));
    }
  }

  #askedBy(question, language) {
    const asked = make("span", "vh", this.#word("asked"), ": ");
    return make("h3", "asked", asked, voiced(make("bdi", "", question), language));
  }

  #turn(reply) {
    const words = WORDS[frame(reply.language)];
    const turn = make("article", `turn ${reply.kind}`, this.#askedBy(reply.question, reply.language));
    turn.lang = frame(reply.language);
    const understood = otherwise(reply);
    if (understood) {
      turn.append(make("p", "understood", `${words.understood}: `,
        voiced(make("bdi", "", understood), reply.language)));
    }
    turn.append(reply.quote ? this.#figure(reply, words) : make("p", "message", reply.message));
    // What the message asks about: "did you mean this?"
    if (reply.offered?.length) {
      turn.append(make("div", "offers", ...reply.offered.map((offer) => this.#figure(offer, words))));
    }
    if (reply.suggestions.length) {
      const title = { answer: words.more, abstain: words.others, smalltalk: words.examples }[reply.kind];
      turn.append(...this.#chips(title, reply.suggestions));
    }
    return turn;
  }

  #figure({ quote, passage, source }, words) {
    // Offsets count code points, and so does Array.from.
    const whole = Array.from(passage.text);
    const before = whole.slice(0, quote.start - passage.start).join("");
    const after = whole.slice(quote.end - passage.start).join("");
    const away = make("span", "", " ↗");
    away.setAttribute("aria-hidden", "true");
    const read = Object.assign(make("span", "", this.#read(words, source.id)), { lang: words === WORDS.en ? "en" : "nl" });
    read.dataset.in = source.id;
    const link = Object.assign(make("a", "", read, away), {
      href: this.#link(source.deep_link), target: "_blank", rel: "noopener",
    });
    const date = source.date ? [", ", make("time", "", day(source.date, words))] : [];
    const speaker = passage.speaker ? [make("b", "", `— ${passage.speaker}`), ", "] : [];
    return make("figure", "",
      ...(passage.question ? [voiced(make("p", "who", passage.question), source.language)] : []),
      voiced(make("blockquote", "",
        ...(before ? [make("span", "rest", before)] : []),
        make("mark", "slice", quote.text),
        ...(after ? [make("span", "rest", after)] : [])), source.language),
      make("figcaption", "", ...speaker, voiced(make("cite", "", source.title), source.language), ...date, " · ", link));
  }

  // Where a proxy gives the server a path, the server does not know of it: its own page of an
  // interview stands below `src`.
  #link(address) {
    const { href, origin, pathname, searchParams } = new URL(address, this.src);
    const own = origin === new URL(this.src).origin && pathname.startsWith("/bron/") && searchParams.has("van");
    return own ? new URL(href.slice(origin.length + 1), this.src).href : href;
  }

  #chips(title, questions) {
    const items = questions.map((question) => {
      const button = voiced(make("button", "", question), this.#tongues.get(question));
      button.type = "button";
      button.addEventListener("click", () => {
        this.ask(question);
        // An example goes away with the focus on it; a phone's keyboard stays down.
        const next = keyed() ? this.#input : this.#log;
        next.focus({ preventScroll: true });
      });
      return make("li", "", button);
    });
    return [make("p", "chips-title", title), make("ul", "chips", ...items)];
  }

  #say(reply) {
    const { quote, passage, source, message, offered, language } = reply;
    const words = WORDS[frame(language)];
    const said = (item) => voiced(make("span", "", item.quote.text), item.source.language);
    const understood = otherwise(reply);
    this.#status.lang = frame(language);
    this.#status.replaceChildren(
      ...(understood ? [`${words.understood}: `, voiced(make("span", "", understood), language), " "] : []),
      ...(quote
        ? [`${words.quotation}: “`, said({ quote, source }),
          `” ${passage.speaker ? `${passage.speaker}, ` : ""}${source.title}`]
        : [message, ...(offered ?? []).flatMap((offer) => [" “", said(offer), "”"])]));
  }

  // A conversation stays when the visitor turns the page; in this tab only. Each chat of a page
  // has its own.
  get #store() {
    const which = this.id || (this.#place ? `#${this.#place}` : "");
    return `citaat:${this.src}${this.#only ? `#${this.#only}` : ""}${which && `@${which}`}`;
  }

  #keep() {
    // Away from the page, it may have to leave what is kept to a chat that is there.
    if (!CitaatChat.#here.has(this) && this.#others.some((other) => other.#store === this.#store)) return;
    const open = [...this.#open.values()].map((question) => ({ question }));
    try {
      sessionStorage.setItem(this.#store, JSON.stringify([...this.#replies.slice(-KEPT), ...open]));
    } catch {
      // A browser that keeps nothing: the chat works, and forgets.
    }
  }

  // Shows the replies again, and asks again what got none.
  #restore() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(this.#store)) ?? [];
      this.#replies = kept.filter((turn) => turn.kind);
      this.#log.append(...this.#replies.map((reply) => this.#turn(reply)));
    } catch {
      kept = this.#replies = [];
    }
    this.#reveal(this.#log.lastElementChild);
    for (const { kind, question } of kept) if (!kind) this.#queue(String(question));
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

for (const name of REFLECTED) {
  Object.defineProperty(CitaatChat.prototype, name, {
    get() { return this.getAttribute(name); },
    set(value) { reflect(this, name, value); },
    configurable: true,
    enumerable: true,
  });
}

if (!customElements.get("citaat-chat")) customElements.define("citaat-chat", CitaatChat);
