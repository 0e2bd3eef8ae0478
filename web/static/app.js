// What scripts add. They listen on the window, as queue.js may put another page in place.
"use strict";

const byId = (id) => document.getElementById(id);

// words are what scripts say, in the language of the page: #1, #2 … are filled in.
const words = (name, ...values) =>
	byId("script-words").dataset[name].replace(/#(\d)/g, (_, n) => values[n - 1]);

const element = (name, properties, ...content) => {
	const made = Object.assign(document.createElement(name), properties);
	made.append(...content);
	return made;
};

const notice = (color, name, properties, ...content) => {
	const made = element(name, { className: "ds-alert", role: "status", ...properties }, ...content);
	made.dataset.color = color;
	return made;
};

// reader is who is logged in on this page, by an opaque id; undefined for nobody.
const reader = document.body.dataset.for;

// now is the school's time: the clock of a telephone may be wrong, and that of a school to
// practise in is moved.
const ahead = document.body.dataset.now ? Date.parse(document.body.dataset.now) - Date.now() : 0;
const now = () => Date.now() + ahead;

// A form on its way is not sent twice by an impatient finger. Who has stopped a slow page
// can send it again in a while.
addEventListener("submit", ({ target: form, defaultPrevented }) => {
	if (defaultPrevented) return;
	form.dataset.sent = "1";
	setTimeout(() => delete form.dataset.sent, 9000);
});
addEventListener("submit", (event) => {
	if (event.target.dataset.sent) event.stopImmediatePropagation(), event.preventDefault();
}, true);
// Back from the browser's memory, a form can be sent again.
addEventListener("pageshow", () => {
	for (const form of document.forms) delete form.dataset.sent;
});

// "Hide now", or Escape twice: the screen is blank at once, whatever the server says.
addEventListener("submit", (event) => {
	if (event.target.id === "hide") document.documentElement.classList.add("blank");
});
let escaped = 0;
addEventListener("keydown", (event) => {
	const hide = byId("hide");
	if (!hide || event.key !== "Escape" || event.repeat) return;
	if (event.timeStamp - escaped < 700) hide.requestSubmit();
	escaped = event.timeStamp;
});
