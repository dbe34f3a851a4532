"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Recipients as To } from "@/lib/messages/recipients";
import { AddressChips } from "./address-chips";
import type { TypedAddress } from "./addresses";
import { Undeliverable } from "./undeliverable";

type Props = { recipients: To; cc: TypedAddress[]; onCc: (cc: TypedAddress[]) => void };

/** Whom the answer goes to, in full, as the server has worked it out; and whom one copies in. */
export function Recipients({ recipients, cc, onCc }: Props) {
	const t = useTranslations("composer");
	const [open, setOpen] = useState(false);
	const withCc = open || cc.length > 0;
	const shown = [...recipients.to, ...cc].map(({ address }) => address?.toLowerCase());
	return (
		<>
			<Undeliverable addresses={recipients.undeliverable.filter((address) => shown.includes(address))} />
			<Row label={t("to")}>
				<ul className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
					{recipients.to.map(({ name, address }) => (
						<li key={address} className="max-w-full truncate rounded-[5px] bg-fill px-1.5 leading-6" title={address}>
							{name && name !== address ? (
								<>
									{name} <span className="text-muted">{address}</span>
								</>
							) : (
								address
							)}
						</li>
					))}
				</ul>
				{!withCc && (
					<button
						type="button"
						onClick={() => setOpen(true)}
						aria-label={t("addCc")}
						className="h-6 shrink-0 rounded-[5px] px-1.5 text-muted hover:bg-fill hover:text-text"
					>
						{t("cc")}
					</button>
				)}
			</Row>
			{withCc && (
				<Row label={t("cc")}>
					<AddressChips value={cc} onChange={onCc} except={recipients.to.map(({ address }) => address)} />
				</Row>
			)}
		</>
	);
}

function Row({ label, children }: { label: string; children: ReactNode }) {
	return (
		<div className="flex items-start gap-2 border-line-soft border-b px-3.5 py-1.5 text-sm">
			<span aria-hidden className="w-9 shrink-0 text-faint leading-6 @lg:w-14">
				{label}
			</span>
			{children}
		</div>
	);
}
