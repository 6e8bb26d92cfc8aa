// What an ended session means: whatever answers with the sign-in page instead of its own.
const signIn = () => document.querySelector('meta[name="sign-in"]')?.content ?? "/";

export const csrf = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

export function hasEnded(status, address) {
  if (status === 401) return true;
  return Boolean(address) && new URL(address, location.href).pathname === signIn() && location.pathname !== signIn();
}

export const wayBack = () => `${signIn()}?next=${encodeURIComponent(location.pathname + location.search)}`;
