import "./policy.js";
import "./htmx.js";
import "./popovers.js";
import "./focus.js";
import "./controllers.js";
