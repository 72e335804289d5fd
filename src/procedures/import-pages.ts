// What the pages of an import show: its list, its preview, its progress and its result.
import { inArray } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import type { Job } from '../jobs/tables.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import type { ImportProgress } from './import-jobs.ts'
import type { ImportLine, ImportProgressData, ImportRowLine, ImportViews } from './import-views.ts'
import { choicesFor, countRows, countsOf, findImport, jobOf, recentImports, rowsOf, type Counts, type RowFilter } from './imports.ts'
import { importKinds, importOutcomes, type ImportChoice, type ImportKind, type ImportOutcome, type ProcedureImport, type ProcedureImportRow } from './tables.ts'
import type { Status } from './views.ts'
import { componentWords } from './words.ts'

const kindWords: Record<ImportKind, string> = { new: 'Mới', changed: 'Thay đổi', same: 'Không đổi', doubtful: 'Cần xem', refused: 'Không nhập được' }
const outcomeWords: Record<ImportOutcome, string> = {
  created: 'Lập mới', amended: 'Thêm bản sửa đổi', unchanged: 'Không đổi', skipped: 'Bỏ qua', refused: 'Không nhập được',
}
const choiceWords: Record<ImportChoice, string> = { separate: 'Lập thủ tục riêng', update: 'Sửa thủ tục giống nó', skip: 'Bỏ qua dòng này' }
const statusOf: Record<ImportKind | ImportOutcome, Status['kind']> = {
  new: 'new', changed: 'wait', same: 'done', doubtful: 'ask', refused: 'late', created: 'done', amended: 'done', unchanged: 'past', skipped: 'ask',
}
const rowsAtOnce = 50

export async function importsPage(c: Ask, form: Form = blank): Promise<ImportViews['procedures/imports']> {
  const { store, config } = c.var
  const imports = await recentImports(store.read, 30)
  const names = await namesOf(store.read, imports.map(({ madeById }) => madeById))
  const lines = await Promise.all(imports.map(async (one): Promise<ImportLine> => {
    const job = await jobOf(store.read, one)
    return {
      href: `/procedures/imports/${one.id}`, fileName: one.fileName, madeAt: one.madeAt, madeBy: names.get(one.madeById) ?? 'máy chủ',
      status: stageStatus(one, job), summary: summaryOf(one, await countsOf(store.read, one.id)),
    }
  }))
  return { form, imports: lines, mostMegabytes: Math.floor(config.uploadBytes / 1024 / 1024), template: '/procedures/export/xlsx' }
}

async function namesOf(db: Read, ids: string[]): Promise<Map<string, string>> {
  const rows = ids.length ? await db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, [...new Set(ids)])) : []
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function stageStatus({ stage }: ProcedureImport, job: Job | null): Status {
  if (stage === 'done') return { kind: 'done', label: 'Đã nhập' }
  if (stage === 'preview') return { kind: 'ask', label: 'Chờ xem lại' }
  if (job?.state === 'failed') return { kind: 'late', label: 'Bị dừng' }
  if (job?.state === 'stopped') return { kind: 'wait', label: 'Đã dừng' }
  return { kind: 'wait', label: stage === 'reading' ? 'Đang đọc' : 'Đang nhập' }
}

