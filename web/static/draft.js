// What is typed in a form (data-draft) outlives going back, loading the page again and a
// session that has ended: in this tab only, for half an hour, and for who typed it only.
// It goes when it is saved, when they log out, and when somebody else logs in.
const draftTime = 30 * 60_000;
const draftPrefix = "draft ";
const draftKey = (form) => draftPrefix + new URL(form.action).pathname;

const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith(draftPrefix));
const draftOf = (key) => JSON.parse(sessionStorage.getItem(key));

// typedIn lists the controls of a form that people fill in.
const typedIn = (form) => [...form.elements].filter((e) => e.name && !["hidden", "submit", "button", "password"].includes(e.type));

const valuesOf = (form) => typedIn(form).map((e) => [e.name, e.value, ["radio", "checkbox"].includes(e.type) ? e.checked : null]);

// fill puts a draft back, and says whether anything in the form is another for it.
function fill(form, values) {
	let changed = false;
	for (const [name, value, checked] of values) {
		for (const control of typedIn(form)) {
			if (control.name !== name || (checked !== null && control.value !== value)) continue;
			const property = checked === null ? "value" : "checked";
			const wanted = checked === null ? value : checked;
			if (control[property] === wanted) continue;
			control[property] = wanted;
			changed = true;
			for (let box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
		}
	}
	return changed;
}

// forget drops what is too old, and what somebody else has typed. What was sent, and
// whose form is no longer asked for, was saved.
function forget() {
	const saved = new URLSearchParams(location.search).has("saved");
	const asked = [...document.querySelectorAll("form[data-draft]")].map(draftKey);
	for (const key of drafts()) {
		const draft = draftOf(key);
		const done = reader && draft.sent && (saved || !asked.includes(key)) && !document.querySelector("input[name^='kept'],[name^='again.']");
		if (Date.now() - draft.at > draftTime || (reader && draft.by !== reader) || done) sessionStorage.removeItem(key);
	}
}

function restore(form) {
	const key = draftKey(form), draft = draftOf(key);
	if (!draft) return;
	form.dataset.typed = "1";
	sessionStorage.setItem(key, JSON.stringify({ ...draft, sent: false })); // it was, and is asked for again
	if (!fill(form, draft.values)) return;
	const drop = element("button", { type: "button", className: "ds-button" }, words("drop"));
	drop.dataset.variant = "tertiary";
	const notice = element("p", { className: "ds-alert" }, words("restored"), " ", drop);
	notice.dataset.color = "info";
	notice.setAttribute("role", "status");
	drop.addEventListener("click", () => {
		sessionStorage.removeItem(key);
		form.reset();
		notice.remove();
		delete form.dataset.typed;
		typedIn(form)[0]?.focus();
	});
	form.prepend(notice);
	form.elements.q?.dispatchEvent(new Event("input", { bubbles: true })); // finds again what was found
}

forget();
setInterval(forget, 60_000);
document.addEventListener("input", ({ target }) => {
	const form = target.form;
	if (!form || !reader || !("draft" in form.dataset)) return;
	form.dataset.typed = "1";
	sessionStorage.setItem(draftKey(form), JSON.stringify({ at: Date.now(), by: reader, values: valuesOf(form) }));
});

let leaving = false;
document.addEventListener("submit", (event) => {
	const form = event.target;
	if (event.defaultPrevented) return;
	const out = new URL(form.action).pathname === "/logout";
	if (out) drafts().forEach((key) => sessionStorage.removeItem(key));
	leaving = out || form.id === "hide" || "draft" in form.dataset;
	if (!("draft" in form.dataset)) return;
	const key = draftKey(form), draft = draftOf(key);
	if (draft) sessionStorage.setItem(key, JSON.stringify({ ...draft, sent: true }));
});
addEventListener("pageshow", () => { leaving = false; });
addEventListener("beforeunload", (event) => {
	if (!leaving && document.querySelector("form[data-typed]")) event.preventDefault();
});

addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-draft]").forEach(restore));
