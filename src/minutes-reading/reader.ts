// The thread in which minutes are read: a file that somebody sends is judged and opened here.
import { parentPort, workerData } from 'node:worker_threads'
import { checkOffice, contentKind } from '../admin/archive.ts'
import { decoded } from '../admin/csv.ts'
import { answering } from '../admin/in-thread.ts'
import { Invalid } from '../errors.ts'
import type { Work } from './reading.ts'
import type { MinutesRead } from './understanding.ts'

const mostBytes = 2_000_000

async function read({ name, bytes, units, options }: Work): Promise<MinutesRead> {
  // By content, not by name. What is no text and no archive is refused with what it is.
  const kind = await contentKind(bytes)
  const warnings: string[] = []
  const isText = kind === null && bytes.length > 0 && !/\.docx$/i.test(name) && !(bytes[0] === 0x50 && bytes[1] === 0x4b)
  if (!isText) await checkOffice(bytes, 'docx', sentence => { warnings.push(sentence) })
  else if (bytes.length > mostBytes) throw new Invalid({ file: 'Tệp văn bản quá lớn so với một biên bản. Hãy chép phần cần dùng sang tệp mới rồi gửi lại.' })
  if (!isText && !/\.docx$/i.test(name)) warnings.push('Nội dung là tệp Word; cổng đọc theo nội dung.')
  const { linesOfBlocks, linesOfText } = await import('./lines.ts')
  const { understandMinutes } = await import('./understanding.ts')
  if (!isText) {
    const { blocks, warnings: more } = await (await import('../annex/sheet-docx.ts')).readBlocks(bytes)
    return understandMinutes(linesOfBlocks(blocks), units, options, [...warnings, ...more])
  }
  const text = decoded(bytes)
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000E-\u001A]/.test(text)) throw new Invalid({ file: 'Tệp không phải là văn bản. Hãy lưu lại thành tệp Word (.docx) hoặc văn bản (.txt) rồi gửi.' })
  return understandMinutes(linesOfText(text), units, options, warnings)
}

parentPort!.postMessage(await answering(read(workerData as Work)))
