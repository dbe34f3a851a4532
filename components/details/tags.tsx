"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { Tag } from "@/components/ui/tag";
import type { ConversationDetails } from "@/lib/conversations/details";
import { EditToggle } from "./edit-toggle";
import { Section } from "./section";

const TagEditor = onDemand(() => import("@/components/customers/tag-editor").then((module) => module.TagEditor));

/** What the customer is called by among the staff. */
export function Tags({ customer: { id, tags } }: { customer: ConversationDetails["customer"] }) {
	const t = useTranslations("details");
	const [editing, setEditing] = useState(false);
	return (
		<Section title={t("tags")} action={<EditToggle label={t("editTags")} on={editing} onToggle={() => setEditing(!editing)} />}>
			{editing ? (
				<TagEditor customerId={id} tags={tags} onGone={() => setEditing(false)} />
			) : tags.length > 0 ? (
				<ul className="flex flex-wrap gap-1.5">
					{tags.map((tag) => (
						<li key={tag} className="min-w-0 max-w-full">
							<Tag className="max-w-full">
								<span className="truncate">{tag}</span>
							</Tag>
						</li>
					))}
				</ul>
			) : (
				<p className="text-muted text-sm">{t("noTags")}</p>
			)}
		</Section>
	);
}
