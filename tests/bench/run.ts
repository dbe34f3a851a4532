import { measureScreen } from "./screen";

await measureScreen();
