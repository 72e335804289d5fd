// Looks through an office file (a zip archive) before anything else opens it: damaged, hostile and disguised files stop here.
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { Invalid } from '../errors.ts'

const MiB = 1024 * 1024
const most = { entries: 2_000, one: 128 * MiB, all: 192 * MiB, ratio: 120 }
// Small parts compress as they like: empty sheets and style tables reach 100 times without any harm.
const ratioFrom = 2 * MiB

export type OfficeKind = 'xlsx' | 'docx'

const officeNames: Record<OfficeKind, string> = { xlsx: 'tệp Excel (.xlsx)', docx: 'tệp Word (.docx)' }
const otherNames: Record<string, string> = {
  cfb: 'tệp Excel hoặc Word kiểu cũ (.xls, .doc), hoặc tệp có đặt mật khẩu', pdf: 'tệp PDF', zip: 'tệp nén ZIP', rar: 'tệp nén RAR', '7z': 'tệp nén 7z',
  xlsx: 'tệp Excel (.xlsx)', docx: 'tệp Word (.docx)', pptx: 'tệp trình chiếu PowerPoint', ods: 'tệp OpenDocument (.ods)', odt: 'tệp OpenDocument (.odt)',
  png: 'tệp ảnh', jpg: 'tệp ảnh', gif: 'tệp ảnh', webp: 'tệp ảnh', xlsm: 'tệp Excel có macro (.xlsm)', docm: 'tệp Word có macro (.docm)',
}

export const damaged = 'Tệp bị hỏng hoặc chưa tải về đủ. Hãy mở tệp gốc, lưu lại rồi gửi bản mới.'
export const tooBig = 'Tệp nén chứa quá nhiều dữ liệu so với một bảng tính thường gặp nên không được mở. Hãy chép phần cần dùng sang tệp mới rồi gửi lại.'

/** What a file (its bytes or its path) is by its content: the short name of file-type ('xlsx', 'pdf', 'cfb' …), or null for text and the unknown. */
export async function contentKind(file: Uint8Array | string): Promise<string | null> {
  // file-type takes a damaged archive for whatever its first part says; that is for checkOffice to find out.
  try { return (await (typeof file === 'string' ? fileTypeFromFile(file) : fileTypeFromBuffer(file)))?.ext ?? null } catch { return null }
}

/**
 * Reads through every part of an office file without keeping any.
 * @param warn hears a Vietnamese sentence for each thing that is odd but harmless (links to elsewhere, macros).
 * Throws Invalid({ file }) with a Vietnamese sentence that says what is wrong and what to do.
 */
export async function checkOffice(bytes: Uint8Array, wanted: OfficeKind, warn: (sentence: string) => void = () => {}): Promise<void> {
  if (!bytes.length) throw new Invalid({ file: 'Tệp rỗng (0 byte). Hãy kiểm tra rồi gửi lại tệp có nội dung.' })
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new Invalid({ file: wrongKind(await contentKind(bytes), wanted) })
  const archive = await opened(bytes)
  try {
    const found = await lookThrough(archive, bytes.length)
    const kind = found.names.has('xl/workbook.xml') ? 'xlsx' : found.names.has('word/document.xml') ? 'docx' : null
    if (kind !== wanted) throw new Invalid({ file: wrongKind(kind ?? await contentKind(bytes) ?? 'zip', wanted) })
    if (found.external) warn('Tệp có liên kết ra ngoài; các liên kết ấy bị bỏ qua.')
    if ([...found.names].some(name => /vbaProject/i.test(name))) warn('Tệp có macro; macro bị bỏ qua.')
  } finally { archive.close() }
}

/** The named XML parts of an office file that checkOffice let through, as text; a part that is not there is left out. */
export async function officeParts(bytes: Uint8Array, wanted: string[]): Promise<Map<string, string>> {
  const archive = await opened(bytes)
  const parts = new Map<string, string>()
  try {
    await new Promise<void>((resolve, reject) => {
      archive.on('error', reject)
      archive.on('end', () => { resolve() })
      archive.on('entry', (entry: Entry) => {
        if (!wanted.includes(entry.fileName)) { archive.readEntry(); return }
        inflated(archive, entry).then(part => { parts.set(entry.fileName, decoded(part)); archive.readEntry() }, reject)
      })
      archive.readEntry()
    })
  } finally { archive.close() }
  return parts
}

