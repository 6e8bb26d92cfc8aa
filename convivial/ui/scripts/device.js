// What is kept on this device while it cannot be saved: for a week, for the one who typed it.
const WEEK = 7 * 24 * 3600 * 1000;
const name = (key) => `kept:${key}`;

export function keep(key, fields) {
  try {
    localStorage.setItem(name(key), JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // full or forbidden: the words are still in the page
  }
}

export function kept(key) {
  const found = JSON.parse(localStorage.getItem(name(key)) ?? "null");
  return found && Date.now() - found.at < WEEK ? found.fields : null;
}

export const forget = (key) => localStorage.removeItem(name(key));
