// What is typed in a form (data-draft) outlives the page, in this tab, for half an hour and
// for who typed it: until it is saved, they log out, or somebody else logs in.
const draftTime = 30 * 60_000;
const draftKey = ({ action }) => `draft ${new URL(action).pathname}${new URL(action).search}`;

const typedIn = (form) => [...form.elements].filter((e) => e.name && !["hidden", "submit", "button", "password"].includes(e.type));

const valuesOf = (form) => typedIn(form).map((e) => [e.name, e.value, ["radio", "checkbox"].includes(e.type) ? e.checked : null]);

// fill puts a draft back, and says whether anything in the form is another for it.
function fill(form, values) {
	let changed = false;
	for (const [name, value, checked] of values) {
		const [property, wanted] = checked === null ? ["value", value] : ["checked", checked];
		for (const control of typedIn(form)) {
			if (control.name !== name || (checked !== null && control.value !== value) || control[property] === wanted) continue;
			control[property] = wanted;
			changed = true;
			for (let box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
		}
	}
	return changed;
}

// What was sent, and is not asked for again, was saved.
function forget() {
	const saved = new URLSearchParams(location.search).has("saved");
	const asked = [...document.querySelectorAll("form[data-draft]")].map(draftKey);
	for (const key of kept.keys("draft ")) {
		const { at, sent } = kept.about(key);
		const done = reader && sent && (saved || !asked.includes(key)) && !document.querySelector("input[name^='kept'],[name^='again.']");
		if (done || Date.now() - at > draftTime) kept.drop(key);
	}
}

async function restore(form) {
	const key = draftKey(form), values = await kept.get(key);
	if (!values) return;
	form.dataset.typed = "1";
	kept.note(key, false); // it was sent, and is asked for again
	if (!fill(form, values)) return;
	const drop = element("button", { type: "button", className: "ds-button" }, words("drop"));
	drop.dataset.variant = "tertiary";
	const said = notice("info", "p", {}, words("restored"), " ", drop);
	drop.addEventListener("click", () => {
		kept.drop(key);
		form.reset();
		said.remove();
		delete form.dataset.typed;
		typedIn(form)[0]?.focus();
	});
	form.prepend(said);
	if (form.elements.q) search(form, values.find(([name, , checked]) => checked && name === "student")); // who was found
}

addEventListener("DOMContentLoaded", () => {
	forget();
	setInterval(forget, 60_000);
	kept.keys("draft ").forEach(kept.get); // which drops somebody else's
	document.querySelectorAll("form[data-draft]").forEach(restore);
});

addEventListener("input", ({ target: { form } }) => {
	if (!form || !reader || !("draft" in form.dataset)) return;
	form.dataset.typed = "1";
	kept.put(draftKey(form), valuesOf(form));
});

let leaving = false;
addEventListener("submit", ({ target: form, defaultPrevented }) => {
	if (defaultPrevented) return;
	const out = new URL(form.action).pathname === "/logout", drafted = "draft" in form.dataset;
	if (out) kept.keys("").forEach(kept.drop);
	if (drafted) kept.note(draftKey(form), true);
	leaving = out || drafted || form.id === "hide";
});
addEventListener("pageshow", () => { leaving = false; });
addEventListener("beforeunload", (event) => {
	if (!leaving && document.querySelector("form[data-typed]")) event.preventDefault();
});
