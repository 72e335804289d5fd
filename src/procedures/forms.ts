// The form of a whole record: from the content to what its fields show, and from what was typed back to the content.
import { isDay } from '../clock.ts'
import { line } from '../text.ts'
import type { Form } from '../web/forms.ts'
import { channelKinds, emptyContent, levels, limitUnits, onlineLevels, validities, type Limit, type ProcedureContent } from './content.ts'
import { limitOf } from './limits.ts'
import type { RowsOf } from './views.ts'
import { limitWords } from './words.ts'

type Values = Record<string, string>
const repeating = ['channels', 'papers', 'legalBases'] as const
type Repeating = (typeof repeating)[number]
const mostRows = 400
const longest = 200_000

/** What the fields show of a content. Rows are numbered: channels.0.fee. */
export function valuesOf(content: ProcedureContent): { values: Values; rows: RowsOf } {
  const values: Values = {
    name: content.name, code: content.code ?? '', aliases: content.aliases.join('\n'), field: content.field ?? '',
      audience: content.audience ?? '',
    steps: content.steps ?? '', conditions: content.conditions ?? '', result: content.result ?? '',
      onlineLevel: content.onlineLevel ?? '',
    postal: content.postal === null ? '' : content.postal ? 'yes' : 'no', sourceUrl: content.sourceUrl ?? '',
    'decision.number': content.decision?.number ?? '', 'decision.date': content.decision?.date ?? '',
      'decision.issuer': content.decision?.issuer ?? '',
    'reduction.decision': content.reduction?.decision ?? '',
  }
  for (const level of content.levels) values[`levels.${level}`] = 'on'
  for (const [key, name] of Object.entries(content.agencies)) values[`agencies.${key}`] = name ?? ''
  for (const key of ['statutory', 'actual'] as const) putLimit(values, `reduction.${key}`, content.reduction?.[key] ?? null)
  for (const [at, channel] of content.channels.entries()) {
    const to = `channels.${at}`
    Object.assign(values, { [`${to}.kind`]: channel.kind, [`${to}.case`]: channel.case ?? '',
      [`${to}.limitText`]: channel.limitText ?? '', [`${to}.fee`]: channel.fee ?? '', [`${to}.note`]: channel.note ?? '' })
    putLimit(values, `${to}.limit`, channel.limit)
  }
  for (const [at, paper] of content.papers.entries()) {
    const to = `papers.${at}`
    Object.assign(values, { [`${to}.name`]: paper.name, [`${to}.case`]: paper.case ?? '',
      [`${to}.originals`]: String(paper.originals ?? ''), [`${to}.copies`]: String(paper.copies ?? ''),
      [`${to}.form`]: paper.form ?? '', [`${to}.note`]: paper.note ?? '' })
    if (!paper.required) values[`${to}.optional`] = 'on'
  }
  for (const [at, basis] of content.legalBases.entries()) {
    const to = `legalBases.${at}`
    Object.assign(values, { [`${to}.number`]: basis.number ?? '', [`${to}.title`]: basis.title ?? '',
      [`${to}.date`]: basis.date ?? '', [`${to}.issuer`]: basis.issuer ?? '', [`${to}.validity`]: basis.validity })
  }
  return { values, rows: { channels: content.channels.length, papers: content.papers.length,
    legalBases: content.legalBases.length } }
}

function putLimit(values: Values, to: string, limit: Limit | null): void {
  values[`${to}.number`] = limit ? String(limit.number).replace('.', ',') : ''
  values[`${to}.unit`] = limit?.unit ?? ''
}

/** How many rows of each repeating part the fields hold. */
export function rowsIn(values: Values): RowsOf {
  const rows: RowsOf = { channels: 0, papers: 0, legalBases: 0 }
  for (const name of Object.keys(values)) {
    const [part, at] = name.split('.') as [Repeating, string]
    if (repeating.includes(part) && /^\d{1,3}$/.test(at)) rows[part] = Math.min(mostRows, Math.max(rows[part], Number(at) + 1))
  }
  return rows
}

/**
 * What a button that adds or drops a row makes of the fields: 'add-papers', 'drop-papers-3'.
 * Returns the values as they are now and their rows; null when it is no such button.
 */
