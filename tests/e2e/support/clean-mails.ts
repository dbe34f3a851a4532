import { text } from "node:stream/consumers";
import { safeHtml } from "@/lib/mail/safe-html";

// The cleaning refuses to be loaded outside of a server: a process of its own reads HTML in a list, and writes it safe.
const given: string[] = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(given.map((html) => safeHtml(html))));
