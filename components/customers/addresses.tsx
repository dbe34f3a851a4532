"use client";

import { AtSign, MessageCircle, Pencil, Plus, Smartphone, Star, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLayoutEffect, useRef, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Tag } from "@/components/ui/tag";
import { preferAddress, removeAddress } from "@/lib/customers/actions";
import type { CustomerIdentity } from "@/lib/customers/record";
import { AddressForm } from "./address-form";
import { useCustomerReload } from "./customer-reload";

const icons = { email: AtSign, phone: Smartphone, chat: MessageCircle };
type Props = { customerId: number; identities: CustomerIdentity[] };

/** Every address a customer is known by, to add to, to correct and to put in order. */
export function Addresses({ customerId, identities }: Props) {
	const t = useTranslations("customers.record");
	const [adding, setAdding] = useState<"email" | "phone" | null>(null);
	// As they stood when their editing began: what somebody changes or takes away meanwhile leaves what is being typed alone.
	const [editing, setEditing] = useState<CustomerIdentity[]>([]);
	const whole = useRef<HTMLDivElement>(null);
	const [left, setLeft] = useState<string | number | null>(null);
	// Who leaves a form goes on where it was opened.
	useLayoutEffect(() => {
		if (left === null) return;
		if (document.activeElement === document.body) whole.current?.querySelector<HTMLElement>(`[data-opens="${left}"]`)?.focus();
		setLeft(null);
	}, [left]);
	const gone = editing.filter(({ id }) => identities.every((identity) => identity.id !== id));
	return (
		<div ref={whole} className="grid gap-1">
			<ul className="grid gap-0.5">
				{[...identities, ...gone].map((identity) => {
					const edited = editing.find(({ id }) => id === identity.id);
					if (edited && edited.kind !== "chat") {
						const done = () => {
							setEditing((now) => now.filter((other) => other !== edited));
							setLeft(edited.id);
						};
						return (
							<li key={identity.id}>
								<AddressForm customerId={customerId} kind={edited.kind} replaces={edited} onDone={done} />
							</li>
						);
					}
					return (
						<Address
							key={identity.id}
							customerId={customerId}
							identity={identity}
							primary={identities.find(({ kind }) => kind === identity.kind) === identity}
							alone={identities.filter(({ kind }) => kind === identity.kind).length === 1}
							onEdit={() => setEditing((now) => [...now, identity])}
						/>
					);
				})}
			</ul>
			{adding ? (
				<AddressForm
					customerId={customerId}
					kind={adding}
					onDone={() => {
						setAdding(null);
						setLeft(adding);
					}}
				/>
			) : (
				<div className="-mx-2 flex flex-wrap gap-1">
					<Button variant="ghost" size="sm" data-opens="email" onClick={() => setAdding("email")} className="text-muted">
						<Plus aria-hidden />
						{t("addEmail")}
					</Button>
					<Button variant="ghost" size="sm" data-opens="phone" onClick={() => setAdding("phone")} className="text-muted">
						<Plus aria-hidden />
						{t("addPhone")}
					</Button>
				</div>
			)}
		</div>
	);
}

type AddressProps = { customerId: number; identity: CustomerIdentity; primary: boolean /** The only one of its kind. */; alone: boolean; onEdit: () => void };

function Address({ customerId, identity, primary, alone, onEdit }: AddressProps) {
	const t = useTranslations("customers.record");
	const reload = useCustomerReload();
	const [remove, removing] = useAction(removeAddress, reload);
	const [prefer, preferring] = useAction(preferAddress, reload);
	const { kind, value, shown } = identity;
	const Icon = icons[kind];
	const input = { customerId, address: { kind, value } };
	const act = "size-7 opacity-0 focus-visible:opacity-100 group-hover/line:opacity-100 pointer-coarse:opacity-100";
	return (
		<li className="group/line flex min-h-8 flex-wrap items-center gap-x-2" aria-busy={removing || preferring || undefined}>
			<Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] text-mark" />
			<span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
				{kind === "email" && (
					<a href={`mailto:${value}`} className="rounded-sm hover:underline">
						{shown}
					</a>
				)}
				{kind === "phone" && (
					<a href={`tel:${value}`} className="rounded-sm tabular-nums hover:underline">
						{shown}
					</a>
				)}
				{kind === "chat" && shown}
			</span>
			{primary && !alone && <Tag tone="accent">{t("primary")}</Tag>}
			{identity.undeliverable && <Tag tone="danger">{t("undeliverable")}</Tag>}
			<span className="flex">
				{!primary && (
					<IconButton label={t("makePrimary", { address: shown })} onClick={() => prefer(input)} className={act}>
						<Star aria-hidden />
					</IconButton>
				)}
				{kind !== "chat" && (
					<IconButton label={t("editAddress", { address: shown })} data-opens={identity.id} onClick={onEdit} className={act}>
						<Pencil aria-hidden />
					</IconButton>
				)}
				<IconButton label={t("removeAddress", { address: shown })} onClick={() => remove(input)} className={act}>
					<X aria-hidden />
				</IconButton>
			</span>
		</li>
	);
}
