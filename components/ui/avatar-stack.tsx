import { cn } from "@/lib/utils";
import { Avatar } from "./avatar";

type Person = { id: number; name: string; avatar?: string | null };
type Props = { people: Person[]; size?: 20 | 24; max?: number; label?: string; className?: string };

/** A few people in a row, then "+2". `label`: their names, for screen readers and on hover. */
export function AvatarStack({ people, size = 20, max = 3, label, className }: Props) {
	const shown = people.length > max ? people.slice(0, max - 1) : people;
	const more = people.length - shown.length;
	const spoken = label ? { role: "img", "aria-label": label, title: label } : { "aria-hidden": true };
	return (
		<span {...spoken} className={cn("flex shrink-0 pl-1", className)}>
			{shown.map(({ id, name, avatar }) => (
				<Avatar key={id} id={id} name={name} src={avatar} size={size} className="-ml-1 ring-2 ring-card" />
			))}
			{more > 0 && (
				<span
					className={cn(
						"-ml-1 grid place-items-center rounded-full bg-fill-hover font-semibold text-muted ring-2 ring-card",
						size === 20 ? "size-5 text-[9px]" : "size-6 text-[10px]",
					)}
				>
					+{more}
				</span>
			)}
		</span>
	);
}
