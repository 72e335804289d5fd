// A file that a person sends: streamed to disk while it arrives, its size and what it really is, whatever its name says.
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { realNow } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { newId } from '../ids.ts'
import { clean } from '../text.ts'
import { contentKind } from './archive.ts'
import { decoded } from './csv.ts'

export type UploadKind = 'xlsx' | 'csv' | 'jsonl' | 'docx' | 'txt'

export interface Upload {
  /** As the person's machine calls it, for showing only; at most 200 characters. */
  name: string
  kind: UploadKind
  /** Where it lies until the work with it has ended. */
  path: string
  /** In bytes. */
  size: number
  /** SHA-256 of its content, hexadecimal. */
  digest: string
}

const kindNames: Record<UploadKind, string> = { xlsx: 'Excel (.xlsx)', csv: 'CSV', jsonl: 'JSON Lines (.jsonl)', docx: 'Word (.docx)', txt: 'văn bản (.txt)' }
const MiB = 1024 * 1024
// A browser shows our sentence only once it has sent everything: so much beyond the limit is read for that and thrown away.
const mostIgnored = 256 * MiB

/** What of a request's context is needed here. */
interface Sender { req: { raw: Request }; var: { config: { dataDir: string } } }

const chooseOne = 'Chọn một tệp trên máy rồi gửi.'
const incoming = (dataDir: string): string => join(dataDir, 'incoming')

/**
 * Receives the file in one field of a posted multipart form, and removes it when `work` has ended without moving it away.
 * Never more than a few pieces of it are in memory.
 * Throws Invalid with a sentence for `field` when there is none, when it is empty, too large (`mostBytes`), broken off or none of `kinds`.
 */
export async function withUpload<T>(c: Sender, field: string, kinds: UploadKind[], mostBytes: number, work: (file: Upload) => Promise<T>): Promise<T> {
  const folder = incoming(c.var.config.dataDir)
  await mkdir(folder, { recursive: true })
  const path = join(folder, newId())
  try {
    const found = await received(c.req.raw, field, path, mostBytes)
    if (!found) throw new Invalid({ [field]: chooseOne })
    const { name, size, digest } = found
    return await work({ name, size, digest, path, kind: await checkedKind(path, name, field, kinds) })
  } finally { await rm(path, { force: true }) }
}

interface Received { name: string; size: number; digest: string }

/** A posted form: what was typed, and its file where one was chosen, or the sentence that says why it cannot be taken. */
export interface SentForm { values: Record<string, string>; file: Received & { path: string } | null; error: string | null }

/**
 * Receives a multipart form of which the file in `field` may be left out. What was typed is there also when the file is
 * refused. The file is removed when `work` has ended without moving it away; its kind is for `work` to find out.
 */
export async function withForm<T>(c: Sender, field: string, mostBytes: number, work: (sent: SentForm) => Promise<T>): Promise<T> {
  const folder = incoming(c.var.config.dataDir)
  await mkdir(folder, { recursive: true })
  const path = join(folder, newId())
  const values: Record<string, string> = {}
  try {
    const sent = await received(c.req.raw, field, path, mostBytes, values).then(
      file => ({ file: file && { ...file, path }, error: null }),
      (error: unknown) => { if (error instanceof Invalid) return { file: null, error: error.errors[field]! }; throw error })
    return await work({ values, ...sent })
  } finally { await rm(path, { force: true }) }
}

