"use client";

import { useLocale, useTimeZone } from "next-intl";
import { useMemo } from "react";
import { formatBytes, formatDate, formatDay, formatFull, formatListTime, formatMoment, formatShortDate, formatTime } from "@/lib/format";
import { defaultTimeZone } from "@/lib/i18n/language";

type Instant = Date | string | number;

/** Times, days and sizes as the signed-in person reads them. */
export function useFormat() {
	const locale = useLocale();
	const timeZone = useTimeZone() ?? defaultTimeZone;
	return useMemo(() => {
		const where = { locale, timeZone };
		return {
			time: (at: Instant) => formatTime(at, where),
			listTime: (at: Instant, now?: Instant) => formatListTime(at, where, now),
			day: (at: Instant, now?: Instant) => formatDay(at, where, now),
			moment: (at: Instant, now?: Instant) => formatMoment(at, where, now),
			date: (at: Instant) => formatDate(at, where),
			shortDate: (at: Instant) => formatShortDate(at, where),
			full: (at: Instant) => formatFull(at, where),
			bytes: (bytes: number) => formatBytes(bytes, locale),
		};
	}, [locale, timeZone]);
}
