// Places in a template that are filled in for an enquiry: {câu hỏi}, {lệ phí} … What nobody knows is marked to be filled in, never invented.
import { fieldsFor, type Quote } from '../assistant/composing.ts'
import type { Aspect } from '../assistant/understanding.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import type { Piece } from '../search/ranking.ts'
import { fold, line } from '../text.ts'
import { isFileName } from '../wording/public.ts'

/** What is known of the enquiry itself; null is not known. */
export interface Occasion { question: string; number: string; today: string; received: string; unit: string | null; writer: string }

const points: Record<string, Aspect> = {
  'thời hạn': 'time_limit', 'lệ phí': 'fee', 'giấy tờ': 'documents', 'nơi nộp': 'place', 'cách nộp': 'channel', 'cơ quan': 'agency',
  'kết quả': 'result', 'điều kiện': 'conditions', 'trình tự': 'steps', 'căn cứ': 'legal_basis',
}
const ofTheRecord: Record<string, (content: ProcedureContent) => string | null> = {
  'tên thủ tục': ({ name }) => name, 'mã thủ tục': ({ code }) => code, 'lĩnh vực': ({ field }) => field,
  'quyết định công bố': ({ decision }) => decision?.number ?? null,
}
const ofTheOccasion: Record<string, (occasion: Occasion) => string | null> = {
  'câu hỏi': ({ question }) => question, 'số câu hỏi': ({ number }) => number, ngày: ({ today }) => today, 'ngày hỏi': ({ received }) => received,
  'đơn vị': ({ unit }) => unit, 'người trả lời': ({ writer }) => writer,
}

/** Names of all variables, as they stand between braces. */
export const variableNames = [...Object.keys(ofTheOccasion), ...Object.keys(ofTheRecord), ...Object.keys(points)]
const known = new Map(variableNames.map(name => [fold(name), name]))

const places = /\{([^{}\n]{1,60})\}/g
const nameOf = (typed: string): string | undefined => known.get(fold(line(typed)))

/** Variables of a text that nobody knows, as they were typed, each once. */
export const unknownVariables = (text: string): string[] => [...new Set([...text.matchAll(places)].map(([, typed]) => typed!).filter(typed => !nameOf(typed)))]

const mark = '[cần điền: '
const toFill = (name: string, why: string): string => `${mark}${name} – ${why}]`
const open = /(\[cần điền: [^\]\n]*\]|\{[^{}\n]{1,60}\})/
/** A text in pieces, those marked are still to be filled in by hand, or hold a variable. */
export const marked = (text: string): Piece[] => text.split(open).filter(Boolean).map(piece => ({ text: piece, hit: open.test(piece) }))
/** The places of a text that are still to be filled in. */
export const openPlaces = (text: string): string[] => marked(text).filter(({ hit }) => hit).map(piece => piece.text)

/** What stands beside a quotation, without the name of a file that a form was kept under. */
const beside = (meta = ''): string => meta.split('; ').filter(part => part && !isFileName(part)).join('; ')
const quoted = ({ text, meta }: Quote): string => { const words = beside(meta); return words ? `${text} (${words})` : text }
/** One quotation in the sentence, several as lines of their own. */
const listed = (quotes: readonly Quote[]): string | null =>
  (quotes.length > 1 ? `\n${quotes.map(quote => `- ${quoted(quote)}`).join('\n')}\n` : quotes[0] ? quoted(quotes[0]) : null)

function valueOf(name: string, occasion: Occasion, content: ProcedureContent | null): string {
  const own = ofTheOccasion[name]
  if (own) return own(occasion) ?? toFill(name, 'chưa giao đơn vị')
  if (!content) return toFill(name, 'câu hỏi chưa gắn thủ tục')
  const point = points[name]
  const value = point ? listed(fieldsFor(point, content).flatMap(({ quotes }) => quotes)) : ofTheRecord[name]!(content)
  return value ?? toFill(name, `thủ tục ${content.code ?? 'này'} chưa ghi`)
}

/** A template's text for an enquiry; `content` is the procedure in force, null where there is none. Unknown variables stay as they are. */
export function filledIn(text: string, occasion: Occasion, content: ProcedureContent | null): string {
  const whole = text.replace(places, (place, typed: string) => { const name = nameOf(typed); return name ? valueOf(name, occasion, content) : place })
  return whole.replace(/[ \t]+\n/g, '\n').replace(/\n[ \t]*[.;,](?=\n|$)/g, '').replace(/\n{3,}/g, '\n\n').trim()
}

/** Points of the procedure that a text's variables ask for; null where it takes nothing from the procedure. */
export function pointsIn(text: string): Aspect[] | null {
  const names = [...text.matchAll(places)].flatMap(([, typed]) => nameOf(typed!) ?? []).filter(name => !ofTheOccasion[name])
  return names.length ? [...new Set(names.flatMap(name => points[name] ?? []))] : null
}
