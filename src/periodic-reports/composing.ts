// The report of a period as an official document: sections as worded or as made, the annex of statistics, tasks by unit, Biểu 06.
import { today, written } from '../clock.ts'
import { heading, list, paragraph, table, type Block } from '../documents/body.ts'
import type { Annex, Official } from '../documents/official.ts'
import type { Row } from '../documents/table.ts'
import { dossierAnnex } from '../dossiers/document.ts'
import { latestSheets } from '../dossiers/sheets.ts'
import { officeKind, type Office } from '../papers/gathering.ts'
import { signersOn, type SignerChoice } from '../papers/signers.ts'
import { comparedWith, listingsOf } from '../periods/closing.ts'
import { countedOf, sections as figureSections, type Listing } from '../periods/figures.ts'
import type { Item, Period } from '../periods/tables.ts'
import { fractionOf, sectionNames, valueInWords } from '../periods/words.ts'
import type { Read } from '../store/store.ts'
import { allUnits } from '../units/units.ts'
import { difficultiesIn } from './difficulties.ts'
import { outlineOf } from './outline.ts'
import { partsOf } from './parts.ts'
import type { PeriodicReport, SectionContent } from './tables.ts'
import { figuresOfContent, madeText, type Material } from './writing.ts'

export interface ComposedSection { id: string; level: number; title: string; content: SectionContent; made: string; text: string; worded: boolean; figures: string[] }
export interface Composed { sections: ComposedSection[]; official: Official; listings: ReadonlyMap<string, Listing>; choices: SignerChoice[]; chosen: string }

/** The report as it would be submitted now. */
export async function compose(db: Read, period: Period, report: Pick<PeriodicReport, 'wording'> | null, office: Office): Promise<Composed> {
  const units = new Map((await allUnits(db)).map(({ id, name }, at) => [id, { name, at }]))
  const unitName = (id: string) => units.get(id)?.name ?? 'đơn vị không còn'
  const inOrder = <T extends { unitId: string | null }>(rows: readonly T[]) => rows.toSorted((a, b) => (units.get(a.unitId ?? '')?.at ?? 9999) - (units.get(b.unitId ?? '')?.at ?? 9999))
  const listings = new Map((await listingsOf(db, period)).map(listing => [listing.key, listing]))
  const material: Material = {
    period, listings, before: await comparedWith(db, period), difficulties: inOrder(await difficultiesIn(db, period)),
    parts: inOrder((await partsOf(db, period.id)).filter(({ state }) => state === 'taken')), unitName,
  }
  const { sections: outline } = await outlineOf(db)
  const wording = report?.wording ?? {}
  const sections = outline.filter(({ inUse }) => inUse).map(({ id, level, title, content }): ComposedSection => {
    const made = madeText(content, material)
    return { id, level, title, content, made, text: wording[id] ?? made, worded: wording[id] !== undefined, figures: figuresOfContent[content] ?? [] }
  })
  const choices = await signersOn(db, today(), officeKind(office), '')
  const signer = choices.find(({ value }) => value === wording.signature) ?? choices[0]
  const official: Official = {
    superior: office.superior || null, issuer: office.name, number: { value: null, issuer: office.sign }, place: office.place, date: today().slice(0, 7), kind: 'Báo cáo',
    abstract: `Công tác cải cách hành chính ${lower(period.name)}`, addressees: [period.recipient],
    body: [
      paragraph(`${office.name} báo cáo kết quả công tác cải cách hành chính ${lower(period.name)} (số liệu từ ngày ${written(period.from)} đến ngày ${written(period.to)}) như sau:`),
      ...sections.flatMap(({ level, title, text }) => [heading(level === 1 ? 1 : 2, title), ...blocksOf(text)]),
    ],
    signatures: [signer?.signature ?? { position: 'Giám đốc', name: null }], recipients: [
      period.recipient, `Lãnh đạo ${officeKind(office)}`, 'Các phòng, đơn vị',
    ], filed: 'VT, VP',
    annexes: [statistics(listings), ...taskAnnexes(listings, inOrder, unitName), ...dossierAnnex(await latestSheets(db, period.id, period.closedAt), period, unitName)],
  }
  return { sections, official, listings, choices, chosen: signer?.value ?? '' }
}

const lower = (name: string) => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1)

/** Lines as paragraphs; those that begin with a dash as a list. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split('\n').map(one => one.trim()).filter(Boolean)) {
    const dashed = /^[-–+•]\s+(.*)$/u.exec(line)
    const last = blocks.at(-1)
    if (!dashed) blocks.push(paragraph(line))
    else if (last?.kind === 'list') blocks[blocks.length - 1] = list([...last.items, dashed[1]!])
    else blocks.push(list([dashed[1]!]))
  }
  return blocks
}

const statisticsColumns = [
  { title: 'STT', width: 8, align: 'center' as const }, { title: 'Chỉ tiêu thống kê', width: 48 }, { title: 'Đơn vị tính', width: 15, align: 'center' as const },
  { title: 'Kết quả', width: 15, align: 'right' as const }, { title: 'Ghi chú', width: 16, align: 'center' as const },
]

function statistics(listings: ReadonlyMap<string, Listing>): Annex {
  let number = 0
  const rows = figureSections.flatMap((section): Row[] => {
    const own = [...listings.values()].filter(one => one.section === section)
    if (!own.length) return []
    return [{ group: true, cells: [{ text: sectionNames[section], across: 5 }] }, ...own.map(listing => {
      const counted = countedOf(listing.way, listing.items)
      return { cells: [String(++number), listing.label, listing.measure, valueInWords(listing, counted), fractionOf(counted)] }
    })]
  })
  return { title: 'Bảng thống kê chỉ tiêu', body: [table({ columns: statisticsColumns, rows })] }
}

const taskColumns = [{ title: 'STT', width: 8, align: 'center' as const }, { title: 'Nhiệm vụ', width: 60 }, { title: 'Hạn, kết quả', width: 34 }]
const annexesOfTasks = [
  { title: 'Nhiệm vụ hoàn thành trong kỳ', keys: ['tasks.doneInTime', 'tasks.doneLate'] }, {
    title: 'Nhiệm vụ đang thực hiện, trong hạn', keys: ['tasks.claimed', 'tasks.inTime', 'tasks.paused'],
  },
  { title: 'Nhiệm vụ quá hạn chưa xong', keys: ['tasks.overdue'] }, { title: 'Nhiệm vụ đến hạn kỳ tới', keys: ['tasks.next'] },
]

/** Done, in progress, overdue and coming tasks, each by the unit in the lead. */
function taskAnnexes(listings: ReadonlyMap<string, Listing>, inOrder: <T extends { unitId: string | null }>(rows: readonly T[]) => T[], unitName: (id: string) => string): Annex[] {
  return annexesOfTasks.flatMap(({ title, keys }): Annex[] => {
    const items = inOrder(keys.flatMap(key => listings.get(key)?.items ?? []))
    if (!items.length) return []
    let number = 0
    const rows = [...Map.groupBy(items, ({ unitId }) => unitId)].flatMap(([unitId, own]): Row[] => [
      {
        group: true, cells: [{ text: `${unitId ? unitName(unitId) : 'Chưa có đơn vị'}: ${own.length} nhiệm vụ`, across: 3 }],
      }, ...own.map((one: Item) => ({ cells: [String(++number), one.label, one.note] })),
    ])
    return [{ title, body: [table({ columns: taskColumns, rows })] }]
  })
}
