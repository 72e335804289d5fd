// What the commands of cli.ts do: open the store, call the subject, say in Vietnamese what happened.
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { createAdmin } from '../accounts/first-admin.ts'
import type { Config } from '../config.ts'
import { loadDemo } from '../demo/loading.ts'
import { demoCounts, removeDemoFrom, stillHere } from '../demo/removing.ts'
import { Invalid } from '../errors.ts'
import { portal, record } from '../events/events.ts'
import { applyPack, type Applied } from '../lexicon/applying.ts'
import { followDemoDate } from '../office/demo.ts'
import type { ImportOutcome } from '../procedures/tables.ts'
import { openStore, type Store } from '../store/store.ts'
import { megabytes } from '../text.ts'
import { backupRecorded, readManifest } from './backup.ts'
import { retell } from '../notifications/following.ts'
import { reindexColumns } from './reindex.ts'
import { problemsOf, restore } from './restore.ts'

async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config.database)
  try {
    await followDemoDate(store.read)
    return await work(store)
  } finally { await store.close() }
}

export async function createAdminCommand(config: Config, args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { name: { type: 'string', default: '' }, email: { type: 'string' }, 'user-name': { type: 'string' } } })
  const password = await askPassword('Mật khẩu (ít nhất 10 ký tự; để trống để nhận đường dẫn tự đặt mật khẩu): ')
  return withStore(config, async store => {
    const { person, token } = await store.write(db => createAdmin(db, { name: values.name, email: values.email, userName: values['user-name'], password: password || undefined }, config.invitationHours))
    if (token === null) return `${person.name} nay là quản trị. Đăng nhập bằng ${person.email ?? person.userName}.`
    const origin = config.publicOrigin || `http://localhost:${config.port}`
    return `${person.name} nay là quản trị. Đường dẫn đặt mật khẩu, dùng một lần, trong ${config.invitationHours} giờ:\n${origin}/links/${token}`
  })
}

export const seedCommand = (config: Config): Promise<string> => withStore(config, async store => {
  if (!await loadDemo(store, config)) throw new Invalid({ '': 'Chưa nạp gì: cơ sở dữ liệu không trống, hoặc đơn vị mẫu đã từng có ở đây.' })
  return 'Đã nạp đơn vị mẫu. Chừng nào còn đơn vị mẫu, cổng chỉ mở trên máy này.'
})

export const removeDemoCommand = (config: Config, sure: boolean): Promise<string> => withStore(config, async store => {
  const counts = await demoCounts(store.read)
  if (!counts) throw new Invalid({ '': 'Không có đơn vị mẫu nào để gỡ.' })
  const what = [
    `${counts.people} người`, `${counts.units} đơn vị`, `${counts.plans} kế hoạch`, `${counts.tasks} nhiệm vụ`, `${counts.meetings} cuộc họp`,
    `${counts.documents} văn bản minh chứng`, `${counts.enquiries} câu hỏi của công dân`, `${counts.pieces} bài tuyên truyền`,
    `${counts.procedures} thủ tục và ${counts.conversations} cuộc hỏi đáp của đơn vị mẫu`,
  ].join(', ')
  if (!sure && await ask(`Sẽ gỡ ${what}; không lấy lại được. Gõ GỠ để tiếp tục: `) !== 'GỠ') throw new Invalid({ '': 'Chưa gỡ gì.' })
  await removeDemoFrom(store, config.dataDir, portal)
  return `Đã gỡ ${what}. Nhật ký vẫn giữ. ${stillHere(config)}`
})

export const importCommand = (config: Config, path: string): Promise<string> => withStore(config, async store => {
  const { importFile } = await import('../procedures/import-file.ts')
  // Written over itself on a terminal; in a file each would stay.
  const say = (text: string) => { if (process.stderr.isTTY) process.stderr.write(text) }
  const { totals, problems } = await importFile(store, resolve(path), { onProgress: done => { say(`\r${number(done)} bản ghi`) } })
  say('\n')
  for (const { number: line, name, reason } of problems) console.error(`Dòng ${number(line)}${name ? ` (${name})` : ''}: ${reason}`)
  return `Đã nhập xong: ${Object.entries(totals).filter(([, count]) => count).map(([outcome, count]) => `${number(count)} ${outcomeWords[outcome as ImportOutcome]}`).join(', ')}.`
})

export const applyPackCommand = (config: Config): Promise<string> => withStore(config, async store => {
  const done = await applyPack(store)
  if (!done) return 'Bộ từ ngữ có sẵn đã được nạp từ trước, không có gì đổi.'
  const words = ({ added, changed, aside, kept }: Applied) => `thêm ${number(added)}, sửa ${number(changed)}, bỏ ${number(aside)}, giữ ${number(kept)} của cơ quan`
  return `Đã nạp bộ có sẵn. Từ ngữ: ${words(done.entries)}. Tên thường gọi: ${words(done.names)}. Cổng đang chạy dùng ngay.`
})

