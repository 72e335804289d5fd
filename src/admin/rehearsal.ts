// Rehearsing a restore: a backup that was never tried is only a hope.
import { mkdtemp, rm, cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { realNow } from '../clock.ts'
import { lastEventNumber, portal, record } from '../events/events.ts'
import { officeSettings } from '../office/tables.ts'
import { copyNames, databaseKind } from '../store/copies.ts'
import { openStore, type Read, type Store } from '../store/store.ts'
import type { Backup } from './backup.ts'
import { problemsOf } from './restore.ts'

/** How the last rehearsal went; `problems` are Vietnamese sentences. */
export interface Rehearsal { backup: string; /** ISO 8601, UTC */ at: string; problems: string[] }

/**
 * Checks a backup from end to end, and with SQLite opens a copy of it as the portal would; keeps the outcome for the
 * page of the administrator. PostgreSQL rows are read through and counted, not put into a second database.
 */
export async function rehearse(store: Store, backup: Backup): Promise<Rehearsal> {
  const problems = await problemsOf(backup.folder)
  if (!problems.length && databaseKind === 'sqlite') problems.push(...await openedCopy(backup.folder))
  const rehearsal: Rehearsal = { backup: backup.name, at: realNow().toISOString(), problems }
  await store.write(async db => {
    await db.insert(officeSettings).values({ name: 'rehearsal', value: rehearsal })
      .onConflictDoUpdate({ target: officeSettings.name, set: { value: rehearsal } })
    await record(db, portal, 'backup rehearsed', 'office', 'backup', { name: backup.name, problems: problems.length })
  })
  return rehearsal
}

export async function lastRehearsal(db: Read): Promise<Rehearsal | null> {
  const [row] = await db.select().from(officeSettings).where(eq(officeSettings.name, 'rehearsal'))
  return (row?.value as Rehearsal | undefined) ?? null
}

async function openedCopy(folder: string): Promise<string[]> {
  const place = await mkdtemp(join(tmpdir(), 'rehearsal-'))
  try {
    const file = join(place, copyNames.sqlite)
    await cp(join(folder, copyNames.sqlite), file)
    const store = await openStore(file)
    try { await lastEventNumber(store.read) } finally { await store.close() }
    return []
  } catch { return ['Cổng không mở được bản chép cơ sở dữ liệu.'] }
  finally { await rm(place, { recursive: true, force: true }) }
}
