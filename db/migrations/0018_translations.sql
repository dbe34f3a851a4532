CREATE TABLE "paid_translations" (
	"hash" text PRIMARY KEY NOT NULL,
	"result" text,
	"held_until" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "translations" (
	"message_id" bigint NOT NULL,
	"language" text NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"provider" text NOT NULL,
	"text" text,
	"html" text,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "translations_message_id_language_pk" PRIMARY KEY("message_id","language")
);
--> statement-breakpoint
ALTER TABLE "translations" ADD CONSTRAINT "translations_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "paid_translations_age" ON "paid_translations" USING btree ("created_at");