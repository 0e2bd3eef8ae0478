// A press without a connection (form data-queue) keeps its time and its key, so that nothing
// is recorded twice. It is sent when the line is back.
// Each: {action, from, title, at, fields, stale}; stale until the reader has seen the case again.
let queue = [];
let sending = false;
let keeping; // done when what waits is kept

const caseOf = ({ action }) => action.replace(/\/steps\/.*/, "");

const keepQueue = () => keeping = keeping.then(() => (queue.length ? kept.put : kept.drop)("queue", queue)).catch(() => {}); // it waits here

function showQueue() {
	byId("queue")?.remove();
	if (!queue.length || !reader) return;
	const send = element("button", { type: "button", className: "ds-button", onclick: sendQueue }, words("send"));
	const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short", timeZone: "Europe/Oslo" });
	byId("main").prepend(notice("warning", "section", { id: "queue", tabIndex: -1 },
		element("h2", {}, words("waiting", queue.length)), element("p", {}, words("waitingHint")),
		element("ol", {}, ...queue.map(({ title, at }) => element("li", {}, `${title}, ${words("atTime", clock.format(at))}`))), send));
}

const reachable = () => navigator.onLine
	&& fetch("/healthz", { signal: AbortSignal.timeout(8000), redirect: "manual" }).then(() => true, () => false);

// A line may be dead and not know it: nobody leaves the page before there is an answer.
// What cannot wait stays, and the page says why. What opens a case is sent from here.
addEventListener("submit", async (event) => {
	const { target: form, submitter: button } = event, { asking, through, queue: title } = form.dataset;
	if (event.defaultPrevented || !("draft" in form.dataset)) return;
	if (through) return delete form.dataset.through;
	event.preventDefault();
	event.stopImmediatePropagation();
	if (asking) return;
	form.dataset.asking = "1";
	const at = now(), waits = title && button.name !== "do", opens = waits && !form.elements.revision;
	const line = opens || await reachable();
	await keeping;
	delete form.dataset.asking;
	if (line && !opens && !(waits && queue.length)) {
		form.dataset.through = "1";
		return form.requestSubmit(button);
	}
	if (!waits) {
		byId("offline")?.remove();
		return button.after(notice("warning", "p", { id: "offline", role: "alert" }, words("offline")));
	}
	const fields = [...new FormData(form, button)];
	entry(fields, "occurred_at")[1] ||= new Date(at).toISOString();
	if (!queue.some((press) => entry(press.fields, "key")[1] === entry(fields, "key")[1])) {
		queue.push({ action: new URL(form.action).pathname, title, at, fields, from: location.pathname });
		delete form.dataset.typed;
		kept.drop(draftKey(form));
		form.closest("details.step")?.removeAttribute("open");
		keepQueue();
	}
	const tell = () => {
		showQueue();
		byId("queue")?.focus();
	};
	const slow = setTimeout(tell, 2000);
	if (line) await sendQueue();
	clearTimeout(slow);
	tell();
}, true);

const entry = (fields, name) => fields.find((field) => field[0] === name) ?? [];

// Each finds the case one revision further; what somebody else has recorded makes it stale.
async function sendQueue() {
	if (sending || !reader) return;
	sending = true;
	try {
		for (let press; (press = queue.find(({ stale }) => !stale));) {
			const response = await fetch(press.action, { method: "POST", body: new URLSearchParams(press.fields), headers: { Prefer: "return=minimal" }, signal: AbortSignal.timeout(20_000) });
			if (response.status >= 500 || [408, 429].includes(response.status)) return; // it was not looked at: later
			const to = response.headers.get("Location"), answer = await response.text();
			queue = queue.filter((next) => next !== press);
			for (const next of queue) {
				if (!to) next.stale = true;
				if (caseOf(next) === caseOf(press)) entry(next.fields, "revision")[1] = Number(entry(press.fields, "revision")[1]) + 1;
			}
			if (byId("queue")) showQueue();
			await keepQueue();
			if (!to) return showAnswer(answer);
			if (queue.every(({ stale }) => stale) && [press.from, caseOf(press)].includes(location.pathname)) location.replace(to);
		}
	} catch { /* later */ } finally {
		sending = false;
	}
}

// showAnswer puts the server's page in place of this one: asking again would record
// a refusal twice.
function showAnswer(html) {
	const page = new DOMParser().parseFromString(html, "text/html");
	document.title = page.title;
	document.body.replaceWith(page.body);
	showQueue();
	document.querySelectorAll("form[data-draft]").forEach((form) => kept.put(draftKey(form), valuesOf(form)));
	(document.querySelector("[autofocus]") ?? byId("main")).focus();
}

const seen = document.querySelector("[data-revision]");
keeping = kept.get("queue").catch(() => {}).then((found) => {
	queue = found ?? [];
	for (const press of queue) {
		if (!press.stale || entry(press.fields, "revision")[1] && (!seen || location.pathname !== caseOf(press))) continue;
		entry(press.fields, "revision")[1] = seen?.dataset.revision;
		delete press.stale;
	}
	showQueue();
	sendQueue();
});
addEventListener("online", sendQueue);
setInterval(sendQueue, 10_000);
addEventListener("beforeunload", (event) => { if (queue.length && !sending) event.preventDefault(); });
