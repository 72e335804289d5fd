// The pages on which a record is written, published and abolished.
import { today, written } from '../clock.ts'
import { may } from '../policy.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { catalogue, remembered } from './catalogue.ts'
import { missingParts, partSentences } from './completeness.ts'
import { emptyContent, type ProcedureContent } from './content.ts'
import { contentOf, labelsOf, rowsIn, valuesOf } from './forms.ts'
import { personNames, procedureToChange, unitsToday, versionById } from './procedures.ts'
import { comparedParts, monthsFrom } from './show-pages.ts'
import { NotFound } from '../errors.ts'
import { quotingNow } from '../sources/citing.ts'
import { countsInWords } from '../sources/words.ts'
import { sortKey } from '../text.ts'
import type { ProcedureDraft } from './tables.ts'
import type { ProcedureViews, RowsOf } from './views.ts'
import { kindWords } from './words.ts'

/** What is being edited: typed values, or what is kept when nothing was typed yet. */
export interface Typed { form: Form; rows?: RowsOf; revision: number; conflict?: ProcedureDraft }

/** The page for a procedure that does not exist yet. */
export async function newPage(c: Ask, typed?: Typed): Promise<ProcedureViews['procedures/edit']> {
  const user = c.var.user
  const start = valuesOf(emptyContent(''))
  const form = typed?.form ?? { values: { ...start.values, unitId: user.unitId ?? '' }, errors: {} }
  const units = (await unitsToday(c.var.store.read)).filter(unit => may(user, 'edit procedures', { unitId: unit.id }))
  return {
    title: 'Soạn thủ tục', lede: 'Lưu thành bản nháp trước; chỉ khi công bố thì mọi người và trợ lý mới thấy.',
      action: '/procedures', back: '/procedures',
    form, labels: labelsOf(form.errors), rows: typed?.rows ?? { channels: 1, papers: 1, legalBases: 1 }, revision: 0,
      conflict: null,
    missing: missingOf(contentOf(form.values).content), fields: await knownFields(c),
      units: units.map(({ id, name }) => ({ value: id, label: name })), publish: null, drop: null,
  }
}

export async function editPage(c: Ask, id: string, typed?: Typed): Promise<ProcedureViews['procedures/edit']> {
  const db = c.var.store.read
  const user = c.var.user
  const { procedure, versions, draft, thing } = await procedureToChange(db, user, id, 'edit procedures')
  if (procedure.state === 'abolished') throw new NotFound('Thủ tục đã bãi bỏ nên không sửa nữa.')
  const kept = draft?.content ?? (await versionById(db, versions.at(-1)!.id)).content
  const start = valuesOf(kept)
  const form = typed?.form ?? { values: start.values, errors: {} }
  const mine = contentOf(form.values).content
  const names = typed?.conflict ? await personNames(db, [typed.conflict.savedById]) : null
  return {
    title: `Sửa: ${kept.name || 'thủ tục chưa đặt tên'}`,
    lede: versions.length
      ? `Bản nháp sửa từ bản ${versions.at(-1)!.number}; bản đang công bố giữ nguyên cho đến khi công bố bản mới.`
      : 'Bản nháp, chưa công bố.',
    action: `/procedures/${id}/draft`, back: versions.length ? `/procedures/${id}` : '/procedures?state=draft', form,
      labels: labelsOf(form.errors),
    rows: typed?.rows ?? (typed ? rowsIn(form.values) : start.rows), revision: typed?.revision ?? draft?.revision ?? 0,
    conflict: typed?.conflict ? { by: names!.get(typed.conflict.savedById) ?? 'Người khác', at: typed.conflict.savedAt,
      parts: comparedParts(typed.conflict.content, mine) } : null,
    missing: missingOf(mine), fields: await knownFields(c), units: null,
    publish: draft && may(user, 'publish procedures', thing) ? `/procedures/${id}/publication` : null, drop: draft?.baseVersionId
      ? `/procedures/${id}/draft/end` : null,
  }
}

const missingOf = (content: ProcedureContent) => missingParts(content).map(part => partSentences[part])

/** Fields that the register knows, to choose from. */
async function knownFields(c: Ask) {
  const snapshot = await catalogue(c.var.store.read)
  return remembered(snapshot, 'fields', () => [...new Set(snapshot.rows.flatMap(({ field }) => field ?? []))].sort((a, b) =>
    (sortKey(a) < sortKey(b) ? -1 : 1)).map(field => ({ value: field, label: field })))
}

export async function publishPage(c: Ask, id: string, form?: Form): Promise<ProcedureViews['procedures/publish']> {
  const db = c.var.store.read
  const { procedure, versions, draft } = await procedureToChange(db, c.var.user, id, 'publish procedures')
  if (!draft) throw new NotFound('Thủ tục này không có bản nháp để công bố.')
  const newest = versions.length ? await versionById(db, versions.at(-1)!.id) : null
  const touches = newest ? countsInWords(await quotingNow(db, id)) : ''
  const kinds = newest ? (['amended', 'replaced'] as const) : (['new'] as const)
  // A draft begins as a copy of the version in force: that one's decision publishes nothing new.
  const old = newest?.content.decision?.number
  const { number, date: on, issuer } = draft.content.decision && draft.content.decision.number !== old ? draft.content.decision : { number: '', date: null, issuer: null }
  const shown = form ?? filled({
    kind: kinds[0], effectiveFrom: today(), publishedOn: today(), reviewOn: procedure.reviewOn && procedure.reviewOn > today()
      ? procedure.reviewOn : monthsFrom(today(), c.var.config.reviewMonths),
    decision: [number, on && `ngày ${written(on)}`, issuer].filter(Boolean).join(', '), note: '',
  })
  return {
    id, name: draft.content.name, isNew: !newest, form: shown, labels: labelsOf(shown.errors), revision: draft.revision,
      kinds: kinds.map(kind => ({ value: kind, label: kindWords[kind] })),
    parts: newest ? comparedParts(newest.content, draft.content) : [], missing: missingOf(draft.content),
      days: c.var.config.publishWorkingDays, touches,
  }
}

export async function abolishPage(c: Ask, id: string, form?: Form): Promise<ProcedureViews['procedures/abolish']> {
  const db = c.var.store.read
  const { procedure, versions } = await procedureToChange(db, c.var.user, id, 'publish procedures')
  if (!versions.length || procedure.state === 'abolished') throw new NotFound('Chỉ bãi bỏ được thủ tục đang công bố.')
  const { name, code } = await versionById(db, versions.at(-1)!.id)
  const shown = form ?? filled({ decision: '', effectiveFrom: today(), note: '' })
  return { id, name, code: code ? `mã ${code}` : 'không có mã số', form: shown, labels: labelsOf(shown.errors),
    touches: countsInWords(await quotingNow(db, id)) }
}
