CREATE TABLE `citations` (
	`id` text PRIMARY KEY NOT NULL,
	`document_id` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`removed_by_id` text,
	`removed_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `citations_subject` ON `citations` (`subject_kind`,`subject_id`);--> statement-breakpoint
CREATE INDEX `citations_document` ON `citations` (`document_id`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text,
	`date` text,
	`subject` text NOT NULL,
	`issuer` text,
	`file_id` text,
	`file_name` text,
	`search` text NOT NULL,
	`sort` text NOT NULL,
	`unit_id` text,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `stored_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `documents_file` ON `documents` (`file_id`);--> statement-breakpoint
CREATE INDEX `documents_sort` ON `documents` (`sort`);--> statement-breakpoint
CREATE TABLE `stored_files` (
	`id` text PRIMARY KEY NOT NULL,
	`bytes` integer NOT NULL,
	`type` text NOT NULL,
	`scan` text NOT NULL,
	`stored_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `plan_amendments` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`number` integer NOT NULL,
	`decided_on` text NOT NULL,
	`decision` text NOT NULL,
	`summary` text NOT NULL,
	`changes` text NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_amendments_number` ON `plan_amendments` (`plan_id`,`number`);--> statement-breakpoint
CREATE TABLE `plan_bases` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`position` integer NOT NULL,
	`number` text NOT NULL,
	`date` text,
	`issuer` text,
	`title` text NOT NULL,
	`clause` text,
	`quote` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_bases_plan` ON `plan_bases` (`plan_id`);--> statement-breakpoint
CREATE TABLE `plan_domains` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`number` text NOT NULL,
	`title` text NOT NULL,
	`position` integer NOT NULL,
	`weight` real DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_domains_plan` ON `plan_domains` (`plan_id`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`parent_id` text,
	`title` text NOT NULL,
	`number` text,
	`signed_on` text,
	`issuer` text,
	`since` text NOT NULL,
	`until` text NOT NULL,
	`state` text NOT NULL,
	`unit_id` text NOT NULL,
	`copied_from_id` text,
	`note` text,
	`search` text NOT NULL,
	`sort` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plans_parent` ON `plans` (`parent_id`);--> statement-breakpoint
CREATE INDEX `plans_period` ON `plans` (`since`,`until`);--> statement-breakpoint
CREATE TABLE `check_items` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`done_by_id` text,
	`done_on` text,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `check_items_task` ON `check_items` (`task_id`);--> statement-breakpoint
CREATE TABLE `report_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`person_id` text NOT NULL,
	`values` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_drafts_one` ON `report_drafts` (`task_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `report_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`task_id` text NOT NULL,
	`decision` text NOT NULL,
	`reason` text,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_reviews_report` ON `report_reviews` (`report_id`);--> statement-breakpoint
CREATE INDEX `report_reviews_task` ON `report_reviews` (`task_id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`number` integer NOT NULL,
	`unit_id` text NOT NULL,
	`author_id` text NOT NULL,
	`on` text NOT NULL,
	`at` integer NOT NULL,
	`light` text NOT NULL,
	`percent` integer NOT NULL,
	`value` text,
	`result` text NOT NULL,
	`difficulties` text,
	`next` text,
	`claims_done` integer NOT NULL,
	`finished_on` text,
	`missing_parts` text,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_number` ON `reports` (`task_id`,`number`);--> statement-breakpoint
CREATE INDEX `reports_at` ON `reports` (`on`);--> statement-breakpoint
CREATE INDEX `reports_unit` ON `reports` (`unit_id`,`on`);--> statement-breakpoint
CREATE TABLE `requests` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`kind` text NOT NULL,
	`unit_id` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`asked_due` text,
	`to_unit_id` text,
	`decision` text,
	`decided_by_id` text,
	`decided_at` integer,
	`granted_due` text,
	`decision_note` text,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `requests_task` ON `requests` (`task_id`);--> statement-breakpoint
CREATE INDEX `requests_open` ON `requests` (`decision`,`at`);--> statement-breakpoint
CREATE TABLE `saved_filters` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`shared` integer NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saved_filters_person` ON `saved_filters` (`person_id`);--> statement-breakpoint
CREATE INDEX `saved_filters_shared` ON `saved_filters` (`shared`);--> statement-breakpoint
CREATE TABLE `task_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_notes_task` ON `task_notes` (`task_id`);--> statement-breakpoint
CREATE TABLE `task_outsiders` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_outsiders_task` ON `task_outsiders` (`task_id`);--> statement-breakpoint
CREATE TABLE `task_parts` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`role` text NOT NULL,
	`duty` text,
	`person_id` text,
	`receipt` text NOT NULL,
	`received_at` integer,
	`done_on` text,
	`done_note` text,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_parts_unit` ON `task_parts` (`task_id`,`unit_id`);--> statement-breakpoint
CREATE INDEX `task_parts_by_unit` ON `task_parts` (`unit_id`,`task_id`);--> statement-breakpoint
CREATE INDEX `task_parts_by_person` ON `task_parts` (`person_id`,`task_id`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text,
	`domain_id` text,
	`domain` text,
	`number` text,
	`position` integer DEFAULT 0 NOT NULL,
	`heading` text,
	`title` text NOT NULL,
	`product` text,
	`state` text NOT NULL,
	`origin_kind` text NOT NULL,
	`origin_key` text NOT NULL,
	`origin` text NOT NULL,
	`weight` real DEFAULT 1 NOT NULL,
	`unit_id` text,
	`person_id` text,
	`assigner_id` text NOT NULL,
	`series_id` text,
	`period` text,
	`deadline` text NOT NULL,
	`first_due` text,
	`due` text,
	`extensions` integer DEFAULT 0 NOT NULL,
	`finished_on` text,
	`assigned_on` text,
	`receipt_due` integer,
	`accepted_at` integer,
	`paused_on` text,
	`cadence` text DEFAULT 'none' NOT NULL,
	`next_report_on` text,
	`target_kind` text,
	`measure` text,
	`value` text,
	`reached` real,
	`percent` integer DEFAULT 0 NOT NULL,
	`light` text,
	`last_report_on` text,
	`budget_text` text,
	`budget` real,
	`note` text,
	`search` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`domain_id`) REFERENCES `plan_domains`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tasks_plan` ON `tasks` (`plan_id`,`position`);--> statement-breakpoint
CREATE INDEX `tasks_unit` ON `tasks` (`unit_id`,`state`,`due`);--> statement-breakpoint
CREATE INDEX `tasks_state` ON `tasks` (`state`,`due`);--> statement-breakpoint
CREATE INDEX `tasks_person` ON `tasks` (`person_id`,`state`,`due`);--> statement-breakpoint
CREATE INDEX `tasks_assigner` ON `tasks` (`assigner_id`,`state`);--> statement-breakpoint
CREATE INDEX `tasks_origin` ON `tasks` (`origin_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_series` ON `tasks` (`series_id`,`period`);--> statement-breakpoint
CREATE INDEX `tasks_report` ON `tasks` (`next_report_on`);