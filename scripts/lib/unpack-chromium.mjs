// A process of its own (see browser.mjs): where and what the package unpacks is decided by the environment that it is loaded in.
import chromium from "@sparticuz/chromium";

await chromium.executablePath();
