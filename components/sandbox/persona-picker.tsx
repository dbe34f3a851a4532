import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Persona } from "@/lib/sandbox/server/personas";
import type { PlayedPersona } from "@/lib/sandbox/view";
import { cn } from "@/lib/utils";

type Props = { typed: string; persona: PlayedPersona | null; personas: Persona[] };

/** Who one is. A plain form: what is chosen stands in the address. */
export function PersonaPicker({ typed, persona, personas }: Props) {
	const t = useTranslations("sandbox.persona");
	return (
		<section aria-labelledby="persona" className="grid gap-3 rounded-xl border bg-card p-4">
			<h2 id="persona" className="font-semibold">
				{t("title")}
			</h2>
			<form action="/sandbox" className="grid gap-3" key={persona?.address}>
				<Field label={t("address")} hint={t("hint")} error={typed && !persona ? t("invalid") : undefined}>
					{(control) => (
						<Input {...control} name="as" required defaultValue={persona?.address ?? typed} autoComplete="off" autoCapitalize="none" spellCheck={false} />
					)}
				</Field>
				<Field label={t("name")}>{(control) => <Input {...control} name="name" defaultValue={persona?.name} maxLength={100} autoComplete="off" />}</Field>
				<Button type="submit" className="justify-self-start">
					{t("use")}
				</Button>
			</form>
			{personas.length > 0 && (
				<nav aria-label={t("recent")} className="grid gap-1">
					<p className="text-muted text-xs">{t("recent")}</p>
					<ul className="-mx-2 max-h-56 overflow-y-auto">
						{personas.map(({ address, name }) => (
							<li key={address}>
								<Link
									href={{ pathname: "/sandbox", query: { as: address } }}
									aria-current={address === persona?.address ? "page" : undefined}
									className={cn("block truncate rounded-md px-2 py-1 text-sm hover:bg-fill", address === persona?.address && "bg-accent-fill text-accent-text")}
								>
									{name ? `${name} · ${address}` : address}
								</Link>
							</li>
						))}
					</ul>
				</nav>
			)}
		</section>
	);
}
