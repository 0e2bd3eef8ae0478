// What scripts keep in this tab cannot be read without logging in as the same person: only
// their pages have the key.
const { seal } = document.body.dataset;
const sealKey = seal && window.crypto?.subtle?.importKey("raw", Uint8Array.from(atob(seal), (c) => c.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"]);

const kept = {
	keys: (prefix) => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)),
	drop: (key) => sessionStorage.removeItem(key),
	about: (key) => JSON.parse(sessionStorage.getItem(key)), // when it was kept, and what is noted
	store: (key, item) => sessionStorage.setItem(key, JSON.stringify(item)),
	note(key, sent) {
		const item = kept.about(key);
		if (item) kept.store(key, { ...item, sent });
	},
	async put(key, value) {
		if (!sealKey) return;
		const iv = crypto.getRandomValues(new Uint8Array(12));
		const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await sealKey, new TextEncoder().encode(JSON.stringify(value)));
		kept.store(key, { at: Date.now(), iv: [...iv], data: [...new Uint8Array(data)] });
	},
	// What somebody else has kept is dropped.
	async get(key) {
		const item = kept.about(key);
		if (!item || !sealKey) return;
		try {
			const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: Uint8Array.from(item.iv) }, await sealKey, Uint8Array.from(item.data));
			return JSON.parse(new TextDecoder().decode(data));
		} catch {
			kept.drop(key);
		}
	},
};
