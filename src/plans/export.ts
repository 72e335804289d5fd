// The annex of a plan as files: a workbook in the columns of the office, and the whole plan as an official Word document.
import { eq } from 'drizzle-orm'
import { people } from '../accounts/tables.ts'
import type { SheetToWrite } from '../admin/workbook.ts'
import { written } from '../clock.ts'
import type { Config } from '../config.ts'
import { heading, list, paragraph, table, type Block } from '../documents/body.ts'
import type { Official } from '../documents/official.ts'
import { dateInWords, signOfKind } from '../documents/wording.ts'
import type { Read } from '../store/store.ts'
import { headingParts, laidOut, linesOf, officeUnits, wordsOfLine, type AnnexLine, type LineWords } from './annex-lines.ts'
import { amendmentsOf, basesOf, domainsOf } from './plans.ts'
import { stepsOf } from './states.ts'
import type { Plan, PlanAmendment, PlanBasis } from './tables.ts'

const titles = ['TT', 'Nhiệm vụ / chỉ tiêu', 'Sản phẩm, kết quả', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời gian hoàn thành', 'Kinh phí', 'Ghi chú']
const widths = [7, 56, 30, 26, 34, 24, 16, 26]

type AnnexRow = { group: { number: string; title: string } } | { heading: string } | { words: LineWords }

async function rowsOf(db: Read, plan: Plan): Promise<AnnexRow[]> {
  const office = await officeUnits(db)
  const rows = laidOut<AnnexLine>(await linesOf(db, plan.id), await domainsOf(db, [plan.id]))
  return rows.map(row => ('line' in row ? { words: wordsOfLine(row.line, office) } : row))
}

const cellsOf = ({ number, title, product, lead, coordinators, deadline, budget, note }: LineWords) => [number, title, product, lead, coordinators, deadline, budget, note]
const named = ({ title, number, signedOn }: Plan) => `${title}${number ? `, số ${number}` : ''}${signedOn ? ` ngày ${written(signedOn)}` : ''}`

/** The annex as a workbook: groups and sub-headings as rows, as offices write them. */
export async function annexSheets(db: Read, plan: Plan): Promise<SheetToWrite[]> {
  const rows = (await rowsOf(db, plan)).map((row): (string | null)[] => {
    if ('words' in row) return cellsOf(row.words).map(cell => cell || null)
    const [number, title] = 'group' in row ? [row.group.number, row.group.title.toLocaleUpperCase('vi')] : headingParts(row.heading)
    return [number || null, title, ...titles.slice(2).map(() => null)]
  })
  return [{ name: 'Phụ lục', note: `Phụ lục kèm theo ${named(plan)}`, columns: titles.map((title, at) => ({ title, kind: 'text' as const, width: widths[at]! })), rows }]
}

/** "27/KH-SLĐTBXH" → the number and the sign of the office. */
function numberParts(number: string | null, sign: string, officeSign: string): { value: number | null; issuer: string } {
  const match = /^(\d+)\s*\/\s*(.+)$/.exec(number ?? '')
  const rest = (match?.[2] ?? number ?? '').replace(/^\//, '')
  return { value: match ? Number(match[1]) : null, issuer: rest.startsWith(`${sign}-`) ? rest.slice(sign.length + 1) : rest || officeSign }
}

function ground({ title, number, date, issuer }: PlanBasis): string {
  const rest = title.includes(number) ? title : `${title} số ${number}`
  return `Căn cứ ${rest}${date ? ` ${dateInWords(date)}` : ''}${issuer ? ` của ${issuer}` : ''}`
}

/** The plan as an official document with its annex in landscape; its amendments are told where there are any. */
export async function planDocument(db: Read, plan: Plan, office: Config['office']): Promise<Official> {
  const bases = await basesOf(db, plan.id)
  const amendments = await amendmentsOf(db, plan.id)
  const rows = await rowsOf(db, plan)
  const kind = plan.kind === 'programme' ? 'Chương trình' : 'Kế hoạch'
  const abstract = plan.title.replace(new RegExp(`^${kind}\\s+`, 'iu'), '')
  const quoted = bases.filter(({ quote }) => quote)
  return {
    superior: plan.issuer ? null : office.superior, issuer: plan.issuer ?? office.name, number: numberParts(plan.number, signOfKind[kind]!, office.sign), place: office.place, date: plan.signedOn ?? plan.since.slice(0, 4), kind,
    abstract: abstract[0]!.toLocaleUpperCase('vi') + abstract.slice(1), grounds: bases.map(ground),
    body: [
      ...(plan.note ? [heading(1, 'Mục đích, yêu cầu'), ...plan.note.split('\n').map(text => paragraph(text))] : []),
      ...(quoted.length ? [heading(1, 'Nội dung được giao'), list(quoted.map(({ number, clause, quote }) => `${clause ? `${clause}, ` : ''}văn bản số ${number}: “${quote}”`))] : []),
      heading(1, 'Nhiệm vụ'), paragraph('Nhiệm vụ, chỉ tiêu, đơn vị chủ trì, đơn vị phối hợp và thời gian hoàn thành theo Phụ lục kèm theo Kế hoạch này.'),
      ...(amendments.length ? [heading(1, 'Các lần điều chỉnh'), ...amendments.flatMap(amended)] : []),
      heading(1, 'Tổ chức thực hiện'), paragraph('Các phòng, đơn vị căn cứ nhiệm vụ được giao tổ chức thực hiện, báo cáo đúng hạn kèm minh chứng trên Cổng cải cách hành chính.'),
    ],
    signatures: [{ position: 'Giám đốc', name: await approverName(db, plan.id) }],
    recipients: ['Lãnh đạo Sở', 'Các phòng, đơn vị thuộc Sở'], filed: 'VT, VP',
    annexes: [{ title: `Phân công nhiệm vụ thực hiện ${plan.title}`, landscape: true, body: [table({
      columns: titles.map((title, at) => ({ title, width: widths[at]!, ...(at ? {} : { align: 'center' as const }) })),
      rows: rows.map(row => {
        if ('words' in row) return { cells: cellsOf(row.words) }
        const [number, title] = 'group' in row ? [row.group.number, row.group.title.toLocaleUpperCase('vi')] : headingParts(row.heading)
        return { group: true, cells: [number, { text: title, across: titles.length - 1 }] }
      }),
    })] }],
  }
}

const amended = ({ number, decidedOn, decision, summary, changes }: PlanAmendment): Block[] => [
  paragraph(`Lần ${number}, theo ${decision} ngày ${written(decidedOn)}: ${summary}.`),
  list(changes.map(({ task, field, from, to }) => `${task}. ${field}: từ “${from || 'không ghi'}” thành “${to || 'không ghi'}”`)),
]

async function approverName(db: Read, planId: string): Promise<string | null> {
  const approved = (await stepsOf(db, planId)).find(({ action }) => action === 'plan approved')
  if (!approved) return null
  const [person] = await db.select({ name: people.name }).from(people).where(eq(people.id, approved.onBehalfOfId ?? approved.actorId))
  return person?.name ?? null
}
