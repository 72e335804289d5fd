// Which files may be evidence: PDF, pictures, Word and Excel, told by what they hold and never by their name.
import { readFile } from 'node:fs/promises'
import { checkOffice, contentKind, type OfficeKind } from '../admin/archive.ts'
import { Invalid } from '../errors.ts'
import type { Document, StoredFile } from './tables.ts'

interface FileKind { name: string; mime: string; /** The first one is given to a file whose name has none of them. */ extensions: string[] }

export const fileKinds = {
  pdf: { name: 'PDF', mime: 'application/pdf', extensions: ['pdf'] },
  docx: { name: 'Word', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  xlsx: { name: 'Excel', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  doc: { name: 'Word kiểu cũ', mime: 'application/msword', extensions: ['doc'] },
  xls: { name: 'Excel kiểu cũ', mime: 'application/vnd.ms-excel', extensions: ['xls'] },
  png: { name: 'ảnh PNG', mime: 'image/png', extensions: ['png'] },
  jpg: { name: 'ảnh JPEG', mime: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  gif: { name: 'ảnh GIF', mime: 'image/gif', extensions: ['gif'] },
  webp: { name: 'ảnh WebP', mime: 'image/webp', extensions: ['webp'] },
  tif: { name: 'ảnh TIFF', mime: 'image/tiff', extensions: ['tif', 'tiff'] },
  bmp: { name: 'ảnh BMP', mime: 'image/bmp', extensions: ['bmp'] },
  heic: { name: 'ảnh HEIC', mime: 'image/heic', extensions: ['heic', 'heif'] },
} satisfies Record<string, FileKind>
export type FileKindName = keyof typeof fileKinds

export const accepted = Object.values(fileKinds).flatMap(({ extensions }) => extensions).map(extension => `.${extension}`).join(',')

const macros = 'Tệp có macro nên không nhận làm minh chứng. Hãy lưu lại thành .docx, .xlsx hoặc PDF rồi gửi.'
const locked = 'Tệp có đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.'

/** What the file is. Throws Invalid({ file }) with a sentence for everything that is no evidence, and for a damaged or hostile office file. */
export async function kindOfEvidence(path: string, name: string): Promise<FileKindName> {
  const kind = await contentKind(path)
  if (kind === 'docm' || kind === 'xlsm' || kind === 'dotm' || kind === 'xltm') throw new Invalid({ file: macros })
  const office = kind === 'docx' || kind === 'xlsx' ? kind : kind === 'zip' ? officeByName(name) : null
  if (office) {
    await checkOffice(await readFile(path), office, sentence => { if (sentence.includes('macro')) throw new Invalid({ file: macros }) })
    return office
  }
  const found = kind === 'cfb' ? oldOfficeKind(await readFile(path)) : kind === 'heif' ? 'heic' : kind
  if (found && Object.hasOwn(fileKinds, found)) return found as FileKindName
  throw new Invalid({ file: `Tệp “${name}” không thuộc các loại nhận làm minh chứng. Hãy gửi PDF, ảnh, Word hoặc Excel; tệp nén thì giải nén rồi gửi từng tệp.` })
}

/** An archive that does not say at its beginning what it is: its name leads, and its parts decide. */
const officeByName = (name: string): OfficeKind | null => (/\.docx$/i.test(name) ? 'docx' : /\.xlsx$/i.test(name) ? 'xlsx' : null)

/** Old office files, installers and messages share one container: the names of its streams tell them apart. */
function oldOfficeKind(bytes: Buffer): FileKindName | null {
  const has = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'))
  if (has('EncryptedPackage')) throw new Invalid({ file: locked })
  if (has('_VBA_PROJECT')) throw new Invalid({ file: macros })
  return has('WordDocument') ? 'doc' : has('Workbook') ? 'xls' : null
}

/** The name under which the file is handed out: what ends it says what the file is, whatever it was called. */
export function nameToHandOut(name: string, type: string): string {
  const { extensions } = fileKinds[type as FileKindName] ?? { extensions: ['bin'] }
  const [, base, extension = ''] = /^(.*?)(?:\.([^.]*))?$/s.exec(name) as unknown as [string, string, string?]
  if (extensions.includes(extension.toLowerCase())) return name
  return `${(base || 'tep').replace(/[. ]+$/, '')}.${extensions[0]}`
}

/** A file as pages show it: where it is handed out, under which name. */
export interface FileLine { href: string; name: string; type: string; bytes: number; unchecked: boolean }

export const fileLine = ({ id, fileName }: Document, file: StoredFile | null): FileLine | null => file && {
  href: `/documents/${id}/file`, name: nameToHandOut(fileName ?? 'tep', file.type), type: fileKinds[file.type as FileKindName]?.name ?? file.type,
  bytes: file.bytes, unchecked: file.scan === 'unchecked',
}
