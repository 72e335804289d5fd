// The thread in which an annex is read: opening and understanding 20,000 rows must not keep other requests waiting.
import { parentPort, workerData } from 'node:worker_threads'
import { checkOffice, contentKind } from '../admin/archive.ts'
import { answering } from '../admin/in-thread.ts'
import type { AnnexRead, Work } from './reading.ts'

async function read({ name, bytes, units, options }: Work): Promise<AnnexRead> {
  // By content, not by name: a Word file called .xlsx is read as what it is.
  const kind = await contentKind(bytes)
  const asWord = kind === 'docx' || (kind !== 'xlsx' && /\.docx$/i.test(name))
  // What is refused is refused before the readers are loaded.
  const warnings: string[] = []
  await checkOffice(bytes, asWord ? 'docx' : 'xlsx', sentence => { warnings.push(sentence) })
  const source = asWord ? await (await import('./sheet-docx.ts')).readTables(bytes) : await (await import('./sheet-xlsx.ts')).readSheets(bytes)
  source.warnings.unshift(...warnings)
  const { understand } = await import('./understanding.ts')
  const named = /\.(xlsx|docx)$/i.exec(name)?.[1]!.toLowerCase()
  if (named && named !== (asWord ? 'docx' : 'xlsx')) source.warnings.push(`Tên tệp ghi .${named} nhưng nội dung là tệp ${asWord ? 'Word' : 'Excel'}; cổng đọc theo nội dung.`)
  const year = /(?<!\d)20\d\d(?!\d)/.exec(name)?.[0]
  return understand(source, units, year ? { ...options, year: Number(year) } : options)
}

parentPort!.postMessage(await answering(read(workerData as Work)))
