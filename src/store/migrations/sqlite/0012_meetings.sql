CREATE TABLE `conclusion_tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`work_id` text,
	`task_id` text NOT NULL,
	`how` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conclusion_tasks_one` ON `conclusion_tasks` (`conclusion_id`,`task_id`);--> statement-breakpoint
CREATE INDEX `conclusion_tasks_task` ON `conclusion_tasks` (`task_id`);--> statement-breakpoint
CREATE TABLE `conclusion_works` (
	`id` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`product` text,
	`unit_ids` text NOT NULL,
	`all_units` integer DEFAULT false NOT NULL,
	`coordinator_ids` text NOT NULL,
	`outsiders` text NOT NULL,
	`deadline` text,
	`due` text,
	`doubts` text DEFAULT '{}' NOT NULL,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conclusion_works_conclusion` ON `conclusion_works` (`conclusion_id`,`position`);--> statement-breakpoint
CREATE TABLE `conclusions` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`position` integer NOT NULL,
	`number` text NOT NULL,
	`text` text NOT NULL,
	`kind` text NOT NULL,
	`item_id` text,
	`reminder_number` integer,
	`reminds_id` text,
	`no_task` integer DEFAULT false NOT NULL,
	`no_task_by_id` text,
	`doubts` text DEFAULT '{}' NOT NULL,
	`search` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conclusions_meeting` ON `conclusions` (`meeting_id`,`position`);--> statement-breakpoint
CREATE INDEX `conclusions_reminds` ON `conclusions` (`reminds_id`);--> statement-breakpoint
CREATE TABLE `agenda_items` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text,
	`series_id` text,
	`position` integer DEFAULT 0 NOT NULL,
	`title` text NOT NULL,
	`body` text,
	`presenter_id` text,
	`unit_id` text,
	`minutes` integer DEFAULT 10 NOT NULL,
	`state` text NOT NULL,
	`from_item_id` text,
	`state_reason` text,
	`notes` text DEFAULT '' NOT NULL,
	`outcome` text DEFAULT '' NOT NULL,
	`notes_revision` integer DEFAULT 0 NOT NULL,
	`notes_by_id` text,
	`notes_at` integer,
	`took_seconds` integer DEFAULT 0 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agenda_items_meeting` ON `agenda_items` (`meeting_id`,`position`);--> statement-breakpoint
CREATE INDEX `agenda_items_state` ON `agenda_items` (`state`);--> statement-breakpoint
CREATE TABLE `meeting_documents` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`item_id` text,
	`document_id` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_documents_meeting` ON `meeting_documents` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `meeting_guests` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`position` integer NOT NULL,
	`person_id` text,
	`unit_id` text,
	`name` text NOT NULL,
	`title` text,
	`attendance` text,
	`reason` text,
	`deputy_id` text,
	`deputy_name` text,
	`taken_by_id` text,
	`taken_at` integer,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_guests_person` ON `meeting_guests` (`meeting_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `meeting_guests_by_person` ON `meeting_guests` (`person_id`);--> statement-breakpoint
CREATE TABLE `meeting_series` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`rhythm` text NOT NULL,
	`shift` text NOT NULL,
	`starts_at` text NOT NULL,
	`minutes` integer NOT NULL,
	`place` text NOT NULL,
	`link` text,
	`chair_id` text NOT NULL,
	`secretary_id` text NOT NULL,
	`agenda` text NOT NULL,
	`unit_ids` text NOT NULL,
	`person_ids` text NOT NULL,
	`prepare_days` integer DEFAULT 0 NOT NULL,
	`ended_on` text,
	`search` text NOT NULL,
	`sort` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `meetings` (
	`id` text PRIMARY KEY NOT NULL,
	`series_id` text,
	`period` text,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`on` text NOT NULL,
	`starts_at` text NOT NULL,
	`minutes` integer NOT NULL,
	`place` text NOT NULL,
	`link` text,
	`chair_id` text NOT NULL,
	`secretary_id` text NOT NULL,
	`note` text,
	`called_at` integer,
	`began_at` integer,
	`ended_at` integer,
	`cancel_reason` text,
	`snapshot` text,
	`snapshot_at` integer,
	`search` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`series_id`) REFERENCES `meeting_series`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_period` ON `meetings` (`series_id`,`period`);--> statement-breakpoint
CREATE INDEX `meetings_on` ON `meetings` (`on`);--> statement-breakpoint
CREATE INDEX `meetings_state` ON `meetings` (`state`,`on`);--> statement-breakpoint
CREATE TABLE `paper_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`paper_id` text NOT NULL,
	`conclusion_id` text,
	`text` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`answer` text,
	`answer_note` text,
	`answered_by_id` text,
	`answered_at` integer,
	FOREIGN KEY (`paper_id`) REFERENCES `papers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `paper_comments_paper` ON `paper_comments` (`paper_id`,`at`);--> statement-breakpoint
CREATE TABLE `paper_numbers` (
	`id` text PRIMARY KEY NOT NULL,
	`symbol` text NOT NULL,
	`year` integer NOT NULL,
	`used_before` integer NOT NULL,
	`set_by_id` text NOT NULL,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `paper_numbers_year` ON `paper_numbers` (`symbol`,`year`);--> statement-breakpoint
CREATE TABLE `papers` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`kind` text NOT NULL,
	`sequence` integer DEFAULT 1 NOT NULL,
	`state` text NOT NULL,
	`wording` text DEFAULT '{}' NOT NULL,
	`comments_until` text,
	`reason` text,
	`corrections` text DEFAULT '[]' NOT NULL,
	`symbol` text NOT NULL,
	`year` integer,
	`number` integer,
	`signed_on` text,
	`signed_at` integer,
	`signers` text DEFAULT '[]' NOT NULL,
	`content` text,
	`signed_file_id` text,
	`signed_file_name` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `papers_of_meeting` ON `papers` (`meeting_id`,`kind`,`sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `papers_number` ON `papers` (`symbol`,`year`,`number`);--> statement-breakpoint
CREATE INDEX `papers_signed` ON `papers` (`signed_on`);