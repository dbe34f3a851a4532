"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";
import { onDemand } from "@/components/ui/on-demand";

const CreateCustomer = onDemand(() => import("@/components/start/create-customer").then((module) => module.CreateCustomer));

/** Creates a record by hand, and leads to it; an address that is known already leads to whose it is. */
export function NewCustomer({ typed }: { typed: string }) {
	const t = useTranslations("customers");
	const router = useRouter();
	const [open, setOpen] = useState(false);
	return (
		<>
			<Button variant="solid" onClick={() => setOpen(true)}>
				<Plus aria-hidden />
				{t("new")}
			</Button>
			<Dialog open={open} onOpenChange={setOpen}>
				<DialogContent title={t("newTitle")}>
					<DialogBody>
						<CreateCustomer
							alone
							typed={typed.trim()}
							onDone={({ id }) => {
								setOpen(false);
								router.push(`/customers/${id}`);
							}}
							onCancel={() => setOpen(false)}
							onGone={() => setOpen(false)}
						/>
					</DialogBody>
				</DialogContent>
			</Dialog>
		</>
	);
}
