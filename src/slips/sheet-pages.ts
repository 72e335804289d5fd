// What a slip says of a procedure: the papers of one case, where, how long, how much, whom to call; and how large it can be printed on one page.
import type { Config } from '../config.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { sheetOf } from '../procedures/sheet.ts'
import type { PaperGroup } from '../procedures/views.ts'
import { date, percent } from '../web/helpers.ts'
import { officesStand, sendsToDistrict } from '../wording/ended-offices.ts'
import { isFileName, publicCase, publicText } from '../wording/public.ts'
import type { SlipSheet } from './views.ts'

/** The cases that the papers are grouped by; nothing where there is no choice to make. */
export function casesOf({ papers }: ProcedureContent): string[] {
  const cases = [...new Set(papers.flatMap(paper => paper.case ?? []))]
  return cases.length > 1 || cases.length === 1 && papers.some(paper => paper.case === null) ? cases : []
}

/** Chosen where the citizen may be in any case. */
export const allCases = '*'

/** The case that was asked for; null for all of them, undefined where it is still to be chosen. */
export function chosenCase(cases: readonly string[], asked: string): string | null | undefined {
  if (!cases.length || asked === allCases) return null
  return cases.find(one => one === asked)
}

/** The record as one case needs it; null keeps all of it. */
function narrowed(content: ProcedureContent, chosen: string | null): ProcedureContent {
  if (chosen === null) return content
  const cases = casesOf(content)
  return {
    ...content, papers: content.papers.filter(paper => paper.case === null || paper.case === chosen),
    channels: content.channels.filter(channel => channel.case === null || channel.case === chosen || !cases.includes(channel.case)),
  }
}

export interface Printed {
  content: ProcedureContent
  case: string | null
  version: { number: number; effectiveFrom: string; decision: string | null }
  checkedOn: string | null
  checkedBy: string | null
  unit: string | null
  /** The day it was handed out. */
  day: string
  code: string | null
}

/** A paper as the citizen reads it: the name of the form's file says nothing to them. */
function paperOnSlip({ name, copies, form, required }: PaperGroup['papers'][number]) {
  const shown = publicText(name)
  const model = form && !isFileName(form) ? publicText(form) : null
  return { name: shown, note: [copies, model && !shown.includes(model) ? model : null, required ? null : 'không bắt buộc'].filter(Boolean).join(' · ') }
}

/** Nobody is sent to an office that has ended. */
const placeOf = (place: string): string =>
  (sendsToDistrict(place) && !officesStand() ? 'Hồ sơ ghi cơ quan cấp huyện, nay không còn: hỏi cán bộ nơi nộp' : publicText(place))

export function slipSheet({ content, case: chosen, version, checkedOn, checkedBy, unit, day, code }: Printed, office: Config['office']): SlipSheet {
  const sheet = sheetOf(narrowed(content, chosen), null, percent)
  const decision = sheet.decision ?? version.decision
  const slip = {
    name: publicText(sheet.name), meta: [sheet.code, sheet.levels].join(' · '), case: chosen && publicCase(chosen), code,
    papers: sheet.papers.map(group => ({
      // The case that was chosen stands in the head already.
      case: group.case === chosen ? null : group.case && publicCase(group.case),
      // A lone dot is what a file left of a list.
      papers: group.papers.map(paperOnSlip).filter(({ name }) => /\p{L}{2}/u.test(name)),
    })),
    channels: [...new Map(sheet.channels.map(({ kind, case: of, limit, fee }) => {
      const row = { kind, case: of === chosen ? null : of && publicCase(of), limit, fee: publicText(fee) }
      return [JSON.stringify(row), row]
    })).values()],
    limit: sheet.limit, fee: publicText(sheet.fee),
    facts: [
      { label: 'Nơi nhận', value: placeOf(sheet.place) }, ...office.address ? [{ label: 'Địa chỉ', value: office.address }] : [], { label: 'Giờ nhận', value: office.hours },
      ...office.phone || unit ? [{ label: 'Hỏi thêm', value: [office.phone, unit].filter(Boolean).join(' · ') }] : [],
    ],
    stamp: [
      `Bản ${version.number}, áp dụng từ ${date(version.effectiveFrom)}${decision ? `, theo ${decision}` : ''}.`,
      checkedOn ? `Đã kiểm tra ngày ${date(checkedOn)}${checkedBy ? ` bởi ${checkedBy}` : ''}.` : 'Nội dung chưa được kiểm tra lại.',
      `In ngày ${date(day)}.`,
    ].join(' '),
  }
  return { ...slip, size: sizeOf(slip) }
}

// An A4 page between its margins, less the line that every printout begins with, in points.
const [width, height] = [490, 720]

/** The largest letters, in points, with which the slip stands on one page; those for two pages where it cannot. */
export function sizeOf(slip: Omit<SlipSheet, 'size'>): SlipSheet['size'] {
  return ([16, 15, 14, 13, 12, 11, 10] as const).find(size => heightAt(size, slip) <= height) ?? 12
}

function heightAt(size: number, { name, meta, case: chosen, papers, channels, facts, stamp }: Omit<SlipSheet, 'size'>): number {
  /** Lines that a text takes in a column of a share of the page's width, in letters of a share of the size. */
  const lines = (text: string | null, share = 1, letters = 1) => (text ? Math.ceil(text.length * size * letters * 0.47 / (width * share)) * letters : 0)
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
  const listed = sum(papers.map(group =>
    (group.case ? lines(group.case) + 0.4 : 0) + sum(group.papers.map(paper => lines(paper.name, 0.94) + lines(paper.note, 0.94, 0.8) + 0.25))))
  const ways = sum(channels.map(one => Math.max(lines(one.kind, 0.3, 0.9) + lines(one.case, 0.3, 0.75), lines(one.limit, 0.3, 0.9), lines(one.fee, 0.3, 0.9)) + 0.5))
  const told = sum(facts.map(({ value }) => lines(value, 0.74) + 0.2))
  const head = 2.2 + lines(name, 0.95, 1.2) + lines(meta, 1, 0.8) + lines(chosen)
  return (head + 2.2 + listed + 2.2 + (channels.length ? ways + 1.4 : 2) + told + lines(stamp, 1, 0.8) + 2) * size * 1.32
}
