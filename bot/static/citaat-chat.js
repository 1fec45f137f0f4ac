// <citaat-chat src="https://chat.example.org"></citaat-chat>
//
// The chat on any page: one file, no build step, nothing fetched from anyone but `src`, which
// is where this file came from unless given. Shadow DOM keeps the page's styles out; these
// custom properties let it in: --citaat-accent, --citaat-accent-ink, --citaat-paper,
// --citaat-ink, --citaat-dim, --citaat-line, --citaat-font, --citaat-quote-font,
// --citaat-radius, --citaat-height.
//
// Attributes: src, interview (the id of the only one to ask), mode ("inline", the default, or
// "button"), open, heading, lang ("nl", "en").
// Events, all bubbling out of the shadow: citaat-ready, citaat-open, citaat-close,
// citaat-question {question}, citaat-reply {reply}, citaat-error {message}.
// Methods: ask(question), show(), hide(), clear().
const HOME = new URL("..", import.meta.url).href;
// As many earlier questions as the server reads.
const HISTORY = 50;
// Pixels between what is revealed and the edge.
const EDGE = 16;
const PATIENCE = [1000, 2000, 4000, 8000, 15000, 30000];

const WORDS = {
  nl: {
    heading: "Vraag het interview", label: "Uw vraag", hint: "Stel een vraag…", send: "Vraag",
    open: "Stel een vraag", close: "Sluiten", examples: "Bijvoorbeeld", more: "Verder vragen",
    others: "Dit beantwoordt het interview wel", wait: "Even bladeren in het interview…",
    away: "De server is even weg; de vraag blijft staan en wordt zo opnieuw gesteld.",
    gone: "Dit interview staat hier niet of niet meer.",
    unreadable: "Die vraag is leeg, te lang of geen tekst. Stel haar kort en in gewone woorden.",
    read: "Lees het in het interview", asked: "U vroeg", quotation: "Citaat", clear: "Begin opnieuw", talk: "Gesprek",
  },
  en: {
    heading: "Ask the interview", label: "Your question", hint: "Ask a question…", send: "Ask",
    open: "Ask a question", close: "Close", examples: "For example", more: "Ask on",
    others: "These the interview does answer", wait: "Leafing through the interview…",
    away: "The server is away; your question stays and will be asked again shortly.",
    gone: "This interview is not here, or no longer.",
    unreadable: "That question is empty, too long or not text. Ask it briefly, in plain words.",
    read: "Read it in the interview", asked: "You asked", quotation: "Quotation", clear: "Start over", talk: "Conversation",
  },
};

