// The demo's evidence: small files of data/demo/files, put into the folder of evidence as if they had been sent.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathOfFile, type KeptFile } from '../evidence/files.ts'
import { kindOfEvidence } from '../evidence/kinds.ts'

/** Copies the files, before any row speaks of them. Returns them by name. No scanner is asked: a start must not wait for one. */
export async function layOutFiles(folder: string, dataDir: string): Promise<Map<string, KeptFile>> {
  const names = existsSync(join(folder, 'files')) ? readdirSync(join(folder, 'files')) : []
  const kept = new Map<string, KeptFile>()
  for (const name of names) {
    const from = join(folder, 'files', name)
    const bytes = readFileSync(from)
    const id = createHash('sha256').update(bytes).digest('hex')
    const path = pathOfFile(dataDir, id)
    mkdirSync(dirname(path), { recursive: true })
    if (!existsSync(path)) copyFileSync(from, path)
    kept.set(name, { id, bytes: bytes.length, type: await kindOfEvidence(from, name), scan: 'unchecked', name })
  }
  return kept
}

/** Takes files out of the folder of evidence, once no row speaks of them any longer. */
export function clearFiles(dataDir: string, ids: readonly string[]): void {
  for (const id of ids) rmSync(pathOfFile(dataDir, id), { force: true })
}
