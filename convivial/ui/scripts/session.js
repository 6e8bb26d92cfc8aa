// What an ended session means: whatever answers with the sign-in page instead of its own.
const signIn = () => document.querySelector('meta[name="sign-in"]')?.content ?? "/";

export const csrf = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

export function hasEnded(status, address) {
  if (status === 401) return true;
  return Boolean(address) && new URL(address, location.href).pathname === signIn() && location.pathname !== signIn();
}

// For fetch with redirect: "manual", where the way to sign-in is not followed.
export const isSentAway = (answer) => answer.type === "opaqueredirect" || answer.status === 401;

export const wayBack = () => `${signIn()}?next=${encodeURIComponent(location.pathname + location.search)}`;