export const backupCommand = (config: Config): Promise<string> => withStore(config, async store => {
  const backup = await backupRecorded(config, store, portal)
  return `Đã sao lưu vào ${backup.folder}: ${backup.manifest.files.length} tệp, ${megabytes(backup.bytes)}.`
})

export async function restoreCommand(config: Config, path: string, { replace, rehearse }: { replace: boolean; rehearse: boolean }): Promise<string> {
  const folder = resolve(path)
  if (rehearse) {
    const problems = await problemsOf(folder)
    if (problems.length) throw new Invalid({ '': problems.join('\n') })
    const rows = Object.values(readManifest(folder).rows).reduce((sum, count) => sum + count, 0)
    return `Bản sao lưu nguyên vẹn: ${number(rows)} dòng, mọi tệp khớp danh mục.`
  }
  const aside = await restore(config, folder, replace)
  return `Đã khôi phục từ ${folder}.${aside ? ` Dữ liệu cũ được giữ ở ${aside}.` : ''}`
}

export const takeAwayCommand = (config: Config, secrets: boolean): Promise<string> => withStore(config, async store => {
  const { makeTakeAway } = await import('./take-away.ts')
  const { file, bytes } = await makeTakeAway(config, store, portal, secrets)
  return `Đã gói vào ${file}: ${megabytes(bytes)}, ${secrets ? 'có mật khẩu và mã xác thực của mọi người' : 'không có mật khẩu của ai'}. Gói có dữ liệu của công dân: giữ như hồ sơ gốc.`
})

export async function bringBackCommand(config: Config, path: string, replace: boolean): Promise<string> {
  const { bringBack } = await import('./bringing-back.ts')
  const { manifest, rows, aside } = await bringBack(config, resolve(path), replace)
  const after = manifest.secrets
    ? 'Mã xác thực của mọi người chỉ dùng được với SECRET_KEY (hoặc tệp secret.key) của máy cũ.'
    : 'Gói không có mật khẩu: dùng npm run create-admin để đặt mật khẩu quản trị, rồi cấp đường dẫn cho mọi người.'
  return `Đã nạp ${number(rows)} dòng, ${number(manifest.files.length)} tệp; mọi số đếm và mã kiểm tra đều khớp.${aside ? ` Dữ liệu cũ được giữ ở ${aside}.` : ''} ${after}`
}

export const reindexCommand = (config: Config): Promise<string> => withStore(config, async store => {
  const columns = await reindexColumns(store)
  const notices = await retell(store)
  // Without a saved copy the index is built from the tables.
  await rm(join(config.dataDir, 'index'), { recursive: true, force: true })
  const { derivedAnew, openIndexing } = await import('../assistant/indexing.ts')
  const indexing = await openIndexing(store, config.dataDir, (_, error) => { throw error })
  try {
    await indexing.ready
    const things = await (await import('../search/keeping.ts')).buildSearch(store, { anew: true })
    await store.write(db => record(db, portal, derivedAnew, 'office', 'reindex', { ...columns, notices }))
    const { people, units, versions } = columns
    return `Đã làm lại cột tìm kiếm và sắp xếp (sửa ${people} người, ${units} đơn vị, ${versions} bản thủ tục), ${number(notices)} thông báo còn thiếu, chỉ mục tìm kiếm của ${number(things)} mục và chỉ mục hỏi đáp của ${number(indexing.searcher.size)} thủ tục. Cổng đang chạy dùng ngay, không cần khởi động lại.`
  } finally { await indexing.close() }
})

export const proveCommand = (config: Config): Promise<string> => withStore(config, async store => (await import('../proving/command.ts')).prove(store, config))

const outcomeWords: Record<ImportOutcome, string> = {
  created: 'lập mới', amended: 'thêm bản sửa đổi', unchanged: 'không đổi', skipped: 'bỏ qua', refused: 'không nhập được',
}

const number = (value: number) => value.toLocaleString('vi-VN')


/** One line from the terminal, or from what is piped in. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try { return await new Promise<string>(answer => { lines.question(question, answer); lines.once('close', () => { answer('') }) }) }
  finally { lines.close() }
}

/** A password: what is typed on a terminal is not shown. */
async function askPassword(question: string): Promise<string> {
  if (!process.stdin.isTTY) return ask(question)
  process.stderr.write(question)
  const lines = createInterface({ input: process.stdin, terminal: true })
  try { return await new Promise<string>(answer => { lines.question('', answer) }) } finally { lines.close(); process.stderr.write('\n') }
}
