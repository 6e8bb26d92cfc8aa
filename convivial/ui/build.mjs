// Builds what the browser is given: one script, one style sheet, the fonts, one sprite of icons and marks, the
// app's pictures. Everything gets a name that tells its content, beside it its compressed forms, and a line in
// manifest.json. The same sources always give the same bytes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import esbuild from "esbuild";
import { unpacked } from "./fonts.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PRODUCT = dirname(HERE);
const OUT = process.argv[2] ?? join(HERE, "assets");
const FRESH = `${OUT}.${process.pid}`;
const packages = dirname(dirname(createRequire(import.meta.url).resolve("lucide-static/package.json")));
const read = (...path) => readFileSync(join(...path), "utf8");
const written = new Map(); // asked name -> hashed name

function hashed(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  return `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
}

function put(name, content, asked = null) {
  writeFileSync(join(FRESH, name), content);
  if (asked) written.set(asked, name);
  if (!/\.(js|css|svg|webmanifest)$/.test(name)) return;
  const bytes = Buffer.from(content);
  writeFileSync(join(FRESH, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(FRESH, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
}

// Own styles first, in the order of the layers; then the blocks of every app, in the order of their names.
function styleSheet() {
  const own = ["tokens", "fonts", "base", "layout"].map((name) => `@import "./styles/${name}.css" layer(${name});`);
  const components = files(join(HERE, "styles/components"), ".css").map((file) => line(file, "components"));
  const apps = readdirSync(PRODUCT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "ui");
  const blocks = apps.flatMap((app) => files(join(PRODUCT, app.name, "styles"), ".css")).map((file) => line(file, "app"));
  return ["@layer tokens, fonts, base, layout, components, app;", ...own, ...components, ...blocks].join("\n");
}

const line = (file, layer) => `@import "${relative(HERE, file).replace(/^(?!\.)/, "./")}" layer(${layer});`;

function files(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith(ending)).sort().map((name) => join(folder, name));
}

async function bundle() {
  const shared = {
    bundle: true, minify: true, write: false, outdir: FRESH, absWorkingDir: HERE, legalComments: "none",
    target: ["es2022", "chrome123", "firefox128", "safari17.5"], logLevel: "warning", metafile: true,
    entryNames: "[name]-[hash]", assetNames: "[name]-[hash]", loader: { ".woff2": "file" }, publicPath: "",
  };
  const script = esbuild.build({ ...shared, entryPoints: ["scripts/main.js"], format: "esm" });
  const counting = esbuild.build({ ...shared, entryPoints: ["scripts/counting.js"], format: "esm" });
  const style = esbuild.build({ ...shared, stdin: { contents: styleSheet(), loader: "css", resolveDir: HERE, sourcefile: "main.css" }, outdir: FRESH });
  for (const [asked, built] of [["main.js", await script], ["counting.js", await counting], ["main.css", await style]]) {
    for (const file of built.outputFiles) keep(asked, basename(file.path), file.contents);
  }
}

function keep(asked, name, contents) {
  const font = name.endsWith(".woff2") ? name.replace(/-[A-Z0-9]{8}\.woff2$/, ".woff2") : null;
  const own = font ? name : hashed(asked, contents);
  put(own, contents, font ?? asked);
}

function symbol(id, svg) {
  const [, attributes, inner] = svg.replace(/<!--[^]*?-->/g, "").match(/<svg([^>]*)>([^]*)<\/svg>/);
  const box = attributes.match(/viewBox="[^"]*"/)[0];
  return `<symbol id="${id}" ${box}>${inner.replace(/<title>.*?<\/title>/, "").replace(/\s*\n\s*/g, "")}</symbol>`;
}

function sprite() {
  const named = (list) => read(HERE, list).split("\n").map((name) => name.trim()).filter((name) => name && !name.startsWith("#"));
  const icons = named("icons.txt").map((name) => symbol(`icon-${name}`, read(packages, "lucide-static/icons", `${name}.svg`)));
  const marks = named("marks.txt").map((name) => symbol(`mark-${name}`, read(packages, "simple-icons/icons", `${name}.svg`)));
  const drawn = files(join(HERE, "marks"), ".svg").map((file) => symbol(`mark-${basename(file, ".svg")}`, readFileSync(file, "utf8")));
  return `<svg xmlns="http://www.w3.org/2000/svg">${[...icons, ...marks, ...drawn].join("")}</svg>`;
}

// Pictures of the app for the browser's tab, the home screen and the mail; drawn once, kept as they are.
function pictures() {
  for (const file of readdirSync(join(HERE, "pictures")).sort()) {
    const content = readFileSync(join(HERE, "pictures", file));
    put(hashed(file, content), content, file);
  }
}

// What documents on paper are set in; beside the Latin of pages what else a name may be written in.
const PAPER = [
  ["fraunces", "Fraunces", ["latin", "latin-ext", "vietnamese"], [400]],
  ["inter", "Inter", ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"], [400, 600]],
  ["noto-sans-arabic", "Noto Sans Arabic", ["arabic"], [400, 600]],
  ["noto-sans-hebrew", "Noto Sans Hebrew", ["hebrew"], [400, 600]],
  ["noto-emoji", "Noto Emoji", ["emoji"], [400]],
];

function paper() {
  mkdirSync(join(FRESH, "paper"));
  for (const [slug, family, subsets, weights] of PAPER)
    for (const subset of subsets)
      for (const weight of weights) {
        const woff = readFileSync(join(packages, `@fontsource/${slug}/files/${slug}-${subset}-${weight}-normal.woff`));
        const name = subsets.length > 1 ? `${family} ${subset}` : family;
        writeFileSync(join(FRESH, `paper/${slug}-${subset}-${weight}.ttf`), unpacked(woff, name));
      }
}

rmSync(FRESH, { recursive: true, force: true });
mkdirSync(FRESH);
const drawn = sprite();
put(hashed("sprite.svg", drawn), drawn, "sprite.svg");
pictures();
paper();
await bundle();
const manifest = Object.fromEntries([...written].sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(FRESH, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
rmSync(OUT, { recursive: true, force: true });
renameSync(FRESH, OUT);
