// The administrator's pages: how the portal is doing, its backups, and taking the demo department away.
import { desc } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { demoCounts, hasRealAdministrator, removeDemoFrom, stillHere } from '../demo/removing.ts'
import { Invalid } from '../errors.ts'
import { jobs, type Job } from '../jobs/tables.ts'
import { actor } from '../policy.ts'
import { importingKind, readingKind } from '../procedures/imports.ts'
import { databaseKind, migrationSteps } from '../store/copies.ts'
import { megabytes } from '../text.ts'
import { routes, type Ask } from '../web/context.ts'
import { blank, formOf, submit, type Form } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { backupRecorded, backupsFolder, backupsOf, type Backup } from './backup.ts'
import { lastRehearsal, rehearse } from './rehearsal.ts'
import { databaseNames } from './restore.ts'
import type { AdminViews, BackupRow, JobRow } from './views.ts'

export const adminRoutes = routes()

/** What is typed before the demo goes. */
const removalWord = 'GỠ ĐƠN VỊ MẪU'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }

const places = [
  { href: '/admin/staff-imports', icon: 'file-import', title: 'Nhập danh sách cán bộ', sentence: 'Từ bảng Excel, CSV của cơ quan: xem trước từng dòng rồi mới nhập.' },
  { href: '/admin/invitations', icon: 'user-plus', title: 'Mời người vào cổng', sentence: 'Thêm một người, trao vai trò, cấp đường dẫn đặt mật khẩu.' },
  { href: '/people', icon: 'users', title: 'Người và tài khoản', sentence: 'Đổi vai trò, chuyển đơn vị, mở khóa, cấp lại đường dẫn, cho thôi công tác.' },
  { href: '/admin/units', icon: 'sitemap', title: 'Lập đơn vị', sentence: 'Đơn vị mới. Đổi tên, sáp nhập, chia tách: mở trang của đơn vị.' },
  { href: '/calendar', icon: 'calendar', title: 'Lịch làm việc', sentence: 'Ngày nghỉ, ngày làm bù, giờ làm việc mà mọi thời hạn tính theo.' },
  { href: '/admin/mail', icon: 'mail', title: 'Thư của cổng', sentence: 'Thư đang chờ, thư không gửi được và vì sao; cho gửi lại.' },
  { href: '/escalation', icon: 'stairs-up', title: 'Bậc báo lên cấp trên', sentence: 'Ai được báo khi nhiệm vụ, báo cáo, tiếp nhận quá hạn; xem trước hôm nay.' },
  { href: '/admin/backups', icon: 'database-export', title: 'Bản sao lưu', sentence: 'Các bản đang giữ, sao lưu ngay, kết quả thử khôi phục.' },
  { href: '/admin/take-away', icon: 'package-export', title: 'Gói mang đi', sentence: 'Mọi dữ liệu và tệp trong một tệp không phụ thuộc cơ sở dữ liệu.' },
  { href: '/events', icon: 'history', title: 'Nhật ký', sentence: 'Ai đã làm gì, lúc nào; lọc theo người, loại việc, ngày.' },
]

adminRoutes.get('/admin', c => showAdmin(c))

async function showAdmin(c: Ask, form: Form = blank) {
  const { config, store } = c.var
  const [latest] = backupsOf(config)
  const rehearsal = await lastRehearsal(store.read)
  const counts = await demoCounts(store.read)
  const data: AdminViews['admin/show'] = {
    form, places, backupTime: config.backupTime,
    state: [
      { label: 'Phiên bản', value: version },
      { label: 'Cơ sở dữ liệu', value: `${databaseNames[databaseKind]}, ${megabytes(await store.size())}` },
      { label: 'Cấu trúc', value: migrationSteps().at(-1)! },
      { label: 'Thư mục dữ liệu', value: resolve(config.dataDir) },
      { label: 'Địa chỉ lắng nghe', value: listening(c) },
    ],
    lastBackup: latest ? rowOf(latest) : null,
    rehearsal, rehearsedAt: rehearsal && new Date(rehearsal.at),
    jobs: (await store.read.select().from(jobs).orderBy(desc(jobs.madeAt)).limit(10)).map(jobRow),
    demo: counts && { counts, word: removalWord, ready: await hasRealAdministrator(store.read) },
  }
  return page(c, 'Quản trị', 'admin/show', data)
}

adminRoutes.get('/admin/backups', async c => {
  const { config, store } = c.var
  return page(c, 'Bản sao lưu', 'admin/backups', {
    folder: resolve(backupsFolder(config)), keep: config.backupKeep, backupTime: config.backupTime,
    backups: backupsOf(config).map(rowOf), rehearsed: (await lastRehearsal(store.read))?.backup ?? null,
  })
})

adminRoutes.post('/admin/backups', async c => {
  const { config, store, user } = c.var
  const backup = await backupRecorded(config, store, actor(user, 'run the portal'))
  const { problems } = await rehearse(store, backup)
  return done(c, '/admin/backups', problems.length
    ? `Đã sao lưu nhưng thử khôi phục không được: ${problems.join(' ')}`
    : `Đã sao lưu ${megabytes(backup.bytes)} và thử khôi phục: nguyên vẹn.`)
})

function listening(c: Ask): string {
  const { config, demo, host } = c.var
  if (demo?.state === 'in') return `${host} (vì còn đơn vị mẫu)`
  return host === config.host ? host : `${host} cho đến khi khởi động lại cổng; khi ấy ${config.host}`
}

const removalForm = z.object({ word: z.string().trim() })

adminRoutes.post('/admin/demo/removal', formOf(removalForm), async c => {
  const { config, store, user } = c.var
  const again = await submit(c.req.valid('form'), async ({ word }) => {
    if (word.toLocaleUpperCase('vi') !== removalWord) throw new Invalid({ word: `Hãy gõ đúng “${removalWord}” để xác nhận.` })
    await removeDemoFrom(store, config.dataDir, actor(user, 'run the portal'))
  })
  if (again) return showAdmin(c, again)
  return done(c, user.demo ? '/sign-in' : '/admin', `Đã gỡ đơn vị mẫu. ${stillHere(config)}`)
})


const rowOf = ({ name, manifest, bytes }: Backup): BackupRow => ({
  name, madeAt: new Date(manifest.madeAt), size: megabytes(bytes), files: manifest.files.length,
  rows: Object.values(manifest.rows).reduce((sum, count) => sum + count, 0),
})

const jobKinds: Record<string, string> = {
  backup: 'Sao lưu hằng đêm', 'stale sessions': 'Dọn phiên đăng nhập cũ', 'old questions': 'Xóa câu hỏi quá hạn lưu',
  'tasks of new periods': 'Lập nhiệm vụ của kỳ mới', 'drafts of meetings': 'Lập bản nháp cuộc họp kỳ tới',
  [readingKind]: 'Đọc tệp thủ tục', [importingKind]: 'Nhập thủ tục',
}
const jobStates: Record<Job['state'], JobRow['status']> = {
  waiting: { kind: 'wait', label: 'Đang chờ' }, running: { kind: 'near', label: 'Đang làm' }, done: { kind: 'done', label: 'Xong' },
  failed: { kind: 'late', label: 'Không xong' }, stopped: { kind: 'past', label: 'Đã dừng' },
}

const jobRow = ({ kind, state, madeAt, problem }: Job): JobRow => ({ kind: jobKinds[kind] ?? `Công việc nền: ${kind}`, madeAt, status: jobStates[state], problem })
