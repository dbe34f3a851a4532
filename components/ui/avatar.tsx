import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

const colours = [
	"bg-avatar-1 text-avatar-1-ink",
	"bg-avatar-2 text-avatar-2-ink",
	"bg-avatar-3 text-avatar-3-ink",
	"bg-avatar-4 text-avatar-4-ink",
	"bg-avatar-5 text-avatar-5-ink",
	"bg-avatar-6 text-avatar-6-ink",
] as const;
const sizes = {
	20: "size-5 text-[9px]",
	24: "size-6 text-[10px]",
	30: "size-[30px] text-2xs",
	36: "size-9 text-sm",
	64: "size-16 text-[22px]",
} as const;

type Props = { id: number; name: string; src?: string | null; size?: keyof typeof sizes; badge?: ReactNode; label?: string; className?: string };

/** A picture (`src`), or initials on a colour that stays with the id. Hidden from screen readers, since the name stands beside it, unless it is given a `label`. */
export function Avatar({ id, name, src, size = 36, badge, label, className }: Props) {
	const spoken = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
	return (
		<span
			{...spoken}
			className={cn("relative grid shrink-0 select-none place-items-center rounded-full font-semibold", sizes[size], colours[id % colours.length], className)}
		>
			{initials(name) || <UserRound className="size-1/2 stroke-2" />}
			{/* Over the initials, which show until it has come. */}
			{/* biome-ignore lint/performance/noImgElement: private files behind a session, which an image server has no business with */}
			{src && <img src={src} alt="" loading="lazy" decoding="async" className="absolute inset-0 size-full rounded-full object-cover" />}
			{badge && (
				<span className="absolute -right-1 -bottom-[3px] grid size-[18px] place-items-center rounded-full bg-card text-muted ring-1 ring-line [&_svg]:size-[11px] [&_svg]:stroke-[1.75]">
					{badge}
				</span>
			)}
		</span>
	);
}

/** The first letters of the first and the last word; none of an address or a number, which say nothing. */
export function initials(name: string): string {
	if (name.includes("@")) return initials(name.split("@")[0]?.replace(/[._-]+/g, " ") ?? "");
	const words = name.split(/\s+/).flatMap((word) => word.match(/\p{L}/u)?.[0] ?? []);
	return [words[0], words.length > 1 ? words.at(-1) : ""].join("").toLocaleUpperCase();
}