const inflated = (archive: ZipFile, entry: Entry): Promise<Buffer> => new Promise((resolve, reject) => {
  archive.openReadStream(entry, (error, stream) => {
    if (error) { reject(error); return }
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => { chunks.push(chunk) })
    stream.on('end', () => { resolve(Buffer.concat(chunks)) })
    stream.on('error', reject)
  })
})

const decoded = (part: Buffer): string =>
  new TextDecoder(part[0] === 0xff && part[1] === 0xfe ? 'utf-16le' : part[0] === 0xfe && part[1] === 0xff ? 'utf-16be' : 'utf-8').decode(part)

const wrongKind = (kind: string | null, wanted: OfficeKind): string =>
  `Đây không phải là ${officeNames[wanted]}${kind && otherNames[kind] ? ` mà là ${otherNames[kind]}` : ''}. Hãy lưu lại thành ${officeNames[wanted]} rồi gửi.`

const opened = (bytes: Uint8Array): Promise<ZipFile> => new Promise((resolve, reject) => {
  fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true, validateEntrySizes: true, autoClose: false }, (error, archive) => {
    if (error) reject(new Invalid({ file: damaged })); else resolve(archive)
  })
})

interface Found { names: Set<string>; external: boolean }

function lookThrough(archive: ZipFile, size: number): Promise<Found> {
  const found: Found = { names: new Set(), external: false }
  if (archive.entryCount > most.entries) throw new Invalid({ file: tooBig })
  let total = 0
  return new Promise((resolve, reject) => {
    const refuse = (sentence: string) => { reject(new Invalid({ file: sentence })) }
    archive.on('error', () => { refuse(damaged) })
    archive.on('end', () => { resolve(found) })
    archive.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize
      const { uncompressedSize, compressedSize } = entry
      const swollen = uncompressedSize > ratioFrom && uncompressedSize > compressedSize * most.ratio
      // Two entries over the same bytes make a small file large: no archive holds more compressed bytes than it has.
      if (uncompressedSize > most.one || total > most.all || swollen || compressedSize > size) { refuse(tooBig); return }
      if (entry.isEncrypted()) { refuse('Tệp có đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.'); return }
      found.names.add(entry.fileName)
      if (!/\.(?:xml|rels|vml)$/i.test(entry.fileName)) { archive.readEntry(); return }
      readPart(archive, entry).then(({ doctype, external }) => {
        if (doctype) { refuse('Tệp có khai báo DOCTYPE, không có trong tệp văn phòng thông thường, nên không được mở. Hãy mở tệp bằng Word hoặc Excel, lưu thành tệp mới rồi gửi lại.'); return }
        if (external) found.external = true
        archive.readEntry()
      }, () => { refuse(damaged) })
    })
    archive.readEntry()
  })
}

// XML is case-sensitive, and inside text the sign < is always written &lt;, so these bytes mean what they say.
const doctypes = ['latin1', 'utf16le'].map(encoding => Buffer.from('<!DOCTYPE', encoding as BufferEncoding))
const longestNeedle = 20

/** Inflates one part to its end, so that a part that is not as long as it says is found out here. */
function readPart(archive: ZipFile, entry: Entry): Promise<{ doctype: boolean; external: boolean }> {
  const isRelations = entry.fileName.endsWith('.rels')
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error) { reject(error); return }
      let before: Buffer = Buffer.alloc(0)
      let doctype = false
      const relations: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        const seam = Buffer.concat([before, chunk.subarray(0, longestNeedle)])
        doctype ||= doctypes.some(needle => chunk.includes(needle) || seam.includes(needle))
        before = chunk.subarray(-longestNeedle)
        if (isRelations) relations.push(chunk)
      })
      stream.on('end', () => { resolve({ doctype, external: isRelations && leadsOutside(Buffer.concat(relations).toString('latin1')) }) })
      stream.on('error', reject)
    })
  })
}

/** Whether a part is fetched from elsewhere. Links in cells and text are harmless: nobody follows them here. */
const leadsOutside = (relations: string): boolean =>
  (relations.match(/<Relationship\b[^>]*>/gi) ?? []).some(one => /TargetMode\s*=\s*["']External/i.test(one) && !/relationships\/hyperlink["']/i.test(one))
