const DAY_MS = 86_400_000;

/** The day that a moment falls on, in UTC: 2026-05-31. */
export function today(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** Whole days from one day to another, both as 2026-05-31; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
