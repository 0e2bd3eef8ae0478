// What scripts add to pages that work without them.

// A form that is on its way is not sent twice by an impatient finger.
for (const form of document.forms) {
	form.addEventListener("submit", (event) => {
		if (form.dataset.sent) event.preventDefault();
		form.dataset.sent = "1";
	});
}
// Back from the browser's memory, a form can be sent again.
addEventListener("pageshow", () => {
	for (const form of document.forms) delete form.dataset.sent;
});

// "Hide now": the screen is blank at once, whatever the server says and when; also
// when Escape is pressed twice.
const hide = document.getElementById("hide");
if (hide) {
	hide.addEventListener("submit", () => document.documentElement.classList.add("blank"));
	let last = 0;
	addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || event.repeat) return;
		if (event.timeStamp - last < 700) hide.requestSubmit();
		last = event.timeStamp;
	});
}
