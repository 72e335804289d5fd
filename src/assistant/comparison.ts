// Two procedures asked about side by side ('cấp lại khác gì gia hạn'): whether a question does, and which two it means.
import type { ProcedureContent } from '../procedures/content.ts'
import { sections } from '../procedures/sections.ts'
import type { Context, Sources } from './answering.ts'
import { fieldsFor, most, plainText, type Part } from './composing.ts'
import { gateOf } from './gate.ts'
import { empty } from './noise.ts'
import { related, saysOutright } from './related.ts'
import { aspectHeadings } from './sentences.ts'
import type { Aspect } from './understanding.ts'
import { keysOf, spoken } from './vietnamese.ts'

/** What two procedures are compared by, in the order of the table. */
export const comparedAspects = ['documents', 'time_limit', 'fee', 'place', 'conditions', 'result'] as const satisfies Aspect[]

/** `surely`: nothing but a comparison can be meant. */
interface Asking { surely: boolean, sides: [left: string, right: string][], alone: string | null }

const differ = 'khác (?:biệt |nhau |gì |với |nhau gì |gì nhau |gì với |gì so với |so với |ở chỗ nào |ở điểm nào |chỗ nào |thế nào |như thế nào |ra sao )+|có (?:gì |điểm gì )?khác '
// 'So với giấy khai sinh' alone is part of a story.
const phrase = new RegExp(` (?:(?:thì |có |có gì |có điểm gì |điểm gì |chỗ nào )?(?:${differ})|so sánh (?:giúp |giữa )?|phân biệt (?:giúp |giữa )?`
  + '|(?:thì )?(?:nên chọn |nên làm )?(?:cái nào|thủ tục nào|việc nào) )', 'u')
const weak = /cái nào|thủ tục nào|việc nào/u
const joint = / (?:so với|hay là|với|và|hay|hoặc) /gu
const operation = / (?:xin |làm )?(?:cấp mới|cấp lại|cấp đổi|cấp lần đầu|gia hạn|điều chỉnh|sửa đổi bổ sung|sửa đổi|thu hồi|chấm dứt|tạm dừng|tiếp tục|thôi hưởng|thành lập|giải thể|sáp nhập|chia tách|đổi tên|đổi|cấp|hưởng) /gu

const telling = (text: string) => keysOf(text).filter(key => !empty.has(key)).length

/** What the question compares; null when it does not. `text`: its words with blanks around. */
export function comparisonIn(text: string): Asking | null {
  const found = phrase.exec(text)
  if (!found) return null
  const before = ` ${text.slice(0, found.index).trim()} `
  const after = ` ${text.slice(found.index + found[0].length).trim()} `
  const surely = !weak.test(found[0])
  const [told, toldToo] = [telling(before) > 0, telling(after) > 0]
  if (told && toldToo) return { surely, sides: [[before, after], ...splits(before), ...splits(after)], alone: after }
  const said = told ? before : after
  return told || toldToo ? { surely, sides: splits(said), alone: said } : null
}

/** The text cut at each word that may join the two, the last one first. */
const splits = (text: string): [string, string][] => [...text.matchAll(joint)].reverse().flatMap(({ 0: word, index }): [string, string][] => {
  const sides: [string, string] = [text.slice(0, index + 1), text.slice(index + word.length - 1)]
  return sides.every(side => telling(side) > 0) ? [sides] : []
})

/** Says all by itself. */
const code = / \d\.\d{6} /

/** 'cấp mới' beside 'cấp lại giấy phép lao động' is of the same thing. */
const completed = (side: string, other: string): string => (telling(side) <= 2 && !code.test(side) ? `${side} ${other.replace(operation, ' ')}` : side)

export interface Side { id: string, content: ProcedureContent }

/** The two procedures meant; one when the other is not found; none when it is no comparison after all. */
export async function comparedIn({ find, contentOf }: Pick<Sources, 'find' | 'contentOf'>, { surely, sides, alone }: Asking, context: Context,
  { chosen, excluded }: { chosen: string | null, excluded: ReadonlyMap<string, unknown> }): Promise<Side[]> {
  const sidesOf = async (...ids: string[]) => (await Promise.all(ids.map(async id => ({ id, content: await contentOf(id) })))).flatMap(({ id, content }) => (content ? [{ id, content }] : []))
  const kept = context.procedureId
  // Chosen to be compared with the one found before.
  if (chosen) return context.askedBack && kept && kept !== chosen ? sidesOf(kept, chosen) : []
  const look = async (text: string): Promise<string | null> => {
    const found = await find(text.trim(), { limit: 5 })
    const hits = found.hits.filter(({ id }) => !excluded.has(id))
    return gateOf(found, hits).kind === 'refuse' ? null : hits[0]?.id ?? null
  }
  let one: string | null = null
  for (const [left, right] of sides.slice(0, 4)) {
    const [first, second] = [await look(completed(left, right)), await look(completed(right, left))]
    if (first && second && first !== second) return sidesOf(first, second)
    one ??= first ?? second
  }
  if (kept && alone) {
    const other = await look(completed(alone, ` ${spoken(keysOf(context.name ?? '')).trim()} `))
    if (other && other !== kept) return sidesOf(kept, other)
    one = kept
  } else one ??= alone && await look(alone)
  return surely && one ? sidesOf(one) : []
}

/** The answer that sets two records side by side. */
export function comparisonOf(left: Side, right: Side, asked: readonly Aspect[], question: readonly string[]): { aspect: Aspect, parts: Part[], compared: [string, string], text: string } {
  const both = [left, right].map(({ id, content }) => ({ name: content.name, parts: partsOf(id, content, question) }))
  return {
    aspect: comparedAspects.find(aspect => asked.includes(aspect)) ?? 'overview', parts: both.flatMap(({ parts }) => parts), compared: [left.id, right.id],
    text: both.map(({ name, parts }) => `${name}\n${plainText(parts)}`).join('\n\n').slice(0, most.section),
  }
}

/** What one record says of each point compared; a place also where a step says it. */
function partsOf(procedureId: string, content: ProcedureContent, question: readonly string[]): Part[] {
  return comparedAspects.flatMap((aspect) => {
    const parts: Part[] = fieldsFor(aspect, content).filter(({ quotes }) => quotes.length).map(({ section, quotes }) => (
      { aspect, heading: aspectHeadings[aspect], quotes, anchor: sections[section].anchor, procedureId, role: 'field' }))
    const [said] = aspect === 'place' ? related(question, aspect, content) : []
    if (said && saysOutright(aspect, said.text)) parts.push({ aspect, heading: aspectHeadings[aspect], quotes: [said], anchor: sections[said.section].anchor, procedureId, role: 'says' })
    return parts
  })
}
