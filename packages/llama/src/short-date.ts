const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `strftime_now("%d %b %Y")` of the templates: local time, English month names: `26 Jul 2024`. */
export function shortDate(clock: Date): string {
  return `${String(clock.getDate()).padStart(2, "0")} ${MONTHS[clock.getMonth()] ?? ""} ${clock.getFullYear()}`;
}
