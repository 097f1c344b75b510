import type { ServerResponse } from "node:http";

/**
 * What every answer says to the browser: nothing but our own files, no inline anything, no frames, no other site, and
 * nobody's index.
 */
const always: Record<string, string> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  // Not no-referrer: that would send `Origin: null` with our own forms, and the check of origins needs it.
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), midi=(), browsing-topics=()",
  "X-Robots-Tag": "noindex, nofollow",
};

const overHttps = { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" };

export function setSecurityHeaders(response: ServerResponse, { secure }: { secure: boolean }): void {
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
  if (secure) for (const [name, value] of Object.entries(overHttps)) response.setHeader(name, value);
}
