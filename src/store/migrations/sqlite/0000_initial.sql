CREATE TABLE `delegations` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`since` text NOT NULL,
	`until` text NOT NULL,
	`reason` text NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`from_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `delegations_to` ON `delegations` (`to_id`);--> statement-breakpoint
CREATE TABLE `password_links` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_by_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `password_links_person` ON `password_links` (`person_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`search` text NOT NULL,
	`sort` text NOT NULL,
	`email` text,
	`user_name` text,
	`extension` text,
	`duties` text DEFAULT '[]' NOT NULL,
	`note` text,
	`password_hash` text,
	`wrong_tries` integer DEFAULT 0 NOT NULL,
	`locked_until` integer,
	`left_on` text,
	`demo` integer DEFAULT false NOT NULL,
	`preferences` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email` ON `people` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_user_name` ON `people` (`user_name`);--> statement-breakpoint
CREATE INDEX `people_sort` ON `people` (`sort`);--> statement-breakpoint
CREATE TABLE `postings` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`title` text,
	`since` text NOT NULL,
	`until` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `postings_person` ON `postings` (`person_id`);--> statement-breakpoint
CREATE INDEX `postings_unit` ON `postings` (`unit_id`);--> statement-breakpoint
CREATE TABLE `role_holdings` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`fields` text NOT NULL,
	`since` text NOT NULL,
	`until` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_holdings_person` ON `role_holdings` (`person_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`handle` text NOT NULL,
	`started_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`device` text NOT NULL,
	`address` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_handle` ON `sessions` (`handle`);--> statement-breakpoint
CREATE TABLE `conversations` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`title` text,
	`started_at` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`context` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conversations_person` ON `conversations` (`person_id`,`asked_at`);--> statement-breakpoint
CREATE TABLE `answer_feedback` (
	`id` text PRIMARY KEY NOT NULL,
	`turn_id` text NOT NULL,
	`person_id` text NOT NULL,
	`useful` integer NOT NULL,
	`reason` text,
	`comment` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`turn_id`) REFERENCES `conversation_turns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_feedback_once` ON `answer_feedback` (`turn_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `conversation_turns` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`number` integer NOT NULL,
	`question` text,
	`erased_at` integer,
	`outcome` text NOT NULL,
	`reason` text,
	`aspect` text,
	`procedure_id` text,
	`answer` text NOT NULL,
	`sources` text NOT NULL,
	`ms` real NOT NULL,
	`asked_at` integer NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversation_turns_number` ON `conversation_turns` (`conversation_id`,`number`);--> statement-breakpoint
CREATE INDEX `conversation_turns_procedure` ON `conversation_turns` (`procedure_id`);--> statement-breakpoint
CREATE INDEX `conversation_turns_asked` ON `conversation_turns` (`asked_at`);--> statement-breakpoint
CREATE TABLE `events` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`actor_id` text NOT NULL,
	`on_behalf_of_id` text,
	`details` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_subject` ON `events` (`subject_kind`,`subject_id`);--> statement-breakpoint
CREATE INDEX `events_actor` ON `events` (`actor_id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`input` text NOT NULL,
	`progress` text NOT NULL,
	`problem` text,
	`runner_id` text,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `jobs_state` ON `jobs` (`state`);--> statement-breakpoint
CREATE TABLE `office_settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staff_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`state` text NOT NULL,
	`reading` text NOT NULL,
	`choices` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`applied_at` integer,
	`result` text
);
--> statement-breakpoint
CREATE TABLE `procedure_drafts` (
	`procedure_id` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`base_version_id` text,
	`revision` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by_id` text NOT NULL,
	FOREIGN KEY (`procedure_id`) REFERENCES `procedures`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `procedure_import_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`code` text,
	`name` text,
	`reasons` text NOT NULL,
	`has_problems` integer NOT NULL,
	`choice` text,
	`match_id` text,
	`outcome` text,
	`procedure_id` text,
	`changed` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `procedure_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedure_import_rows_number` ON `procedure_import_rows` (`import_id`,`number`);--> statement-breakpoint
CREATE TABLE `procedure_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`digest` text NOT NULL,
	`bytes` integer NOT NULL,
	`format` text NOT NULL,
	`stage` text NOT NULL,
	`job_id` text NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `procedure_imports_made` ON `procedure_imports` (`made_at`);--> statement-breakpoint
CREATE TABLE `procedure_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`procedure_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`digest` text NOT NULL,
	`effective_from` text NOT NULL,
	`published_on` text NOT NULL,
	`decision` text,
	`changed` text NOT NULL,
	`note` text,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`code` text,
	`name` text NOT NULL,
	`field` text,
	`agency` text,
	`facts` text NOT NULL,
	`search` text NOT NULL,
	`sort` text NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`procedure_id`) REFERENCES `procedures`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedure_versions_number` ON `procedure_versions` (`procedure_id`,`number`);--> statement-breakpoint
CREATE INDEX `procedure_versions_code` ON `procedure_versions` (`code`);--> statement-breakpoint
CREATE TABLE `procedures` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`owner_unit_id` text,
	`review_on` text,
	`checked_on` text,
	`checked_by_id` text,
	`external_id` text,
	`demo` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`owner_unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedures_external` ON `procedures` (`external_id`);--> statement-breakpoint
CREATE TABLE `unit_successions` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`on` text NOT NULL,
	`kind` text NOT NULL,
	`decision` text NOT NULL,
	FOREIGN KEY (`from_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`kind` text NOT NULL,
	`parent_id` text,
	`position` integer NOT NULL,
	`since` text NOT NULL,
	`until` text,
	`search` text NOT NULL,
	`demo` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `units_parent` ON `units` (`parent_id`);