// What scripts add to pages that work without them. Nothing yet but: a form that is
// on its way is not sent twice by an impatient finger.
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
