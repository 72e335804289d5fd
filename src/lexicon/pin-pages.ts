// Pages of pins: those that hold, those that ended, and making one.
import { namesOfPeople } from '../accounts/people.ts'
import { today } from '../clock.ts'
import { catalogue, rowOf, rowsById } from '../procedures/catalogue.ts'
import { effectOnTests } from '../proving/effect-pages.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, moment, number } from '../web/helpers.ts'
import { mayTeach } from './entries.ts'
import { around } from './pages.ts'
import { listPins, pinsInForce, proceduresMeant } from './pinning.ts'
import type { Pin } from './pins.ts'
import type { AnswerPin } from './tables.ts'
import { askedLately } from './trying.ts'
import type { LexiconViews, PinRow } from './views.ts'
import { commonAmong } from './warnings.ts'
import { namedOptions, pinNames } from './words.ts'

const mostEnded = 100

export async function pinsPage(c: Ask): Promise<LexiconViews['lexicon/pins']> {
  const { store: { read }, user } = c.var
  const rows = await rowsOf(read, await listPins(read, true, 1_000))
  return {
    ...around(user, '/assistant/words/pins'), rows, ended: await rowsOf(read, await listPins(read, false, mostEnded)), mayTeach: mayTeach(user),
    sentence: rows.length ? `${number(rows.length)} ghim, loại trừ đang có hiệu lực, mới nhất trước.` : 'Chưa có ghim, loại trừ nào đang có hiệu lực.',
  }
}

async function rowsOf(db: Read, pins: AnswerPin[]): Promise<PinRow[]> {
  const names = await namesOfPeople(db, [...new Set(pins.flatMap(({ madeById, endedById }) => [madeById, endedById ?? madeById]))])
  const register = rowsById(await catalogue(db))
  const person = (id: string | null) => names.get(id ?? '') ?? 'người không còn trong danh bạ'
  return pins.map(pin => {
    const { id, kind, phrase, procedureId, reason, until, madeById, madeAt, endedById, endedAt } = pin
    const procedure = register.get(procedureId)
    return {
      id, phrase, reason, kind: pinNames[kind], by: `${person(madeById)}, ${date(madeAt)}`, until: until && date(until),
      procedure: procedure ? { name: procedure.name, href: `/procedures/${procedureId}` } : { name: 'Thủ tục không còn trong sổ', href: null },
      ended: endedAt ? `${person(endedById)} thôi lúc ${moment(endedAt)}` : null, status: statusOf(pin, procedure !== undefined && procedure.state !== 'abolished'),
    }
  })
}

function statusOf({ endedAt, until }: AnswerPin, applies: boolean): PinRow['status'] {
  if (endedAt) return { kind: 'past', label: 'Đã thôi' }
  if (until && until < today()) return { kind: 'past', label: 'Hết hạn' }
  return applies ? { kind: 'done', label: 'Đang có hiệu lực' } : { kind: 'ask', label: 'Thủ tục hết áp dụng' }
}

const mostOffered = 8

/** The form as typed; `procedureId`: the procedure whose page it was opened from; `pin`: what saving would make, to be looked at. */
export async function pinFormPage(c: Ask, form: Form | null, { procedureId, pin }: { procedureId?: string | undefined; pin?: Pin } = {}):
Promise<LexiconViews['lexicon/pin']> {
  const { read } = c.var.store
  const from = await rowOf(read, procedureId ?? null)
  const shown = form ?? filled({ kind: 'pin', procedure: from ? from.code ?? from.name : null, procedureId: from?.id })
  const { procedure = '', phrase = '' } = shown.values
  const found = procedure ? await proceduresMeant(read, procedure) : []
  return {
    form: shown, kinds: namedOptions({ pin: 'Ghim: thủ tục này luôn đứng đầu', exclude: 'Loại trừ: không bao giờ đưa ra thủ tục này' }),
    found: found.length > 1 ? found.slice(0, mostOffered).map(({ id, name, code }) => ({ id, name, code: code ?? 'không có mã số' })) : [],
    preview: pin ? {
      asked: await askedLately(read, [phrase]), effect: await effectOnTests(c, { of: 'pins', pins: [pin, ...await pinsInForce(read)] }),
      warnings: (await commonAmong(read, [phrase])).map(({ count }) =>
        `“${phrase}” có trong tên, lĩnh vực hoặc cơ quan của ${number(count)} thủ tục; cụm từ chung như vậy sẽ đổi câu trả lời của nhiều câu hỏi khác.`),
    } : null,
  }
}
