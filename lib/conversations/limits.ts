/** The most that one bulk action takes; the browser sends more in several. */
export const bulkLimit = 200;
