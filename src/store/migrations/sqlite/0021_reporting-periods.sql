CREATE TABLE `dossier_sheets` (
	`id` text PRIMARY KEY NOT NULL,
	`period_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`number` integer NOT NULL,
	`rows` text NOT NULL,
	`note` text,
	`source` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`period_id`) REFERENCES `periods`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossier_sheets_number` ON `dossier_sheets` (`period_id`,`unit_id`,`number`);--> statement-breakpoint
CREATE INDEX `dossier_sheets_unit` ON `dossier_sheets` (`unit_id`);--> statement-breakpoint
CREATE TABLE `periodic_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`period_id` text NOT NULL,
	`state` text NOT NULL,
	`wording` text NOT NULL,
	`writer_ids` text NOT NULL,
	`number` integer,
	`signed_on` text,
	`submitted_by_id` text,
	`submitted_at` integer,
	`returned` text,
	`approved_by_id` text,
	`approved_at` integer,
	`sent_by_id` text,
	`sent_at` integer,
	`content` text,
	`file` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`period_id`) REFERENCES `periods`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `periodic_reports_period` ON `periodic_reports` (`period_id`);--> statement-breakpoint
CREATE TABLE `report_parts` (
	`id` text PRIMARY KEY NOT NULL,
	`period_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`state` text NOT NULL,
	`due` text NOT NULL,
	`results` text DEFAULT '' NOT NULL,
	`difficulties` text DEFAULT '' NOT NULL,
	`proposals` text DEFAULT '' NOT NULL,
	`returned` text,
	`asked_by_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	`sent_by_id` text,
	`sent_at` integer,
	`taken_by_id` text,
	`taken_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`period_id`) REFERENCES `periods`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_parts_unit` ON `report_parts` (`period_id`,`unit_id`);--> statement-breakpoint
CREATE TABLE `report_sections` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`level` integer NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`in_use` integer DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE `period_figures` (
	`id` text PRIMARY KEY NOT NULL,
	`period_id` text NOT NULL,
	`position` integer NOT NULL,
	`key` text NOT NULL,
	`section` text NOT NULL,
	`label` text NOT NULL,
	`measure` text NOT NULL,
	`rule` text NOT NULL,
	`way` text NOT NULL,
	`counted` text NOT NULL,
	`by_unit` text NOT NULL,
	`by_group` text NOT NULL,
	`items` text NOT NULL,
	FOREIGN KEY (`period_id`) REFERENCES `periods`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `period_figures_key` ON `period_figures` (`period_id`,`key`);--> statement-breakpoint
CREATE TABLE `periods` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`units_by` text NOT NULL,
	`submit_by` text NOT NULL,
	`recipient` text NOT NULL,
	`closed_at` integer,
	`closed_by_id` text,
	`before` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `periods_span` ON `periods` (`kind`,`from`,`to`);--> statement-breakpoint
CREATE INDEX `periods_to` ON `periods` (`to`);--> statement-breakpoint
CREATE INDEX `periods_submit` ON `periods` (`submit_by`);