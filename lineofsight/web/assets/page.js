// Everything works without this. With it: components of the design system, and lists that change in place.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
initAll();

// No inline style or script is allowed: the library must not write any.
const htmx = document.createElement("meta");
htmx.name = "htmx-config";
htmx.content = JSON.stringify({ includeIndicatorStyles: false, allowEval: false, selfRequestsOnly: true, historyCacheSize: 0 });
document.head.append(htmx);
const library = document.createElement("script");
library.src = new URL("./htmx.min.js", import.meta.url).href;
document.head.append(library);
