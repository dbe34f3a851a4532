/** RFC 3834 §5; the second is what Exchange heeds. */
export const automaticHeaders = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };
