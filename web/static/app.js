// What scripts add to pages that work without them. They listen on the document, as queue.js
// may put another page in its place.
"use strict";

// words are what scripts say, in the language of the page: #1, #2 … are filled in.
const words = (name, ...values) =>
	document.getElementById("script-words").dataset[name].replace(/#(\d)/g, (_, n) => values[n - 1]);

// element makes an element with properties and content.
const element = (name, properties, ...content) => {
	const made = Object.assign(document.createElement(name), properties);
	made.append(...content);
	return made;
};

// reader is who is logged in on this page, by an opaque id; undefined for nobody.
const reader = document.body.dataset.for;

// now is the school's time, in milliseconds: the clock of a telephone may be wrong, and
// that of a school to practise in is moved.
const ahead = document.body.dataset.now ? Date.parse(document.body.dataset.now) - Date.now() : 0;
const now = () => Date.now() + ahead;

// A form that is on its way is not sent twice by an impatient finger.
document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
	if (!defaultPrevented) form.dataset.sent = "1";
});
document.addEventListener("submit", (event) => {
	if (event.target.dataset.sent) event.stopImmediatePropagation(), event.preventDefault();
}, true);
// Back from the browser's memory, a form can be sent again.
addEventListener("pageshow", () => {
	for (const form of document.forms) delete form.dataset.sent;
});

// "Hide now": the screen is blank at once, whatever the server says and when; also
// when Escape is pressed twice.
document.addEventListener("submit", (event) => {
	if (event.target.id === "hide") document.documentElement.classList.add("blank");
});
let escaped = 0;
addEventListener("keydown", (event) => {
	const hide = document.getElementById("hide");
	if (!hide || event.key !== "Escape" || event.repeat) return;
	if (event.timeStamp - escaped < 700) hide.requestSubmit();
	escaped = event.timeStamp;
});
