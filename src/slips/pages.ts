// The pages of counter slips: choosing the case, the slip as it was given with what has changed since, and the list.
import { namesOfPeople } from '../accounts/people.ts'
import { withQuery } from '../addresses.ts'
import { findTurn } from '../assistant/conversation.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { dayOf, today } from '../clock.ts'
import { NotFound, orNull } from '../errors.ts'
import { may } from '../policy.ts'
import { catalogue, rowsById } from '../procedures/catalogue.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { procedureFor, versionById, versionOn, type Known, type VersionLine } from '../procedures/procedures.ts'
import { componentWords } from '../procedures/words.ts'
import type { Read } from '../store/store.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, number } from '../web/helpers.ts'
import { pagerOf } from '../web/paging.ts'
import { looksLikeCode, readCode } from './codes.ts'
import { allCases, casesOf, chosenCase, slipSheet } from './sheet-pages.ts'
import { countSlips, slipFilter, slipsFor, slipsNear, type SlipFilter } from './slips.ts'
import type { Slip } from './tables.ts'
import type { SlipViews } from './views.ts'

export interface ToPrint { known: Known; version: VersionLine; content: ProcedureContent; turnId: string | null }

/** What is printed for a procedure today: the version in force. Throws NotFound where there is none, or the answer is none of the person's. */
export async function toPrint(c: Ask, turnId: string): Promise<ToPrint> {
  const { store: { read }, user } = c.var
  const known = await procedureFor(read, user, c.req.param('id')!)
  const version = versionOn(known.versions, today())
  if (!version) throw new NotFound('Thủ tục chưa có bản đang áp dụng, nên chưa in phiếu được.')
  if (version.kind === 'abolished') throw new NotFound(`Thủ tục đã bãi bỏ từ ${date(version.effectiveFrom)}, nên không in phiếu nữa.`)
  if (turnId) await findTurn(read, user, turnId)
  return { known, version, content: (await versionById(read, version.id)).content, turnId: turnId || null }
}

export function preparePage(c: Ask, { known: { procedure, unitName, checkedBy }, version, content, turnId }: ToPrint, form: Form): SlipViews['slips/prepare'] {
  const cases = casesOf(content)
  const chosen = chosenCase(cases, form.values.case ?? '')
  return {
    id: procedure.id, name: content.name, turnId: turnId ?? '', form, mayPrint: may(c.var.user, 'enter enquiries'),
    cases: cases.length ? [...cases.map(value => ({ value, label: value })), { value: allCases, label: 'In mọi trường hợp' }] : [],
    sheet: chosen === undefined ? null : slipSheet({
      content, case: chosen, version, checkedOn: procedure.checkedOn, checkedBy, unit: unitName, day: today(), code: null,
    }, c.var.config.office),
  }
}

/** The page before printing, as its address asks. */
export const askedForm = (c: Ask): Form => filled({ case: c.req.query('case') ?? '' })

export async function slipPage(c: Ask, slip: Slip): Promise<SlipViews['slips/show']> {
  const { store: { read }, user, config } = c.var
  const { versions } = await procedureFor(read, user, slip.procedureId)
  const given = await versionById(read, slip.versionId)
  const names = await namesOfPeople(read, [slip.madeById, slip.checkedById ?? ''])
  const unit = slip.unitId ? (await unitNames(read)).get(slip.unitId) ?? null : null
  return {
    sheet: slipSheet({
      content: given.content, case: slip.case, version: given, checkedOn: slip.checkedOn, checkedBy: names.get(slip.checkedById ?? '') ?? null,
      unit, day: dayOf(slip.madeAt), code: slip.id,
    }, config.office),
    back: `/procedures/${slip.procedureId}`, by: names.get(slip.madeById) ?? 'Người không còn trong danh bạ', at: slip.madeAt,
    warning: changedSince(slip, given.number, versions), answer: await answerOf(c, slip),
  }
}

async function answerOf(c: Ask, { turnId }: Slip): Promise<string | null> {
  return turnId && await orNull(findTurn(c.var.store.read, c.var.user, turnId)) ? `/ask/turns/${turnId}/slip` : null
}

