import { SegmentedMessage } from "sms-segments-calculator";

export type Segments = { encoding: string; count: number };

/** What an SMS of this text costs: GSM-7 carries 160 characters in one segment, UCS-2 (any letter outside of GSM 03.38) 70. */
export function countSegments(text: string): Segments {
	const { encodingName, segmentsCount } = new SegmentedMessage(text);
	return { encoding: encodingName, count: segmentsCount };
}
