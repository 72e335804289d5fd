// The folder of evidence: each file once, under its digest, checked and scanned before it gets there.
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { SentForm } from '../admin/uploads.ts'
import { now } from '../clock.ts'
import type { Config } from '../config.ts'
import { Invalid } from '../errors.ts'
import type { Write } from '../store/store.ts'
import { kindOfEvidence } from './kinds.ts'
import { threatIn } from './scanning.ts'
import { storedFiles, type StoredFile } from './tables.ts'

/** A file that lies in the folder; its row is written with the document that brings it. */
export interface KeptFile extends Pick<StoredFile, 'id' | 'bytes' | 'type' | 'scan'> { name: string }

/** Where a file lies: in folders of at most some hundreds, as file systems like it. */
export const pathOfFile = (dataDir: string, id: string): string => join(dataDir, 'files', id.slice(0, 2), id)

/**
 * Takes a file that was received into the folder of evidence. It is on disk before any row speaks of it.
 * Throws Invalid({ file }) with a sentence for what is no evidence, for an infected file, and, unless the settings say
 * otherwise, while the scanner does not answer.
 */
export async function keepFile(config: Config, sent: NonNullable<SentForm['file']>): Promise<KeptFile> {
  const type = await kindOfEvidence(sent.path, sent.name)
  const scan = await scanned(config, sent.path)
  const path = pathOfFile(config.dataDir, sent.digest)
  await mkdir(dirname(path), { recursive: true })
  const there = await stat(path).then(({ size }) => size === sent.size, () => false)
  if (!there) {
    await rename(sent.path, path)
    await synced(dirname(path))
  }
  return { id: sent.digest, bytes: sent.size, type, scan, name: sent.name }
}

async function scanned({ scanner, scannerAway }: Config, path: string): Promise<StoredFile['scan']> {
  if (!scanner) return 'unchecked'
  let threat: string | null
  try { threat = await threatIn(path, scanner) } catch {
    if (scannerAway === 'keep') return 'unchecked'
    throw new Invalid({ file: 'Chưa nhận tệp: máy quét vi-rút của cơ quan không trả lời, hoặc không quét được tệp này. Hãy gửi lại sau ít phút, hoặc báo quản trị.' })
  }
  if (threat) throw new Invalid({ file: `Không nhận tệp: máy quét báo có mã độc (${threat}). Hãy quét máy đang dùng rồi gửi lại tệp sạch.` })
  return 'clean'
}

/** The new name in the folder is on disk too. Systems that open no folders (Windows) see to it themselves. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => null)
  if (!handle) return
  try { await handle.sync() } catch { /* not every file system can */ } finally { await handle.close() }
}

/** Writes the row of a kept file, once for the same content; one that was never scanned becomes clean by a later scan. */
export async function addFile(db: Write, { id, bytes, type, scan }: KeptFile): Promise<void> {
  await db.insert(storedFiles).values({ id, bytes, type, scan, storedAt: now() }).onConflictDoNothing()
  if (scan === 'clean') await db.update(storedFiles).set({ scan }).where(eq(storedFiles.id, id))
}
