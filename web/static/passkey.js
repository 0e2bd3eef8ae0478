// Asks for a passkey, or makes one: the question is in the form, and so goes the answer.
if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
	for (const form of document.querySelectorAll("form[data-passkey]")) {
		form.hidden = false;
		for (const hint of document.querySelectorAll("[data-without-passkey]")) hint.hidden = true;
		form.addEventListener("submit", async (event) => {
			event.preventDefault();
			const question = JSON.parse(form.dataset.options).publicKey;
			try {
				const key = form.dataset.passkey === "create"
					? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
					: await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
				form.elements.answer.value = JSON.stringify(key.toJSON());
				form.submit();
			} catch {
				delete form.dataset.sent; // they changed their mind, and may again
			}
		});
	}
}
