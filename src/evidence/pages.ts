// What the pages of evidence share: the file of a document, and a form that comes with one.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { SentForm } from '../admin/uploads.ts'
import { NotFound } from '../errors.ts'
import type { Ask } from '../web/context.ts'
import { checkedBy, submit, type Form } from '../web/forms.ts'
import { download } from '../web/render.ts'
import { keepFile, pathOfFile, type KeptFile } from './files.ts'
import { accepted, fileKinds, nameToHandOut, type FileKindName } from './kinds.ts'
import { storedFiles, type Document, type StoredFile } from './tables.ts'

/** What a form says of the files it takes. */
export const fileRules = (c: Ask): { accepted: string; megabytes: number } => ({ accepted, megabytes: c.var.config.evidenceBytes / 1024 / 1024 })

export async function fileOf(c: Ask, { fileId }: Document): Promise<StoredFile | null> {
  if (!fileId) return null
  const [file] = await c.var.store.read.select().from(storedFiles).where(eq(storedFiles.id, fileId))
  return file ?? null
}

/** Runs the work with what was sent, if the form is sound and its file can be kept. Returns the form to show again. */
export async function submitWithFile<S extends z.ZodType>(c: Ask, schema: S, { values, file, error }: SentForm,
  work: (input: z.output<S>, file: KeptFile | null) => Promise<unknown>): Promise<Form | undefined> {
  const checked = checkedBy(schema, values)
  if (error) return { ...checked.form, errors: { ...checked.form.errors, file: error } }
  return submit(checked, async input => work(input, file && await keepFile(c.var.config, file)))
}

/** A kept file under its own name. Throws NotFound when it is not in the folder as it was kept. */
export async function handOut(c: Ask, file: StoredFile, name: string | null) {
  const path = pathOfFile(c.var.config.dataDir, file.id)
  const there = await stat(path).then(({ size }) => size === file.bytes, () => false)
  if (!there) throw new NotFound('Không thấy tệp trong kho của cổng. Hãy báo quản trị khôi phục từ bản sao lưu.')
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Content-Length', String(file.bytes))
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> as globalThis.ReadableStream
  return download(c, nameToHandOut(name ?? 'tep', file.type), fileKinds[file.type as FileKindName]?.mime ?? 'application/octet-stream', body)
}
