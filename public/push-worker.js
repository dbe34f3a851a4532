// Shows what the server pushes, and leads to it. Nothing is fetched or kept here: what there is to say is in the push itself.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
	const { title, body, url, tag } = read(event.data);
	event.waitUntil(self.registration.showNotification(title, { body, tag, renotify: Boolean(tag), icon: "/icon.svg", badge: "/icon.svg", data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
	event.notification.close();
	event.waitUntil(open(inside(event.notification.data?.url)));
});

function read(data) {
	try {
		const { title, body, url, tag } = data.json();
		return { title: String(title), body: String(body ?? ""), url: String(url ?? ""), tag: String(tag ?? "") };
	} catch {
		// The browser shows something of its own if we show nothing.
		return { title: "Message Center", body: "", url: "", tag: "" };
	}
}

/** An address of this application, whatever a push says. */
function inside(url) {
	const home = new URL("/inbox", self.location.origin);
	if (!url || !URL.canParse(url, home)) return home;
	const wanted = new URL(url, home);
	return wanted.origin === home.origin ? wanted : new URL(`${wanted.pathname}${wanted.search}`, home);
}

/** A window that is open already goes there; else a new one opens. */
async function open(url) {
	const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
	const there = windows.find((client) => new URL(client.url).pathname === url.pathname) ?? windows[0];
	if (!there) return self.clients.openWindow(url.href);
	const focused = await there.focus().catch(() => there);
	return focused.navigate(url.href).catch(() => self.clients.openWindow(url.href));
}
