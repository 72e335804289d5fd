// Comma-separated files in the encodings and with the separators that offices really use.
import { Invalid } from '../errors.ts'
import { clean } from '../text.ts'

const separators = [',', ';', '\t'] as const

/**
 * The rows of a CSV file, text in NFC. Encodings: UTF-8 with or without mark, UTF-16 of either order, Windows-1258 (what
 * no other reading fits). Separators: comma, semicolon or tab. Rows may differ in length; empty lines are left out.
 * A cell that `writeCsv` defused comes back as it was.
 * Throws Invalid({ file }) for an empty file, one that is not text, and a quotation that is never closed.
 */
export function readCsv(bytes: Uint8Array): string[][] {
  if (!bytes.length) throw new Invalid({ file: 'Tệp rỗng (0 byte). Hãy kiểm tra rồi gửi lại tệp có nội dung.' })
  const text = decoded(bytes)
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000E-\u001A]/.test(text)) throw new Invalid({ file: 'Tệp không phải là văn bản CSV. Hãy lưu lại bằng Excel với kiểu “CSV UTF-8” rồi gửi.' })
  const stated = /^sep=([,;\t])\r?\n/.exec(text)
  const body = stated ? text.slice(stated[0].length) : text
  const rows = parsed(body, stated?.[1] ?? separatorOf(body), stated ? 2 : 1)
  if (!rows.length) throw new Invalid({ file: 'Tệp không có dòng nào. Hãy kiểm tra rồi gửi lại tệp có nội dung.' })
  return rows
}

/** The text of a file in whichever of the encodings of `readCsv` it stands, without a byte-order mark. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const head = bytes.subarray(0, 4_000)
  const zeros = [0, 0]
  head.forEach((byte, at) => { if (byte === 0) zeros[at % 2]!++ })
  // Commas, digits and line ends leave every other byte empty in UTF-16.
  if (zeros[0]! + zeros[1]! > head.length / 10) return new TextDecoder(zeros[1]! >= zeros[0]! ? 'utf-16le' : 'utf-16be').decode(bytes)
  try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes) } catch { return new TextDecoder('windows-1258').decode(bytes) }
}

/** The separator that most of the first lines hold, outside quotations. */
function separatorOf(text: string): string {
  const lines = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n|\r/).filter(line => line.trim()).slice(0, 20)
  const points = separators.map(separator => {
    const counts = lines.map(line => line.split(separator).length - 1)
    return counts.filter(count => count > 0 && count === counts[0]).length * 1_000 + counts.reduce((sum, count) => sum + count, 0)
  })
  return separators[points.indexOf(Math.max(...points))]!
}

function parsed(text: string, separator: string, firstLine: number): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  let line = firstLine
  const put = (cell: string) => { row.push(restored(clean(cell))) }
  const end = () => { if (row.some(cell => cell !== '')) rows.push(row); row = [] }
  while (at < text.length) {
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1)
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
      if (close < 0) throw new Invalid({ file: `Dấu ngoặc kép mở ở dòng ${line.toLocaleString('vi-VN')} không có dấu đóng. Hãy sửa dòng ấy rồi gửi lại.` })
      const inside = text.slice(at + 1, close)
      line += inside.split('\n').length - 1
      const next = nextOf(text, close + 1, separator)
      put(inside.replaceAll('""', '"') + text.slice(close + 1, next))
      at = next
    } else {
      const next = nextOf(text, at, separator)
      put(text.slice(at, next))
      at = next
    }
    if (at >= text.length) break
    if (text[at] === separator) { at++; if (at >= text.length) put('') }
    else { at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1; line++; end() }
  }
  end()
  return rows
}

function nextOf(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

/** A CSV file for Excel: UTF-8 with mark, comma, CRLF. Text that a spreadsheet would run as a formula gets an apostrophe. */
export const writeCsv = (rows: (string | number | null)[][]): string =>
  `\uFEFF${rows.map(row => row.map(cellOf).join(',')).join('\r\n')}\r\n`

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const restored = (cell: string): string => (/^'+[=+\-@\t\n]/.test(cell) ? cell.slice(1) : cell)
