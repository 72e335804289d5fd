// A file that a person sends: its size and what it really is, whatever its name says.
import { Invalid } from '../errors.ts'
import { clean } from '../text.ts'
import { contentKind } from './archive.ts'
import { decoded } from './csv.ts'

export type UploadKind = 'xlsx' | 'csv' | 'jsonl' | 'docx' | 'txt'

export interface Upload {
  /** As the person's machine calls it, for showing only; at most 200 characters. */
  name: string
  kind: UploadKind
  bytes: Uint8Array<ArrayBuffer>
}

const kindNames: Record<UploadKind, string> = { xlsx: 'Excel (.xlsx)', csv: 'CSV', jsonl: 'JSON Lines (.jsonl)', docx: 'Word (.docx)', txt: 'văn bản (.txt)' }

/**
 * The file in one field of a posted multipart form. `c` is the request's context.
 * Throws Invalid with a sentence for `field` when there is none, when it is empty, too large (`mostBytes`) or none of `kinds`.
 */
export async function uploadedFile(c: { req: { parseBody(): Promise<Record<string, unknown>> } }, field: string, kinds: UploadKind[], mostBytes: number): Promise<Upload> {
  let form: Record<string, unknown>
  try { form = await c.req.parseBody() } catch { throw new Invalid({ [field]: 'Tệp gửi lên không đến đủ. Hãy gửi lại.' }) }
  return checkedFile(form[field], field, kinds, mostBytes)
}

/** The same for a value that is already taken out of the form. */
export async function checkedFile(file: unknown, field: string, kinds: UploadKind[], mostBytes: number): Promise<Upload> {
  if (!(file instanceof File) || (!file.size && !file.name)) throw new Invalid({ [field]: 'Chọn một tệp trên máy rồi gửi.' })
  if (!file.size) throw new Invalid({ [field]: 'Tệp rỗng (0 byte). Hãy kiểm tra rồi gửi lại tệp có nội dung.' })
  if (file.size > mostBytes) {
    const megabytes = (size: number) => (size / 1024 / 1024).toLocaleString('vi-VN', { maximumFractionDigits: 1 })
    throw new Invalid({ [field]: `Tệp nặng ${megabytes(file.size)} MB, quá mức ${megabytes(mostBytes)} MB. Hãy chia tệp thành nhiều phần rồi gửi từng phần.` })
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const name = clean(file.name).replace(/^.*[\\/]/s, '').replace(/\s+/g, ' ').slice(-200) || 'tệp không tên'
  const kind = await kindOf(bytes)
  const wanted = kind === 'csv' && !kinds.includes('csv') && kinds.includes('txt') ? 'txt' : kind
  if (wanted && kinds.includes(wanted)) return { name, kind: wanted, bytes }
  const called = wanted ? `là tệp ${kindNames[wanted]}` : 'không thuộc các loại tệp cổng nhận'
  throw new Invalid({ [field]: `Tệp “${name}” ${called}. Ở đây chỉ nhận ${kinds.map(one => kindNames[one]).join(', ')}.` })
}

/** Text is JSON Lines when it begins with a brace and CSV otherwise; null for pictures, PDF, old office files and the like. */
export async function kindOf(bytes: Uint8Array): Promise<UploadKind | null> {
  const kind = await contentKind(bytes)
  // Whoever opens the archive says what is wrong with it, in more words than this place could.
  if (kind === 'xlsx' || kind === 'docx') return kind
  if (kind === 'zip') return 'xlsx'
  if (kind !== null) return null
  const head = decoded(bytes.subarray(0, 4_000 - 4_000 % 2))
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000E-\u001A]/.test(head)) return null
  return head.trimStart().startsWith('{') ? 'jsonl' : 'csv'
}
