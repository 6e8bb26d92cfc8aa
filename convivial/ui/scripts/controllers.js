// Every controller has a generic verb for a name; a page only says which it wants.
import { Application } from "@hotwired/stimulus";
import autosave from "./controllers/autosave.js";
import copy from "./controllers/copy.js";
import count from "./controllers/count.js";
import dialog from "./controllers/dialog.js";
import drag from "./controllers/drag.js";
import drop from "./controllers/drop.js";
import guess from "./controllers/guess.js";
import keys from "./controllers/keys.js";
import lead from "./controllers/lead.js";
import live from "./controllers/live.js";
import livePart from "./controllers/live-part.js";
import menu from "./controllers/menu.js";
import mirror from "./controllers/mirror.js";
import moment from "./controllers/moment.js";
import palette from "./controllers/palette.js";
import passkey from "./controllers/passkey.js";
import reach from "./controllers/reach.js";
import remark from "./controllers/remark.js";
import reveal from "./controllers/reveal.js";
import sort from "./controllers/sort.js";
import tabs from "./controllers/tabs.js";
import theme from "./controllers/theme.js";
import toast from "./controllers/toast.js";

const named = { autosave, copy, count, dialog, drag, drop, guess, keys, lead, live, menu, mirror, moment, palette, passkey, reach, remark, reveal, sort, tabs, theme, toast };
const application = Application.start();
for (const [name, controller] of Object.entries(named)) application.register(name, controller);
application.register("live-part", livePart);

export default application;
