// The page of one frequently asked question, with its versions, and two versions side by side.
import { namesOfPeople } from '../accounts/people.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { dayOf, today } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { historyOf } from '../events/audit.ts'
import { may } from '../policy.ts'
import { difference } from '../procedures/comparing.ts'
import { versionLine } from '../procedures/procedures.ts'
import { sections } from '../procedures/sections.ts'
import { monthsFrom } from '../procedures/show-pages.ts'
import { originOf } from '../replies/publishing.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, moment, number, weekday } from '../web/helpers.ts'
import { mayApprove, mayConfirm, writersOf } from './approving.ts'
import { mayKeep, timesUsed, versionAt, versionsOf } from './faqs.ts'
import { similarTo } from './similar.ts'
import { staleCitations, type StaleCitation } from './stale.ts'
import type { Faq, FaqCitation, FaqVersion } from './tables.ts'
import type { CitationView, FaqViews } from './views.ts'
import { isOverdue, overdueSentence, statusOf } from './words.ts'

const gone = 'Người không còn trong danh bạ'

/** Citations as a page lists them, each with what is stale of it. */
async function citationViews(db: Read, version: Pick<FaqVersion, 'citations'>, stale: readonly StaleCitation[]): Promise<CitationView[]> {
  const lines = new Map<string, Awaited<ReturnType<typeof versionLine>>>()
  for (const id of new Set(version.citations.map(({ versionId }) => versionId))) lines.set(id, await versionLine(db, id))
  return version.citations.map(citation => {
    const cited = lines.get(citation.versionId)
    const { sentence = null, source = null } = stale.find(one => one.citation === citation) ?? {}
    return {
      href: cited ? `/procedures/${citation.procedureId}/versions/${cited.number}#${sections[citation.section].anchor}` : `/procedures/${citation.procedureId}`,
      label: `${cited?.name ?? 'Thủ tục không còn trong sổ'}, mục ${sections[citation.section].heading}`,
      detail: cited ? `bản ${cited.number}, áp dụng từ ${date(cited.effectiveFrom)}${cited.decision ? `, ${cited.decision}` : ''}` : 'bản đã gỡ',
      quote: citation.quote, stale: sentence, compare: cited && source ? `/procedures/${citation.procedureId}/compare?from=${cited.number}&to=${source.number}` : null,
    }
  })
}

/** The same for words that nobody confirms from time to time: whatever has changed is said, each sentence once. */
export async function citedNow(db: Read, citations: FaqCitation[]): Promise<{ citations: CitationView[]; warnings: string[] }> {
  const stale = await staleCitations(db, { confirmedOn: null }, { citations })
  return { citations: await citationViews(db, { citations }, stale), warnings: [...new Set(stale.map(({ sentence }) => sentence))] }
}

