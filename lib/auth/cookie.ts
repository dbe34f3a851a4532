/** One name under http and https alike: it salts the cookie's encryption. Alone in its file, because the middleware may know nothing else. */
export const sessionCookie = "message-center.session";