export function rowsChanged(values: Values, button: string): { values: Values; rows: RowsOf } | null {
  const [, verb, part, at] = /^(add|drop)-(channels|papers|legalBases)(?:-(\d+))?$/.exec(button) ?? []
  if (!verb) return null
  const key = part as Repeating
  const rows = rowsIn(values)
  if (verb === 'add') return { values, rows: { ...rows, [key]: Math.min(mostRows, rows[key] + 1) } }
  const left: Values = {}
  for (const [name, value] of Object.entries(values)) {
    const [, mine, number, field] = /^(\w+)\.(\d+)\.(.+)$/.exec(name) ?? []
    if (mine !== key || Number(number) < Number(at)) left[name] = value
    else if (Number(number) > Number(at)) left[`${key}.${Number(number) - 1}.${field}`] = value
  }
  return { values: left, rows: { ...rows, [key]: Math.max(0, rows[key] - 1) } }
}

/** The content that was typed, with a Vietnamese sentence for each field that cannot be taken. Rows left blank are dropped. */
export function contentOf(values: Values): { content: ProcedureContent; errors: Form['errors'] } {
  const errors: Form['errors'] = {}
  const raw = (name: string) => (values[name] ?? '').trim()
  const text = (name: string): string | null => {
    if (raw(name).length > longest) errors[name] = `Dài quá ${longest.toLocaleString('vi-VN')} ký tự. Hãy rút gọn hoặc dẫn tới văn bản.`
    return raw(name) || null
  }
  const short = (name: string): string | null => line(raw(name)) || null
  const oneOf = <T extends string>(name: string, choices: readonly T[]): T | null =>
    choices.find(choice => choice === raw(name)) ?? null
  const whole = (name: string): number | null => {
    if (!raw(name)) return null
    if (!/^\d{1,3}$/.test(raw(name))) errors[name] = 'Ghi số bản bằng chữ số, ví dụ 1.'
    return Number(raw(name))
  }
  const day = (name: string): string | null => {
    if (!raw(name)) return null
    if (!isDay(raw(name))) errors[name] = 'Chọn một ngày có thật.'
    return raw(name)
  }
  const limit = (name: string): Limit | null => {
    const [number, unit] = [raw(`${name}.number`), oneOf(`${name}.unit`, limitUnits)]
    if (!number && !unit) return null
    const value = Number(number.replace(',', '.'))
    if (!number || !(value > 0)
      || value > 100_000) { errors[`${name}.number`] = 'Ghi số lớn hơn 0, hoặc để trống cả số và đơn vị.'; return null }
    if (!unit) { errors[`${name}.unit`] = 'Chọn đơn vị: “ngày” và “ngày làm việc” khác nhau.'; return null }
    return { number: value, unit }
  }

  const content: ProcedureContent = {
    ...emptyContent(line(raw('name'))),
    code: short('code'), aliases: raw('aliases').split(/[\n;]/).map(line).filter(Boolean), field: short('field'),
    levels: levels.filter(level => values[`levels.${level}`] === 'on'), audience: text('audience'),
    steps: text('steps'), conditions: text('conditions'), result: text('result'), onlineLevel: oneOf('onlineLevel', onlineLevels),
    postal: raw('postal') === 'yes' ? true : raw('postal') === 'no' ? false : null, sourceUrl: short('sourceUrl'),
    agencies: { handling: text('agencies.handling'), competent: text('agencies.competent'),
      coordinating: text('agencies.coordinating'), issuing: text('agencies.issuing'), receiving: text('agencies.receiving') },
  }
  const rows = rowsIn(values)
  const used = (part: Repeating, at: number) => Object.keys(values).some(name => name.startsWith(`${part}.${at}.`)
    && !/\.(?:kind|validity|optional)$/.test(name) && raw(name))
  for (let at = 0; at < rows.channels; at++) {
    const from = `channels.${at}`
    // A way of handing in says something by its kind alone.
    const kind = oneOf(`${from}.kind`, channelKinds)
    if (!kind) { if (used('channels', at)) errors[`${from}.kind`] = 'Chọn hình thức nộp.'; continue }
    const [stated, words] = [limit(`${from}.limit`), text(`${from}.limitText`)]
    const said = limitOf(words)
    if (stated && said
      && (said.number !== stated.number
      || said.unit !== stated.unit)) errors[`${from}.limitText`] = `Nguyên văn ghi ${limitWords(said)}, khác số ở trên: sửa cho khớp hoặc để trống.`
    content.channels.push({ kind, case: text(`${from}.case`), limit: stated, limitText: words, fee: text(`${from}.fee`),
      note: text(`${from}.note`) })
  }
  for (let at = 0; at < rows.papers; at++) {
    const from = `papers.${at}`
    if (!used('papers', at)) continue
    const name = text(`${from}.name`)
    if (!name) errors[`${from}.name`] = 'Ghi tên giấy tờ.'
    content.papers.push({ name: name ?? '', case: text(`${from}.case`), originals: whole(`${from}.originals`),
      copies: whole(`${from}.copies`), form: short(`${from}.form`), required: values[`${from}.optional`] !== 'on',
      note: text(`${from}.note`) })
  }
  for (let at = 0; at < rows.legalBases; at++) {
    const from = `legalBases.${at}`
    if (!used('legalBases', at)) continue
    content.legalBases.push({ number: short(`${from}.number`), title: text(`${from}.title`), date: day(`${from}.date`),
      issuer: short(`${from}.issuer`), validity: oneOf(`${from}.validity`, validities) ?? 'unknown' })
  }
  const [statutory, actual] = [limit('reduction.statutory'), limit('reduction.actual')]
  if (statutory && actual) content.reduction = { statutory, actual, decision: short('reduction.decision') }
  else if (statutory
    || actual) errors[`reduction.${statutory ? 'actual' : 'statutory'}.number`] ??= 'Cắt giảm cần cả thời hạn theo quy định và thời hạn sau cắt giảm.'
  if (statutory && actual
    && statutory.unit !== actual.unit) errors['reduction.actual.unit'] = 'Hai thời hạn phải cùng đơn vị thì mới so được: “ngày” và “ngày làm việc” không quy đổi cho nhau.'
  else if (statutory && actual
    && actual.number >= statutory.number) errors['reduction.actual.number'] = 'Thời hạn sau cắt giảm phải ngắn hơn thời hạn theo quy định.'
  const number = short('decision.number')
  if (number) content.decision = { number, date: day('decision.date'), issuer: short('decision.issuer') }
  else if (raw('decision.date')
    || raw('decision.issuer')) errors['decision.number'] = 'Ghi số quyết định, hoặc để trống cả ngày và cơ quan.'
  if (!content.name) errors.name = 'Ghi tên thủ tục.'
  else if (content.name.length > 2_000) errors.name = 'Tên dài quá 2.000 ký tự.'
  if (content.code && !/^[\w.\-/]{1,60}$/.test(content.code)) errors.code = 'Mã số chỉ gồm chữ, số, dấu chấm, ví dụ 1.001776.'
  if (content.sourceUrl
    && !/^https?:\/\/[^\s"'<>]+$/.test(content.sourceUrl)) errors.sourceUrl = 'Địa chỉ phải bắt đầu bằng http:// hoặc https://.'
  return { content, errors }
}

/** Words for the fields that an error may point to. */
export function labelsOf(errors: Form['errors']): Record<string, string> {
  const parts: Record<string, string> = { channels: 'Cách nộp', papers: 'Giấy tờ', legalBases: 'Căn cứ' }
  const fields: Record<string, string> = {
    name: 'Tên thủ tục', code: 'Mã số', sourceUrl: 'Nguồn', 'decision.number': 'Quyết định công bố',
      'decision.date': 'Ngày quyết định', effectiveFrom: 'Ngày áp dụng',
    publishedOn: 'Ngày công bố', decision: 'Văn bản', reviewOn: 'Ngày soát lại', kind: 'Loại thay đổi', unitId: 'Đơn vị giữ',
      note: 'Ghi chú',
  }
  return Object.fromEntries(Object.keys(errors).map(name => {
    const [part, at] = name.split('.')
    return [name, parts[part!] && at ? `${parts[part!]}, dòng ${Number(at) + 1}` : part === 'reduction' ? 'Cắt giảm thời hạn'
      : fields[name] ?? '']
  }))
}
