// A press without a connection (form data-queue) keeps its time and its key, so that nothing
// is recorded twice. It is sent when the line is back.
// Each: {action, from, title, at, fields, stale}; stale until the reader has seen the case again.
let queue = [];
let sending = false;
let keeping; // done when what waits is kept

const caseOf = ({ action }) => action.replace(/\/steps\/.*/, "");

function keepQueue() {
	showQueue();
	keeping = keeping.then(() => (queue.length ? kept.put : kept.drop)("queue", queue)).catch(() => {}); // it waits here
	return keeping;
}

function showQueue() {
	byId("queue")?.remove();
	if (!queue.length || !reader) return;
	const send = element("button", { type: "button", className: "ds-button", onclick: sendQueue }, words("send"));
	const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Oslo" });
	byId("main").prepend(notice("warning", "section", { id: "queue", tabIndex: -1 },
		element("h2", {}, words("waiting", queue.length)), element("p", {}, words("waitingHint")),
		element("ol", {}, ...queue.map((press) => element("li", {}, `${press.title}, ${words("atTime", clock.format(press.at))}`))), send));
}

async function reachable(form) {
	if (!navigator.onLine) return false;
	try {
		await fetch(`${caseOf(form)}/revision`, { signal: AbortSignal.timeout(8000), redirect: "manual" });
		return true;
	} catch {
		return false;
	}
}

// What cannot wait stays on the page, which says why.
function stay(event) {
	if (!("draft" in event.target.dataset)) return;
	event.preventDefault();
	event.stopImmediatePropagation();
	byId("offline")?.remove();
	event.submitter.after(notice("warning", "p", { id: "offline", role: "alert" }, words("offline")));
}

addEventListener("submit", async (event) => {
	const form = event.target, button = event.submitter;
	if (event.defaultPrevented) return;
	if (!form.dataset.queue || button?.name === "do") return navigator.onLine || stay(event);
	if (form.dataset.through) return delete form.dataset.through;
	event.preventDefault();
	event.stopImmediatePropagation();
	if (form.dataset.asking) return;
	form.dataset.asking = "1";
	const at = now();
	const line = await reachable(form);
	await keeping;
	delete form.dataset.asking;
	if (line && !queue.length) {
		form.dataset.through = "1";
		return form.requestSubmit(button);
	}
	const fields = [...new FormData(form, button)];
	if (!valueOf(fields, "occurred_at")) set(fields, "occurred_at", new Date(at).toISOString());
	if (queue.some((press) => valueOf(press.fields, "key") === valueOf(fields, "key"))) return;
	queue.push({ action: new URL(form.action).pathname, title: form.dataset.queue, at, fields, from: location.pathname });
	delete form.dataset.typed;
	kept.drop(draftKey(form));
	form.closest("details.step")?.removeAttribute("open");
	keepQueue();
	byId("queue").focus();
	if (line) sendQueue();
}, true);

const valueOf = (fields, name) => fields.find((field) => field[0] === name)?.[1];

function set(fields, name, value) {
	fields.find((field) => field[0] === name)[1] = value;
}

// Each finds the case one revision further for the one before it; what somebody else has
// recorded makes it stale.
async function sendQueue() {
	if (sending || !reader || !queue.length || queue.some((press) => press.stale)) return;
	sending = true;
	try {
		while (queue.length) {
			const press = queue[0];
			const body = new URLSearchParams(press.fields);
			const response = await fetch(press.action, { method: "POST", body, signal: AbortSignal.timeout(20_000) });
			if (response.status >= 500 || [408, 429].includes(response.status)) return; // it was not looked at: later
			const revision = String(Number(valueOf(press.fields, "revision")) + 1);
			queue.shift();
			for (const next of queue) if (caseOf(next) === caseOf(press)) set(next.fields, "revision", revision);
			const recorded = response.ok && response.redirected && !new URL(response.url).pathname.startsWith("/login");
			if (!recorded) for (const next of queue) next.stale = true;
			await keepQueue();
			if (!recorded) return showAnswer(await response.text());
			if (!queue.length && [press.from, caseOf(press)].includes(location.pathname)) location.replace(response.url);
		}
	} catch { /* still no connection */ } finally {
		sending = false;
	}
}

// showAnswer puts the server's page in the place of this one: to ask for it again would
// record a refusal twice.
function showAnswer(html) {
	const page = new DOMParser().parseFromString(html, "text/html");
	document.title = page.title;
	document.body.replaceWith(page.body);
	showQueue();
	byId("main").focus();
}

const seen = document.querySelector("[data-revision]");
keeping = kept.get("queue").catch(() => {}).then((found) => {
	queue = found ?? [];
	for (const press of queue) {
		if (!press.stale || !seen || location.pathname !== caseOf(press)) continue;
		set(press.fields, "revision", seen.dataset.revision);
		delete press.stale;
	}
	if (!queue.length) return;
	showQueue();
	sendQueue();
});
addEventListener("online", sendQueue);
setInterval(sendQueue, 10_000);
addEventListener("beforeunload", (event) => { if (queue.length && !sending) event.preventDefault(); });
