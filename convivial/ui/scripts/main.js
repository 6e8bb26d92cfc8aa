import "./policy.js";
import "./htmx.js";
import "./controllers.js";
