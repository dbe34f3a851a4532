CREATE TABLE "mailbox_holds" (
	"inbox_id" integer PRIMARY KEY NOT NULL,
	"worker" text NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailbox_syncs" (
	"inbox_id" integer PRIMARY KEY NOT NULL,
	"folder" text NOT NULL,
	"uid_validity" text NOT NULL,
	"last_uid" bigint NOT NULL,
	"history_before" timestamp with time zone NOT NULL,
	"import_total" integer DEFAULT 0 NOT NULL,
	"import_done" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "inboxes" ADD COLUMN "sealed_secret" text;--> statement-breakpoint
ALTER TABLE "mailbox_holds" ADD CONSTRAINT "mailbox_holds_inbox_id_inboxes_id_fk" FOREIGN KEY ("inbox_id") REFERENCES "public"."inboxes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox_syncs" ADD CONSTRAINT "mailbox_syncs_inbox_id_inboxes_id_fk" FOREIGN KEY ("inbox_id") REFERENCES "public"."inboxes"("id") ON DELETE cascade ON UPDATE no action;