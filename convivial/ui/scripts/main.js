import "./policy.js";
import "./htmx.js";
import "./popovers.js";
import "./controllers.js";
