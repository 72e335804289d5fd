// What the templates of the administrator's pages are given.
import type { DemoCounts } from '../demo/removing.ts'
import type { Form } from '../web/forms.ts'
import type { StatusKind } from '../web/layout.ts'
import type { Rehearsal } from './rehearsal.ts'

export interface BackupRow { name: string; madeAt: Date; size: string; files: number; rows: number }
export interface JobRow { kind: string; madeAt: Date; status: { kind: StatusKind; label: string }; problem: string | null }

export interface AdminViews {
  'admin/show': {
    form: Form
    /** The administrator's other pages, each with a sentence on what is done there. */
    places: { href: string; icon: string; title: string; sentence: string }[]
    state: { label: string; value: string }[]
    lastBackup: BackupRow | null
    rehearsal: Rehearsal | null
    rehearsedAt: Date | null
    /** 'HH:mm', or null when no nightly backup is wanted. */
    backupTime: string | null
    jobs: JobRow[]
    demo: { counts: DemoCounts; word: string; ready: boolean } | null
  }
  'admin/take-away': { takeAways: { name: string; madeAt: Date; size: string; secrets: boolean }[] }
  'admin/backups': { folder: string; keep: number; backupTime: string | null; backups: BackupRow[]; rehearsed: string | null }
}