/** What the versions that came into force after the slip's have changed. */
function changedSince({ procedureId }: Slip, number: number, versions: readonly VersionLine[]): SlipViews['slips/show']['warning'] {
  const since = versions.filter(version => version.number > number && version.effectiveFrom <= today())
  const last = since.at(-1)
  if (!last) return null
  const page = { href: `/procedures/${procedureId}`, label: 'Xem thủ tục hôm nay' }
  if (last.kind === 'abolished') {
    const by = last.decision ? ` theo ${last.decision}` : ''
    return { heading: 'Thủ tục đã bãi bỏ', sentence: `Hết áp dụng từ ${date(last.effectiveFrom)}${by}. Không dùng phiếu này nữa.`, links: [page] }
  }
  const parts = [...new Set(since.flatMap(version => version.changed))].map(component => componentWords[component].toLocaleLowerCase('vi'))
  return {
    heading: 'Đã có bản mới',
    sentence: `Bản ${last.number} áp dụng từ ${date(last.effectiveFrom)}${parts.length ? `, khác ở ${parts.join(', ')}` : ''}. Phiếu dưới đây theo bản ${number}.`,
    links: [
      { href: `/procedures/${procedureId}/slip`, label: 'In phiếu mới' },
      { href: `/procedures/${procedureId}/compare?from=${number}&to=${last.number}`, label: 'So hai bản' },
    ],
  }
}

async function mistypedOf(db: Read, typed: string): Promise<SlipViews['slips/index']['mistyped']> {
  const near = await slipsNear(db, typed)
  const rows = rowsById(await catalogue(db))
  const code = readCode(typed)
  const wrong = code ? `Không có phiếu nào mang mã ${code}.` : `“${typed}” không phải mã phiếu.`
  const how = 'Mã phiếu có đúng 5 ký tự, như K7M2P, không có số 0, 1, 8 và chữ O, I, L, B.'
  return {
    sentence: near.length ? `${wrong} Các phiếu có mã chỉ khác một chỗ, hãy đọc lại mã và tên thủ tục trên phiếu trước khi mở:` : `${wrong} ${how}`,
    near: near.map(({ id, procedureId, madeAt }) => ({ href: `/slips/${id}`, code: id, name: rows.get(procedureId)?.name ?? 'Thủ tục không còn trong sổ', at: madeAt })),
  }
}

const printing = 'Mở một thủ tục, hoặc hỏi trợ lý, rồi bấm “In phiếu”: phiếu một trang chữ lớn ghi giấy tờ cần mang, phí, thời hạn, nơi nộp.'

/** What a list without slips says: on a day without any it leads to the last day that has some. */
async function emptyOf(db: Read, { q, day }: SlipFilter): Promise<SlipViews['slips/index']['empty']> {
  const [latest] = await slipsFor(db, { q: '', day: '' }, 1, 0)
  if (!latest) return { title: 'Chưa có phiếu nào', sentence: printing, action: { href: '/procedures', label: 'Tìm thủ tục' } }
  const on = dayOf(latest.madeAt)
  return {
    title: q ? 'Không có phiếu nào' : day === today() ? 'Hôm nay chưa in phiếu nào' : 'Ngày này không in phiếu nào', sentence: printing,
    action: { href: `/slips?${new URLSearchParams({ day: on }).toString()}`, label: `Phiếu gần nhất, ngày ${date(on)}` },
  }
}

const pageSize = 50

export async function slipListPage(c: Ask): Promise<SlipViews['slips/index']> {
  const { store: { read }, user } = c.var
  const filter = slipFilter(c.req.query())
  const count = await countSlips(read, filter)
  const pager = pagerOf(Number(c.req.query('page') ?? 1), pageSize, count, at => withQuery('/slips', { ...filter, page: at > 1 ? String(at) : '' }))
  const found = await slipsFor(read, filter, pageSize, (pager.page - 1) * pageSize)
  const names = await namesOfPeople(read, [...new Set(found.map(({ madeById }) => madeById))])
  const rows = rowsById(await catalogue(read))
  const when = filter.day ? (filter.day === today() ? 'hôm nay' : `ngày ${date(filter.day)}`) : 'mọi ngày'
  return {
    tabs: tabsFor(user, '/slips'), ...filter, pager, narrowed: filter.q !== '' || filter.day !== today(),
    sentence: `${number(count)} phiếu in ${when}${filter.q ? ` của thủ tục có “${filter.q}”` : ''}, mới nhất trước.`,
    mistyped: !count && looksLikeCode(filter.q) ? await mistypedOf(read, filter.q) : null,
    empty: await emptyOf(read, filter),
    rows: found.map(slip => {
      const row = rows.get(slip.procedureId)
      return {
        href: `/slips/${slip.id}`, code: slip.id, name: row?.name ?? 'Thủ tục không còn trong sổ', case: slip.case ?? '',
        by: names.get(slip.madeById) ?? 'Người không còn trong danh bạ', at: slip.madeAt, stale: row?.versionId !== slip.versionId,
      }
    }),
  }
}
