// Every controller has a generic verb for a name; a page only says which it wants.
import { Application } from "@hotwired/stimulus";
import Copy from "./controllers/copy.js";
import Dialog from "./controllers/dialog.js";
import Keys from "./controllers/keys.js";
import Palette from "./controllers/palette.js";
import Reveal from "./controllers/reveal.js";
import Theme from "./controllers/theme.js";
import Toast from "./controllers/toast.js";

const application = Application.start();
const all = { copy: Copy, dialog: Dialog, keys: Keys, palette: Palette, reveal: Reveal, theme: Theme, toast: Toast };
for (const [name, controller] of Object.entries(all)) application.register(name, controller);

export default application;
