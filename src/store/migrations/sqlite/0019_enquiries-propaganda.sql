CREATE TABLE `reform_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`title` text NOT NULL,
	`why` text NOT NULL,
	`procedure_id` text,
	`field` text,
	`reason` text NOT NULL,
	`month` text NOT NULL,
	`figures` text NOT NULL,
	`enquiry_ids` text NOT NULL,
	`unit_id` text,
	`plan_id` text,
	`task_id` text,
	`decided_by_id` text,
	`decided_at` integer,
	`note` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reform_proposals_state` ON `reform_proposals` (`state`);--> statement-breakpoint
CREATE INDEX `reform_proposals_procedure` ON `reform_proposals` (`procedure_id`);--> statement-breakpoint
CREATE TABLE `enquiries` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`channel` text NOT NULL,
	`question` text NOT NULL,
	`search` text NOT NULL,
	`procedure_id` text,
	`field` text,
	`unit_id` text,
	`person_id` text,
	`received_at` integer NOT NULL,
	`first_due_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`paused_at` integer,
	`answered_at` integer,
	`on_time` integer,
	`closed_at` integer,
	`settlement` text,
	`answer_number` integer,
	`reopened` integer DEFAULT 0 NOT NULL,
	`merged_into_id` text,
	`turn_id` text,
	`faq_id` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enquiries_number` ON `enquiries` (`year`,`number`);--> statement-breakpoint
CREATE INDEX `enquiries_received` ON `enquiries` (`received_at`);--> statement-breakpoint
CREATE INDEX `enquiries_state` ON `enquiries` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `enquiries_unit` ON `enquiries` (`unit_id`,`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `enquiries_person` ON `enquiries` (`person_id`,`state`);--> statement-breakpoint
CREATE INDEX `enquiries_procedure` ON `enquiries` (`procedure_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `enquiries_turn` ON `enquiries` (`turn_id`);--> statement-breakpoint
CREATE INDEX `enquiries_merged` ON `enquiries` (`merged_into_id`);--> statement-breakpoint
CREATE INDEX `enquiries_answered` ON `enquiries` (`answered_at`);--> statement-breakpoint
CREATE INDEX `enquiries_maker` ON `enquiries` (`made_by_id`);--> statement-breakpoint
CREATE TABLE `enquiry_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`enquiry_id` text NOT NULL,
	`number` integer NOT NULL,
	`text` text NOT NULL,
	`citations` text NOT NULL,
	`template_id` text,
	`written_by_id` text NOT NULL,
	`written_at` integer NOT NULL,
	`checked_by_id` text,
	`checked_at` integer,
	`returned` text,
	FOREIGN KEY (`enquiry_id`) REFERENCES `enquiries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enquiry_answers_number` ON `enquiry_answers` (`enquiry_id`,`number`);--> statement-breakpoint
CREATE INDEX `enquiry_answers_checked` ON `enquiry_answers` (`checked_at`);--> statement-breakpoint
CREATE TABLE `enquiry_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`citations` text NOT NULL,
	`template_id` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `enquiry_links` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`kind` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`from_id`) REFERENCES `enquiries`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `enquiries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enquiry_links_pair` ON `enquiry_links` (`from_id`,`to_id`);--> statement-breakpoint
CREATE INDEX `enquiry_links_to` ON `enquiry_links` (`to_id`);--> statement-breakpoint
CREATE TABLE `enquiry_pauses` (
	`id` text PRIMARY KEY NOT NULL,
	`enquiry_id` text NOT NULL,
	`reason` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`by_id` text NOT NULL,
	FOREIGN KEY (`enquiry_id`) REFERENCES `enquiries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `enquiry_pauses_enquiry` ON `enquiry_pauses` (`enquiry_id`);--> statement-breakpoint
CREATE TABLE `enquiry_people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`contact` text,
	`erase_on` text
);
--> statement-breakpoint
CREATE INDEX `enquiry_people_erase` ON `enquiry_people` (`erase_on`);--> statement-breakpoint
CREATE TABLE `reply_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`field` text,
	`for_state` text,
	`citations` text NOT NULL,
	`owner_unit_id` text NOT NULL,
	`in_use` integer DEFAULT true NOT NULL,
	`search` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`written_by_id` text NOT NULL,
	`written_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reply_templates_unit` ON `reply_templates` (`owner_unit_id`);--> statement-breakpoint
CREATE TABLE `propaganda_distributions` (
	`id` text PRIMARY KEY NOT NULL,
	`piece_id` text NOT NULL,
	`number` integer NOT NULL,
	`channel` text NOT NULL,
	`place` text,
	`on` text NOT NULL,
	`reach` integer,
	`note` text,
	`document_id` text,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`removed_by_id` text,
	`removed_at` integer,
	FOREIGN KEY (`piece_id`) REFERENCES `propaganda_pieces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `propaganda_distributions_piece` ON `propaganda_distributions` (`piece_id`);--> statement-breakpoint
CREATE INDEX `propaganda_distributions_on` ON `propaganda_distributions` (`on`);--> statement-breakpoint
CREATE TABLE `propaganda_piece_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`piece_id` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`parts` text NOT NULL,
	`sources` text NOT NULL,
	`data_on` text NOT NULL,
	`note` text,
	`written_by_id` text NOT NULL,
	`written_at` integer NOT NULL,
	`approved_by_id` text,
	`approved_at` integer,
	FOREIGN KEY (`piece_id`) REFERENCES `propaganda_pieces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `propaganda_piece_versions_number` ON `propaganda_piece_versions` (`piece_id`,`number`);--> statement-breakpoint
CREATE TABLE `propaganda_pieces` (
	`id` text PRIMARY KEY NOT NULL,
	`form` text NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`unit_id` text NOT NULL,
	`line_id` text,
	`procedure_id` text,
	`faq_id` text,
	`approved_number` integer,
	`search` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `propaganda_pieces_state` ON `propaganda_pieces` (`state`);--> statement-breakpoint
CREATE INDEX `propaganda_pieces_line` ON `propaganda_pieces` (`line_id`);--> statement-breakpoint
CREATE INDEX `propaganda_pieces_procedure` ON `propaganda_pieces` (`procedure_id`);--> statement-breakpoint
CREATE TABLE `propaganda_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`quarter` integer NOT NULL,
	`unit_id` text NOT NULL,
	`topic` text NOT NULL,
	`forms` text NOT NULL,
	`audience` text,
	`budget` text,
	`wanted` integer NOT NULL,
	`due` text NOT NULL,
	`task_id` text,
	`dropped_at` integer,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `propaganda_lines_quarter` ON `propaganda_lines` (`year`,`quarter`);--> statement-breakpoint
CREATE INDEX `propaganda_lines_task` ON `propaganda_lines` (`task_id`);--> statement-breakpoint
CREATE TABLE `slips` (
	`id` text PRIMARY KEY NOT NULL,
	`procedure_id` text NOT NULL,
	`version_id` text NOT NULL,
	`turn_id` text,
	`unit_id` text,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `slips_procedure` ON `slips` (`procedure_id`,`made_at`);--> statement-breakpoint
CREATE INDEX `slips_made` ON `slips` (`made_at`);