/** As the person may see it: those who keep it see the latest version, everybody else the one in use. */
export async function faqPage(c: Ask, faq: Faq, form: Form | null = null): Promise<FaqViews['faqs/show']> {
  const { store: { read }, user, config } = c.var
  const keeps = mayKeep(user, faq.ownerUnitId)
  const all = await versionsOf(read, faq.id)
  const versions = keeps ? all : all.filter(({ number: at }) => at === faq.publishedNumber)
  const latest = versions[0]!
  const asked = Number(c.req.query('version') ?? 0)
  const version = versions.find(one => one.number === asked) ?? latest
  const names = await namesOfPeople(read, [...new Set([...all.flatMap(one => [one.writtenById, one.approvedById ?? '']), faq.ownerId ?? ''])])
  const nameOf = (id: string) => names.get(id) ?? gone
  const stale = await staleCitations(read, faq, version)
  const decides = faq.state === 'waiting' && may(user, 'approve knowledge', { unitId: faq.ownerUnitId })
  const approves = decides && mayApprove(user, faq, all)
  const writes = may(user, 'write knowledge', { unitId: faq.ownerUnitId })
  const inUse = faq.publishedNumber !== null
  const used = (await timesUsed(read, [faq.id])).get(faq.id) ?? 0
  const warns = version.number === faq.publishedNumber
  const reviewOn = monthsFrom(today(), config.reviewMonths)
  return {
    id: faq.id, tabs: tabsFor(user, '/faqs'), question: version.question, status: statusOf(faq), number: version.number,
    shownNote: inUse && version.number !== faq.publishedNumber ? `Đây là bản ${version.number}. Trợ lý đang trả lời bằng bản ${faq.publishedNumber}.`
      : version.number !== latest.number ? `Đây là bản ${version.number}; bản mới nhất là bản ${latest.number}.` : null,
    phrasings: version.phrasings, answer: version.answer.split('\n').filter(Boolean), citations: await citationViews(read, version, stale),
    warnings: [...warns && isOverdue(faq) ? [overdueSentence(faq.reviewOn!)] : [], ...warns ? new Set(stale.map(({ sentence }) => sentence)) : []],
    facts: [
      { label: 'Đơn vị giữ', value: (await unitNames(read)).get(faq.ownerUnitId) ?? 'Đơn vị không còn' },
      { label: 'Người giữ', value: faq.ownerId ? nameOf(faq.ownerId) : 'Chưa phân công' },
      { label: 'Sửa gần nhất', value: `${nameOf(latest.writtenById)}, ${moment(latest.writtenAt)}` }, { label: 'Lĩnh vực', value: faq.field ?? 'Chưa ghi' },
      ...inUse ? [
        { label: 'Rà soát lại', value: faq.reviewOn ? weekday(faq.reviewOn) : 'Chưa đặt ngày' },
        { label: 'Xác nhận gần nhất', value: faq.confirmedOn ? date(faq.confirmedOn) : 'Chưa' },
      ] : [],
      { label: 'Đã dùng để trả lời', value: `${number(used)} lần` },
    ],
    returned: keeps && faq.state === 'draft' && latest.note?.startsWith('Trả lại: ') ? latest.note.slice('Trả lại: '.length) : null,
    versions: versions.map((one, at) => ({
      number: one.number, by: nameOf(one.writtenById), at: one.writtenAt, note: one.note, current: one.number === faq.publishedNumber,
      href: `/faqs/${faq.id}?version=${one.number}`,
      approved: one.approvedById ? `${nameOf(one.approvedById)} duyệt ngày ${date(one.approvedAt && dayOf(one.approvedAt))}` : null,
      compare: versions[at + 1] ? `/faqs/${faq.id}/compare?from=${versions[at + 1]!.number}&to=${one.number}` : null,
      mayRestore: writes && (at > 0 || faq.state === 'archived'),
    })),
    origin: (await originOf(read, faq)).map(one => ({ ...one, href: may(user, 'see enquiries') ? one.href : null })),
    history: keeps ? await historyOf(read, 'faq', faq.id, 50) : [],
    similar: keeps && (faq.state === 'draft' || faq.state === 'waiting') ? await similarTo(read, [latest.question, ...latest.phrasings], faq.id) : [],
    form: form ?? filled({ reviewOn, number: latest.number }), revision: faq.revision,
    may: {
      edit: writes, submit: writes && faq.state === 'draft', decide: approves, confirm: inUse && mayConfirm(user, faq),
      archive: faq.state !== 'archived' && mayConfirm(user, faq), inform: inUse && may(user, 'write propaganda'),
    },
    own: decides && !approves && writersOf(faq, all).has(user.id), reviewOn,
  }
}

const textsOf = ({ question, phrasings, answer, citations }: FaqVersion) => [
  { component: 'name' as const, heading: 'Câu hỏi', text: question },
  { component: 'aliases' as const, heading: 'Cách hỏi khác', text: phrasings.join('\n') || 'Không có' },
  { component: 'steps' as const, heading: 'Câu trả lời', text: answer || 'Chưa ghi' },
  { component: 'legalBases' as const, heading: 'Căn cứ', text: citations.map(({ section, quote }) => `${sections[section].heading}: ${quote}`).join('\n') || 'Chưa dẫn' },
]

/** Two versions side by side; without numbers the latest and the one before it. */
export async function comparePage(c: Ask, faq: Faq): Promise<FaqViews['faqs/compare']> {
  const { read } = c.var.store
  if (!mayKeep(c.var.user, faq.ownerUnitId)) throw new NotFound()
  const all = await versionsOf(read, faq.id)
  const at = (name: string, usual: number) => versionAt(read, faq.id, Number(c.req.query(name) ?? usual))
  const [before, after] = [await at('from', all[1]?.number ?? 1), await at('to', all[0]!.number)]
  const fresh = textsOf(after)
  return {
    id: faq.id, question: faq.question, from: before.number, to: after.number,
    numbers: all.map(({ number: one, writtenAt }) => ({ value: String(one), label: `${one} (${date(writtenAt)})` })),
    parts: textsOf(before).flatMap(({ component, heading, text }, index) =>
      (text === fresh[index]!.text ? [] : [{ component, heading, changed: true, ...difference(text, fresh[index]!.text) }])),
  }
}
