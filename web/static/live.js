// A search (form data-live) finds while one types: the form is sent as by its button,
// and what is found is put in its place.
let asking; // the search that is on its way
let waiting;

addEventListener("input", (event) => {
	const form = event.target.form;
	if (event.target.name !== "q" || !form?.dataset.live) return;
	clearTimeout(waiting);
	waiting = setTimeout(() => search(form), 150);
});

async function search(form, chosen) {
	asking?.abort();
	const mine = asking = new AbortController();
	const body = new URLSearchParams(new FormData(form));
	if (form.querySelector("[name=do][value=find]")) body.set("do", "find");
	if (chosen) body.set(...chosen);
	try {
		const response = await fetch(form.action, { method: "POST", body, redirect: "error", signal: mine.signal });
		if (!response.ok) return; // the button says why
		const page = new DOMParser().parseFromString(await response.text(), "text/html");
		if (mine !== asking) return;
		for (const id of [form.dataset.live, `${form.dataset.live}-count`]) {
			const [before, after] = [byId(id), page.getElementById(id)];
			if (before && after) before.replaceChildren(...after.childNodes);
		}
	} catch { /* no connection, or something newer is asked */ }
}

// The arrows lead from the field into what was found, and back.
addEventListener("keydown", (event) => {
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	const form = document.querySelector("form[data-live]");
	if (!step || !form) return;
	const field = form.elements.q;
	const found = [...byId(form.dataset.live).querySelectorAll("a, input[type=radio]")];
	const at = found.indexOf(event.target);
	if (event.target !== field && (at < 0 || event.target.type === "radio")) return; // radios have arrows of their own
	const next = at + step < 0 ? field : found[at + step];
	if (!next || (event.target === field && step < 0)) return;
	event.preventDefault();
	next.focus();
});
