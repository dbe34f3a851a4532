"use client";

import { Check, Plus, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { IconButton } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ListedUser } from "@/lib/users/queries";
import { cn } from "@/lib/utils";
import { matchingUsers } from "./matching-users";

type Props = {
	users: ListedUser[];
	assignedIds: number[];
	meId: number;
	onToggle: (userId: number) => void /** What opens it, where it is not a plus. */;
	children?: ReactNode;
};

/** Everybody who may be assigned, to type ahead in and to tick. */
export function AssignMenu({ users, assignedIds, meId, onToggle, children }: Props) {
	const t = useTranslations("details");
	const [open, setOpen] = useState(false);
	return (
		<Popover open={open} onOpenChange={setOpen}>
			<PopoverTrigger asChild>
				{children ?? (
					<IconButton label={t("assign")} className="-my-2 -mr-2 size-7" data-assign="">
						<Plus aria-hidden />
					</IconButton>
				)}
			</PopoverTrigger>
			<PopoverContent align="end" aria-label={t("assign")} className="w-72 p-1.5">
				<Choice users={users} assignedIds={assignedIds} meId={meId} onToggle={onToggle} />
			</PopoverContent>
		</Popover>
	);
}

function Choice({ users, assignedIds, meId, onToggle }: Props) {
	const t = useTranslations("details");
	const id = useId();
	const [typed, setTyped] = useState("");
	const [at, setAt] = useState(0);
	// Those who are assigned already stay to be unticked, also when they no longer work here.
	const found = matchingUsers(
		users.filter((user) => user.active || assignedIds.includes(user.id)),
		typed,
		meId,
	);
	const current = found[Math.min(at, found.length - 1)];

	function press(event: KeyboardEvent) {
		const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (step) setAt((Math.min(at, found.length - 1) + step + found.length) % Math.max(1, found.length));
		else if (event.key === "Enter" && current && !event.nativeEvent.isComposing) onToggle(current.id);
		else return;
		event.preventDefault();
	}

	return (
		<>
			<label className="mb-1 flex items-center gap-2 rounded-lg border border-line-strong px-2.5 focus-within:border-accent focus-within:ring-3 focus-within:ring-accent-fill-strong">
				<Search aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
				<input
					role="combobox"
					aria-expanded
					aria-controls={`${id}-list`}
					aria-activedescendant={current && `${id}-${current.id}`}
					aria-label={t("search")}
					placeholder={t("search")}
					autoComplete="off"
					value={typed}
					onChange={(event) => {
						setTyped(event.target.value);
						setAt(0);
					}}
					onKeyDown={press}
					className="h-8 w-full bg-transparent text-sm outline-none pointer-coarse:text-lg"
				/>
			</label>
			<div role="listbox" id={`${id}-list`} aria-label={t("assigned")} aria-multiselectable className="max-h-64 overflow-y-auto">
				{found.map((user) => {
					const assigned = assignedIds.includes(user.id);
					return (
						// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which points here (aria-activedescendant)
						<div
							key={user.id}
							id={`${id}-${user.id}`}
							role="option"
							tabIndex={-1}
							aria-selected={assigned}
							onClick={() => onToggle(user.id)}
							onPointerMove={() => setAt(found.indexOf(user))}
							className={cn("flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm pointer-coarse:h-10", user === current && "bg-fill")}
						>
							<Avatar id={user.id} name={user.name} src={user.avatar} size={20} />
							<span className="min-w-0 flex-1 truncate">
								{user.name} {user.id === meId && <span className="text-faint">({t("you")})</span>}
							</span>
							{assigned && <Check aria-hidden className="size-4 shrink-0 stroke-2 text-accent-text" />}
						</div>
					);
				})}
			</div>
			{found.length === 0 && (
				<p role="status" className="px-2 py-1.5 text-muted text-sm">
					{t("noUsers")}
				</p>
			)}
		</>
	);
}