const STYLE = `
:host { display: block; --a: var(--citaat-accent, #a8431f); --ai: var(--citaat-accent-ink, #fff);
  --p: var(--citaat-paper, #faf7f1); --i: var(--citaat-ink, #211c16); --d: var(--citaat-dim, #6a6156);
  --l: var(--citaat-line, #e2dacd); --r: var(--citaat-radius, 1rem);
  font: 400 16px/1.5 var(--citaat-font, ui-sans-serif, system-ui, sans-serif); color: var(--i); }
:host([hidden]) { display: none; }
:host([mode="button"]) { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000; }
@media (prefers-color-scheme: dark) { :host { --a: var(--citaat-accent, #e58a62); --ai: var(--citaat-accent-ink, #1d0f08);
  --p: var(--citaat-paper, #17140f); --i: var(--citaat-ink, #f1e9dc); --d: var(--citaat-dim, #ada293); --l: var(--citaat-line, #3b352c); } }
* { box-sizing: border-box; }
button { font: inherit; color: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid var(--a); outline-offset: 2px; }
.launch { background: var(--a); color: var(--ai); border: 0; border-radius: 2rem; min-height: 3.25rem; padding: 0 1.4rem; font-weight: 600; box-shadow: 0 4px 18px #0004; }
.panel { display: flex; flex-direction: column; background: var(--p); border: 1px solid var(--l); border-radius: var(--r); overflow: hidden; height: var(--citaat-height, 34rem); max-height: calc(100dvh - 2rem); }
:host([mode="button"]) .panel { width: min(26rem, calc(100vw - 2rem)); box-shadow: 0 10px 40px #0005; }
[hidden] { display: none !important; }
header { display: flex; gap: .5rem; align-items: center; padding: .7rem .7rem .7rem 1.1rem; border-bottom: 1px solid var(--l); }
header h2 { font: 600 1.0625rem/1.3 var(--citaat-quote-font, Georgia, serif); margin: 0; flex: 1; }
header button { background: none; border: 0; border-radius: .5rem; min-width: 2.5rem; min-height: 2.5rem; }
.log { flex: 1; overflow-y: auto; padding: 1rem 1.1rem; overscroll-behavior: contain; }
.turn { margin: 0 0 1.6rem; }
.start .chips-title { margin-top: 0; }
.asked { margin: 0 0 1rem auto; width: fit-content; max-width: 90%; background: color-mix(in srgb, var(--a) 15%, transparent); border-radius: 1rem 1rem .2rem 1rem; padding: .45rem .85rem; font-size: 1rem; font-weight: 400; overflow-wrap: anywhere; }
figure, blockquote, p, ul { margin: 0; padding: 0; }
figure, .message { max-width: 42rem; }
.who { font-weight: 600; font-size: .875rem; color: var(--d); margin-bottom: .5rem; }
.rest { color: var(--d); font-size: .9375rem; white-space: pre-line; }
mark { display: block; margin: .6rem 0; padding-inline-start: .9rem; border-inline-start: 3px solid var(--a); background: none; color: inherit; font: 500 1.25rem/1.4 var(--citaat-quote-font, Georgia, serif); white-space: pre-wrap; overflow-wrap: anywhere; }
figcaption { margin-top: .7rem; font-size: .875rem; color: var(--d); }
figcaption b { color: var(--i); } a { color: var(--i); text-decoration-color: var(--a); text-underline-offset: .2em; }
.message { font: 400 1.0625rem/1.5 var(--citaat-quote-font, Georgia, serif); white-space: pre-line; }
.offers figure { padding: .9rem 0 0; }
.offers figure + figure { margin-top: .9rem; border-top: 1px dashed var(--l); }
.offers .rest { display: none; }
.offers mark { border: 0; padding: 0; margin: 0; font-size: 1.0625rem; font-weight: 400; }
.offers mark::before { content: "\u201c" / ""; }
.offers mark::after { content: "\u201d" / ""; }
.chips { list-style: none; display: flex; flex-direction: column; align-items: flex-start; gap: .4rem; margin-top: .9rem; }
.chips-title { font-weight: 600; font-size: .8125rem; color: var(--d); margin-top: 1rem; }
.chips button { text-align: start; background: none; border: 1px solid var(--l); border-radius: 1.2rem; padding: .4rem .85rem; min-height: 2.5rem; font-size: .9375rem; }
.chips button:hover { border-color: var(--a); }
form { display: flex; gap: .5rem; padding: .7rem; border-top: 1px solid var(--l); }
input { flex: 1; min-width: 0; font: inherit; color: inherit; background: transparent; border: 1.5px solid var(--d); border-radius: 1.5rem; padding: .5rem 1rem; min-height: 2.75rem; }
input::placeholder { color: var(--d); opacity: 1; }
form button { background: var(--a); color: var(--ai); border: 0; border-radius: 1.5rem; padding: 0 1.1rem; font-weight: 600; min-height: 2.75rem; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

// An element with a class and children; text is always text, never markup.
function make(tag, name = "", ...children) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

class CitaatChat extends HTMLElement {
  #questions = [];
  #replies = [];
  #built = false;
  #retry = 0;

  static observedAttributes = ["interview"];

  // Another interview is another conversation.
  attributeChangedCallback(name, before, after) {
    if (!this.#built || before === after) return;
    clearTimeout(this.#retry);
    this.#log.replaceChildren();
    this.#restore();
    this.#examples();
  }

  connectedCallback() {
    if (this.#built) return;
    this.#built = true;
    this.#build();
    this.#restore();
    this.#examples();
    this.#emit("citaat-ready", {});
  }

  disconnectedCallback() {
    clearTimeout(this.#retry);
  }

  get src() {
    return new URL(this.getAttribute("src") ?? HOME, document.baseURI).href.replace(/\/?$/, "/");
  }

  get #only() {
    return this.getAttribute("interview") || null;
  }

  get #words() {
    const tongue = this.lang || document.documentElement.lang || navigator.language;
    return /^en\b/i.test(tongue) ? WORDS.en : WORDS.nl;
  }

  show() {
    this.#panel.hidden = false;
    this.#launch.hidden = true;
    this.setAttribute("open", "");
    this.#input.focus();
    this.#emit("citaat-open", {});
  }

  hide() {
    this.#panel.hidden = true;
    this.#launch.hidden = false;
    this.removeAttribute("open");
    this.#launch.focus();
    this.#emit("citaat-close", {});
  }

  clear() {
    clearTimeout(this.#retry);
    this.#questions = [];
    this.#replies = [];
    this.#log.replaceChildren();
    this.#keep();
    this.#examples();
  }

  // Resolves to the reply, or to null when it could not be had.
  async ask(question, attempt = 0) {
    question = String(question).trim();
    if (!question) return null;
    if (attempt === 0) this.#emit("citaat-question", { question });
    clearTimeout(this.#retry);
    this.#log.querySelector(".waiting, .start")?.remove();
    const wait = make("p", "message", this.#words.wait);
    const turn = make("article", "turn waiting", this.#askedBy(question), wait);
    this.#log.append(turn);
    this.#reveal(turn);
    let answer;
    try {
      answer = await fetch(`${this.src}api/ask`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ question, history: this.#questions.slice(-HISTORY), interview: this.#only }),
      });
      if (answer.status >= 500) throw new Error(`HTTP ${answer.status}`);
    } catch (error) {
      return this.#later(question, attempt, wait, error);
    }
    if (!turn.isConnected) return null;
    const body = await answer.json();
    turn.classList.remove("waiting");
    if (!answer.ok) {
      // The server's words are for the page's developer; a visitor gets the component's own.
      const gone = body.error.code === "no_such_interview";
      wait.textContent = gone ? this.#words.gone : this.#words.unreadable;
      this.#status.textContent = wait.textContent;
      this.#emit("citaat-error", { message: `${body.error.message} ${body.error.remedy}` });
      return null;
    }
    this.#questions.push(question);
    this.#replies.push(body);
    turn.replaceWith(this.#turn(body));
    this.#reveal(this.#log.lastElementChild);
    this.#say(body);
    this.#keep();
    this.#emit("citaat-reply", { reply: body });
    return body;
  }

  // Scrolls the conversation, and never the page around it. The quotation is what one came for:
  // where it stands too far down, the question above it goes out of sight.
  #reveal(turn) {
    const view = this.#log.getBoundingClientRect();
    const words = (turn.querySelector("mark") ?? turn).getBoundingClientRect();
    const top = turn.getBoundingClientRect().top - view.top - EDGE;
    const whole = Math.min(words.bottom - view.bottom + EDGE, words.top - view.top - EDGE);
    this.#log.scrollTop += Math.max(top, whole);
  }

  // The server is restarting or out of reach: say so, and ask again by itself.
  #later(question, attempt, wait, error) {
    wait.textContent = this.#words.away;
    this.#status.textContent = wait.textContent;
    this.#emit("citaat-error", { message: String(error.message) });
    if (attempt < PATIENCE.length) {
      this.#retry = setTimeout(() => this.ask(question, attempt + 1), PATIENCE[attempt]);
    }
    return null;
  }

  #build() {
    const words = this.#words;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#launch = make("button", "launch", words.open);
    const close = make("button", "", "✕");
    close.setAttribute("aria-label", words.close);
    const fresh = make("button", "", "↺");
    fresh.setAttribute("aria-label", words.clear);
    fresh.title = words.clear;
    const title = make("h2", "", this.getAttribute("heading") ?? words.heading);
    title.id = "title";
    this.#log = make("div", "log");
    this.#log.tabIndex = 0;
    this.#log.setAttribute("role", "region");
    this.#log.setAttribute("aria-label", words.talk);
    this.#input = Object.assign(make("input"), { placeholder: words.hint, maxLength: 2000, autocomplete: "off" });
    this.#input.setAttribute("aria-label", words.label);
    const form = make("form", "", this.#input, make("button", "", words.send));
    this.#status = make("p", "vh");
    this.#status.setAttribute("role", "status");
    this.#panel = make("section", "panel", make("header", "", title, fresh, close), this.#log, form, this.#status);
    this.#panel.setAttribute("aria-labelledby", "title");
    const floating = this.getAttribute("mode") === "button";
    const open = !floating || this.hasAttribute("open");
    this.#panel.hidden = !open;
    this.#launch.hidden = open;
    close.hidden = !floating;
    root.append(this.#launch, this.#panel);
    this.#launch.addEventListener("click", () => this.show());
    close.addEventListener("click", () => this.hide());
    fresh.addEventListener("click", () => this.clear());
    this.#panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && floating) this.hide(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.#input.value);
      this.#input.value = "";
    });
  }

  #launch; #panel; #log; #input; #status;

  // The interviews' own questions, while nothing has been asked yet.
  async #examples() {
    const only = this.#only;
    try {
      const path = only ? `api/interviews/${encodeURIComponent(only)}` : "api/interviews";
      const answer = await fetch(this.src + path);
      const listed = answer.ok ? [await answer.json()].flat() : [];
      const questions = listed.flatMap((interview) => interview.questions).slice(0, 4);
      if (this.#only !== only || this.#log.childElementCount) return;
      if (only && answer.status === 404) this.#log.append(make("p", "message start", this.#words.gone));
      else if (questions.length) {
        this.#log.append(make("div", "start", ...this.#chips(this.#words.examples, questions)));
      }
    } catch {
      // Without examples one can still ask; asking says what is wrong.
    }
  }

  #askedBy(question) {
    return make("h3", "asked", make("span", "vh", `${this.#words.asked}: `), question);
  }

  #turn(reply) {
    const words = reply.language === "en" ? WORDS.en : WORDS.nl;
    const turn = make("article", `turn ${reply.kind}`, this.#askedBy(reply.question));
    turn.append(reply.quote ? this.#figure(reply, words) : make("p", "message", reply.message));
    // What the message asks about: "did you mean this?"
    if (reply.offered?.length) {
      turn.append(make("div", "offers", ...reply.offered.map((offer) => this.#figure(offer, words))));
    }
    if (reply.suggestions.length) {
      turn.append(...this.#chips(reply.quote ? words.more : words.others, reply.suggestions));
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
    const link = Object.assign(make("a", "", words.read, away), {
      href: new URL(source.deep_link, this.src).href, target: "_blank", rel: "noopener",
    });
    const speaker = passage.speaker ? [make("b", "", `— ${passage.speaker}`), ", "] : [];
    return make("figure", "",
      ...(passage.question ? [make("p", "who", passage.question)] : []),
      make("blockquote", "",
        ...(before ? [make("span", "rest", before)] : []),
        make("mark", "slice", quote.text),
        ...(after ? [make("span", "rest", after)] : [])),
      make("figcaption", "", ...speaker, make("cite", "", source.title), " · ", link));
  }

  #chips(title, questions) {
    const items = questions.map((question) => {
      const button = make("button", "", question);
      button.type = "button";
      button.addEventListener("click", () => {
        this.ask(question);
        // An example goes away with the focus on it; a phone's keyboard stays down.
        const next = matchMedia("(pointer: fine)").matches ? this.#input : this.#log;
        next.focus({ preventScroll: true });
      });
      return make("li", "", button);
    });
    return [make("p", "chips-title", title), make("ul", "chips", ...items)];
  }

  #say({ quote, passage, source, message, offered, language }) {
    const words = language === "en" ? WORDS.en : WORDS.nl;
    this.#status.textContent = quote
      ? `${words.quotation}: “${quote.text}” ${passage.speaker ? `${passage.speaker}, ` : ""}${source.title}`
      : [message, ...(offered ?? []).map((offer) => `“${offer.quote.text}”`)].join(" ");
  }

  // A conversation stays when the visitor turns the page; in this tab only.
  get #store() {
    return `citaat:${this.src}${this.#only ? `#${this.#only}` : ""}`;
  }

  #keep() {
    try {
      sessionStorage.setItem(this.#store, JSON.stringify(this.#replies.slice(-20)));
    } catch {
      // A browser that keeps nothing: the chat works, and forgets.
    }
  }

  #restore() {
    try {
      this.#replies = JSON.parse(sessionStorage.getItem(this.#store)) ?? [];
      this.#questions = this.#replies.map((reply) => reply.question);
      this.#log.append(...this.#replies.map((reply) => this.#turn(reply)));
    } catch {
      this.#replies = [];
      this.#questions = [];
    }
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("citaat-chat")) customElements.define("citaat-chat", CitaatChat);