function summaryOf({ stage }: ProcedureImport, { kinds, outcomes, all }: Counts): string {
  const words = stage === 'done' || stage === 'importing'
    ? importOutcomes.filter(outcome => outcomes[outcome]).map(outcome => `${number(outcomes[outcome])} ${lower(outcomeWords[outcome])}`)
    : importKinds.filter(kind => kinds[kind]).map(kind => `${number(kinds[kind])} ${lower(kindWords[kind])}`)
  return words.join(', ') || (all ? '' : 'chưa đọc được bản ghi nào')
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** The page of one import, whatever stage it is in. */
export async function importPage(c: Ask, id: string, form: Form = blank): Promise<{ title: string; data: ImportViews['procedures/import'] }> {
  const { store } = c.var
  const one = await findImport(store.read, id)
  const [job, counts] = await Promise.all([jobOf(store.read, one), countsOf(store.read, id)])
  const path = `/procedures/imports/${id}`
  const running = job?.state === 'waiting' || job?.state === 'running'
  const still = isStill(job)
  const ended = one.stage === 'done'
  const nothing = one.stage === 'preview' && !counts.kinds.new && !counts.kinds.changed && !(counts.kinds.doubtful - counts.choices.skip)
  const taken = counts.kinds.new + counts.kinds.changed + counts.kinds.doubtful - counts.choices.skip
  const heading = headingOf(one, job, counts, nothing)
  const list = one.stage === 'reading' || (running && one.stage === 'importing') ? null : await listOf(c, one, counts, path)
  const figures = list ? figuresOf(c, counts, path, ended || one.stage === 'importing') : []
  return {
    title: heading,
    data: {
      path, fileName: one.fileName, heading, form, figures, list,
      lede: ledeOf(one, counts, nothing, job),
      progress: running || still ? progressOf(one, job) : null,
      problem: job?.state === 'failed' ? job.problem : null,
      mayResume: still, mayStop: running, mayDiscard: one.stage === 'reading' || one.stage === 'preview',
      start: one.stage === 'preview' && !nothing ? `Nhập ${number(taken)} thủ tục` : null,
    },
  }
}

const isStill = (job: Job | null): boolean => job?.state === 'stopped' || job?.state === 'failed'

function headingOf({ stage }: ProcedureImport, job: Job | null, { kinds, outcomes, all }: Counts, nothing: boolean): string {
  if (stage === 'done') return `Đã nhập ${number(outcomes.created + outcomes.amended)} thủ tục`
  if (stage === 'preview' && nothing) return kinds.same === all ? 'Tệp giống hệt danh mục trên cổng' : 'Không có gì để nhập'
  if (stage === 'preview') return kinds.doubtful ? `Xem lại ${number(kinds.doubtful)} dòng trước khi nhập` : 'Xem trước khi nhập'
  if (job?.state === 'failed') return stage === 'reading' ? 'Không đọc được tệp' : 'Việc nhập bị dừng giữa chừng'
  if (job?.state === 'stopped') return 'Đã dừng nhập'
  return stage === 'reading' ? 'Đang đọc tệp' : 'Đang nhập thủ tục'
}

function ledeOf(one: ProcedureImport, counts: Counts, nothing: boolean, job: Job | null): string {
  const { kinds, outcomes, all } = counts
  if (one.stage === 'done') return `Tệp ${one.fileName} có ${number(all)} bản ghi: ${summaryOf(one, counts)}.`
  if (one.stage === 'preview' && nothing && kinds.same === all) return `Cả ${number(all)} bản ghi trong ${one.fileName} giống hệt bản đang có: nhập lại không thay đổi gì.`
  if (one.stage === 'preview') return `Đọc được ${number(all)} bản ghi trong ${one.fileName}: ${summaryOf(one, counts)}. Chưa có gì được đưa vào danh mục.`
  const soFar = outcomes.created + outcomes.amended
  if (isStill(job) && !soFar) return `Chưa có gì trong ${one.fileName} được đưa vào danh mục.`
  if (isStill(job)) return `Đã đưa vào danh mục ${number(soFar)} thủ tục từ ${one.fileName}; phần đã nhập được giữ lại.`
  return `Tệp ${one.fileName}. Bạn có thể rời trang này, việc vẫn chạy tiếp trên máy chủ.`
}

/** How far the job of an import has come. */
export function progressOf({ id, stage }: ProcedureImport, job: Job | null): ImportProgressData {
  const { done = 0, all, problems = 0, seconds = 0 } = (job?.progress ?? {}) as ImportProgress
  const waiting = job?.state === 'waiting'
  const words = stage === 'reading' ? `Đã đọc ${number(done)} bản ghi` : `Đã xử lý ${number(done)}${all ? `/${number(all)}` : ''} bản ghi`
  return {
    href: `/procedures/imports/${id}/progress`,
    sentence: waiting && !done ? 'Đang chờ đến lượt: mỗi lúc chỉ chạy một việc.' : words,
    share: all ? Math.min(1, done / all) : null,
    note: `${seconds > 0.5 ? `${number(Math.round(done / seconds))} bản ghi mỗi giây · ` : ''}${number(problems)} dòng ${stage === 'reading' ? 'cần xem' : 'không nhập'}`,
    running: waiting || job?.state === 'running',
  }
}

function figuresOf(c: Ask, { kinds, outcomes, all, problems }: Counts, path: string, ended: boolean): ImportViews['procedures/import']['figures'] {
  const asked = c.req.query('kind') ?? ''
  const figure = (key: string, label: string, value: number) => ({ label, value, href: key ? `${path}?kind=${key}` : path, current: asked === key })
  return [
    figure('', 'Tất cả', all),
    ...ended
      ? importOutcomes.map(outcome => figure(outcome, outcomeWords[outcome], outcomes[outcome]))
      : importKinds.map(kind => figure(kind, kindWords[kind], kinds[kind])),
    figure('problems', 'Có lưu ý', problems),
  ].filter(({ value, current }) => value > 0 || current)
}

async function listOf(c: Ask, one: ProcedureImport, counts: Counts, path: string): Promise<ImportViews['procedures/import']['list']> {
  const { store } = c.var
  const asked = c.req.query('kind') ?? ''
  // 'refused' is both: what the preview could not read, and what the import could not take.
  const filter: RowFilter = one.stage === 'preview'
    ? { kind: importKinds.find(kind => kind === asked), problems: asked === 'problems' }
    : { outcome: importOutcomes.find(outcome => outcome === asked), problems: asked === 'problems' }
  const count = await countRows(store.read, one.id, filter)
  const address = (page: number) => `${path}?${new URLSearchParams({ ...(asked && { kind: asked }), page: String(page) })}`
  const pager = pagerOf(Number(c.req.query('page')), rowsAtOnce, count, address)
  const rows = await rowsOf(store.read, one.id, filter, rowsAtOnce, (pager.page - 1) * rowsAtOnce)
  const of = filter.kind ? lower(kindWords[filter.kind]) : filter.outcome ? lower(outcomeWords[filter.outcome]) : filter.problems ? 'có lưu ý' : ''
  const choosing = one.stage === 'preview' && counts.kinds.doubtful > 0 && rows.some(({ kind }) => kind === 'doubtful')
  return {
    sentence: `${number(count)} dòng${of && ` ${of}`}, theo thứ tự trong tệp.`, pager, choosing,
    rows: rows.map(row => rowLine(row, one.stage === 'preview')),
    problemsHref: counts.problems + counts.kinds.doubtful + counts.kinds.refused > 0 ? `${path}/problems.csv` : null,
  }
}

function rowLine(row: ProcedureImportRow, choosing: boolean): ImportRowLine {
  const { number: at, name, code, kind, outcome, reasons, changed, procedureId, matchId } = row
  return {
    number: at, name: name ?? 'Không đọc được tên', code: code ?? 'không có mã số', reasons,
    status: outcome ? { kind: statusOf[outcome], label: outcomeWords[outcome] } : { kind: statusOf[kind], label: kindWords[kind] },
    changed: changed.map(component => lower(componentWords[component])).join(', '),
    procedure: procedureId ? { href: `/procedures/${procedureId}`, label: 'Xem thủ tục' }
      : matchId && kind === 'doubtful' ? { href: `/procedures/${matchId}`, label: 'Xem thủ tục giống nó' } : null,
    choice: choosing && kind === 'doubtful' && row.choice
      ? { value: row.choice, options: choicesFor(row).map(value => ({ value, label: choiceWords[value] })) } : null,
  }
}

/** Every row with a problem, for the sender of the file: number of the line, code, name, what became of it, why. */
export async function problemRows(db: Read, id: string): Promise<(string | number | null)[][]> {
  const rows: (string | number | null)[][] = [['Dòng', 'Mã số', 'Tên thủ tục', 'Loại', 'Kết quả', 'Lý do']]
  for (let from = 0; ; from += 2000) {
    const part = await rowsOf(db, id, {}, 2000, from)
    for (const { number: at, code, name, kind, outcome, reasons, hasProblems } of part) {
      if (!hasProblems && kind !== 'doubtful' && outcome !== 'skipped' && outcome !== 'refused') continue
      rows.push([at, code, name, kindWords[kind], outcome && outcomeWords[outcome], reasons.join(' ')])
    }
    if (part.length < 2000) return rows
  }
}
