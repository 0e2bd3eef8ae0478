// Deadlines say how long it is until then, and an open case that something is new in it.
function count() {
	for (const due of document.querySelectorAll("time[data-due]")) {
		const minutes = Math.ceil((Date.parse(due.dateTime) - now()) / 60_000);
		let said = "";
		if (minutes <= 0) said = words("over");
		else if (minutes < 120) said = words("left", minutes);
		else if (minutes < 24 * 60) said = words("hours", Math.floor(minutes / 60), minutes % 60);
		let left = due.querySelector(".left");
		if (!left) due.append(" ", left = element("span", { className: "left" }));
		if (said && left.textContent !== `(${said})`) left.textContent = `(${said})`;
	}
}
if (document.querySelector("time[data-due]")) {
	count();
	setInterval(count, 15_000);
}

async function askForNews(news) {
	if (document.hidden) return;
	try {
		const response = await fetch(news.dataset.news, { redirect: "error" });
		if (response.ok && (await response.json()).revision > Number(news.dataset.revision)) news.hidden = false;
	} catch { /* the next page tells */ }
}
const news = document.querySelector("[data-news]");
if (news) {
	setInterval(() => askForNews(news), 30_000);
	document.addEventListener("visibilitychange", () => askForNews(news));
}