/** Null when no file was chosen. Fields of text are put into `values`. */
async function received(request: Request, field: string, path: string, mostBytes: number, values: Record<string, string> = {}): Promise<Received | null> {
  const type = request.headers.get('content-type') ?? ''
  const length = Number(request.headers.get('content-length') ?? 0)
  if (length > mostBytes + mostIgnored) throw new Invalid({ [field]: tooLarge(length, mostBytes) })
  if (!request.body || !/^multipart\/form-data;.*boundary=/i.test(type)) throw new Invalid({ [field]: chooseOne })
  const form = new Busboy({ headers: { 'content-type': type }, limits: { fieldSize: 512 * 1024, fields: 100, headerPairs: 100 } })
  let file: BusboyFileStream | undefined
  let kept: Promise<Received> | undefined
  // Told twice of one broken form, it would take the process down with the second time.
  form.on('error', () => {})
  form.on('field', (name, value) => { values[name] = value as string })
  form.on('file', (name, stream, fileName) => {
    stream.on('error', () => {})
    if (name !== field || kept) { stream.resume(); return }
    file = stream
    kept = keep(stream, nameOf(fileName as string | undefined), path, mostBytes)
    kept.catch(() => {}) // awaited below, when all has arrived
  })
  try { await pipeline(Readable.fromWeb(request.body as ReadableStream), form) } catch (error) {
    file?.destroy(error as Error)
    await kept?.catch(() => {})
    throw new Invalid({ [field]: 'Tệp gửi lên không đến đủ. Hãy gửi lại.' })
  }
  const found = await kept
  if (!found || (!found.size && !found.name)) return null
  if (!found.size) throw new Invalid({ [field]: 'Tệp rỗng (0 byte). Hãy kiểm tra rồi gửi lại tệp có nội dung.' })
  if (found.size > mostBytes) throw new Invalid({ [field]: tooLarge(found.size, mostBytes) })
  return { ...found, name: found.name || 'tệp không tên' }
}

/** Writes what arrives until it is too much; the rest is only counted. On disk when it answers. */
async function keep(stream: BusboyFileStream, name: string, path: string, mostBytes: number): Promise<Received> {
  const hash = createHash('sha256')
  let size = 0
  let failure: unknown = null
  const handle = await open(path, 'wx')
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      // Leaving the loop would stop the parser, and with it the request, for ever.
      if (size > mostBytes || failure) continue
      hash.update(chunk)
      try { await handle.write(chunk) } catch (error) { failure = error }
    }
    if (failure) throw failure
    await handle.sync()
  } finally { await handle.close() }
  return { name, size, digest: hash.digest('hex') }
}

const tooLarge = (size: number, mostBytes: number): string => {
  const megabytes = (bytes: number) => (bytes / MiB).toLocaleString('vi-VN', { maximumFractionDigits: 1 })
  return `Tệp nặng ${megabytes(size)} MB, quá mức ${megabytes(mostBytes)} MB. Hãy chia tệp thành nhiều phần rồi gửi từng phần.`
}

const nameOf = (sent = ''): string => clean(sent).replace(/^.*[\\/]/s, '').replace(/\s+/g, ' ').slice(-200)

async function checkedKind(path: string, name: string, field: string, kinds: UploadKind[]): Promise<UploadKind> {
  const kind = await kindOf(path)
  const wanted = kind === 'csv' && !kinds.includes('csv') && kinds.includes('txt') ? 'txt' : kind
  if (wanted && kinds.includes(wanted)) return wanted
  const called = wanted ? `là tệp ${kindNames[wanted]}` : 'không thuộc các loại tệp cổng nhận'
  throw new Invalid({ [field]: `Tệp “${name}” ${called}. Ở đây chỉ nhận ${kinds.map(one => kindNames[one]).join(', ')}.` })
}

/** What a file on disk is. Text is JSON Lines when it begins with a brace and CSV otherwise; null for pictures, PDF, old office files and the like. */
export async function kindOf(path: string): Promise<UploadKind | null> {
  const kind = await contentKind(path)
  // Whoever opens the archive says what is wrong with it, in more words than this place could.
  if (kind === 'xlsx' || kind === 'docx') return kind
  if (kind === 'zip') return 'xlsx'
  if (kind !== null) return null
  const head = decoded(await headOf(path, 4_000))
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000E-\u001A]/.test(head)) return null
  return head.trimStart().startsWith('{') ? 'jsonl' : 'csv'
}

async function headOf(path: string, most: number): Promise<Uint8Array> {
  const handle = await open(path)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(most), 0, most, 0)
    return buffer.subarray(0, bytesRead - bytesRead % 2)
  } finally { await handle.close() }
}

/** Removes what was arriving when an earlier process was killed. */
export async function clearIncoming(dataDir: string): Promise<void> {
  const folder = incoming(dataDir)
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    // Another server of the same office may be receiving one.
    const changed = await stat(path).then(({ mtimeMs }) => mtimeMs, () => Infinity)
    if (changed < realNow().getTime() - 3_600_000) await rm(path, { force: true })
  }
}
