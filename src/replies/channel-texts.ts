// An answer as each channel takes it: short messages, a mail, words to be said, the text of a letter.
import type { Channel } from '../enquiries/tables.ts'
import { withoutMarks } from '../masking/masking.ts'
import { sentencesOf } from '../wording/sentences.ts'

/** What a text for a channel is made of. */
export interface Answered {
  number: string
  question: string
  text: string
  office: string
  unit: string | null
  /** 'thủ tục “Cấp giấy”, 970/QĐ-UBND'. */
  sources: string[]
}

export type Way = 'zalo' | 'mail' | 'voice' | 'letter'
/** How an answer goes back over the channel that the question came by. */
export const wayOf: Record<Channel, Way> = { counter: 'voice', phone: 'voice', zalo: 'zalo', email: 'mail', letter: 'letter', dialogue: 'letter' }

/** Most characters of one Zalo message. */
export const mostZalo = 1_000
const numbering = '(10/10) '.length

/** A way of cutting, and what stands between the pieces. */
type Cut = (whole: string) => [pieces: string[], between: string]

/** Pieces no longer than `most`, split at lines, then sentences, then words, and within a word only where it alone is too long. */
function split(text: string, most: number): string[] {
  const parts: string[] = []
  const add = (piece: string, mark: string) => {
    const last = parts.at(-1)
    if (last !== undefined && last.length + mark.length + piece.length <= most) parts[parts.length - 1] = last + mark + piece
    else parts.push(piece)
  }
  const fit = (piece: string, mark: string, cuts: readonly Cut[]) => {
    const [next, ...rest] = cuts
    if (piece.length <= most || !next) return add(piece, mark)
    const [pieces, between] = next(piece)
    pieces.forEach((one, at) => { fit(one, at ? between : mark, rest) })
  }
  const letters = new RegExp(`[^]{1,${most}}`, 'gu')
  const smaller: Cut[] = [whole => [sentencesOf(whole).map(one => one.text), ' '], whole => [whole.split(' '), ' '], word => [word.match(letters) ?? [], '']]
  for (const line of text.split('\n').map(one => one.trim()).filter(Boolean)) fit(line, '\n', smaller)
  return parts
}

/** Messages of at most 1,000 characters, numbered where there are several; the last one says where it is from. */
export function zaloMessages({ number, text, office, sources }: Answered): string[] {
  const footing = [`Trả lời câu hỏi ${number}. ${office}.`, ...sources.length ? [`Căn cứ: ${sources.join('; ')}.`] : []].join('\n')
  const whole = split(`${text}\n${footing}`, mostZalo)
  if (whole.length === 1) return whole
  const parts = split(`${text}\n${footing}`, mostZalo - numbering)
  return parts.map((part, at) => `(${at + 1}/${parts.length}) ${part}`)
}

const salutation = /^kính (?:gửi|thưa|chào)[^\n]{0,80}$/iu
/** 'Sở trả lời câu hỏi HĐ 1/2026 của ông/bà như sau:', as templates begin. */
const opening = /^[^\n]{0,60}trả lời[^\n]{0,80}như sau\s*:?$/iu
const farewell = /^(?:xin )?(?:trân trọng(?: cảm ơn| kính chào)?|kính (?:thư|chào))[^\n]{0,40}$/iu

/** An answer without its own salutation, opening and farewell: for what brings its own. */
export function bodyOf(text: string): string {
  const lines = text.trim().split('\n')
  const dressing = (line: string, signs: readonly RegExp[]) => !line.trim() || signs.some(sign => sign.test(line.trim()))
  while (lines.length > 1 && dressing(lines[0]!, [salutation, opening])) lines.shift()
  while (lines.length > 1 && dressing(lines.at(-1)!, [farewell])) lines.pop()
  return lines.join('\n')
}

/** A question as it is quoted: nobody is shown the marks that their own data left, nor two full stops. */
export const questionQuoted = (question: string): string => withoutMarks(question).trim().replace(/[.…\s]+$/u, '')

export const mailText = ({ number, question, text, office, unit, sources }: Answered): string => [
  'Kính gửi Ông/Bà,', '', `${office} nhận được câu hỏi (số ${number}):`, `“${questionQuoted(question)}”`, '', `${unit ?? office} trả lời như sau:`, '', bodyOf(text), '',
  ...sources.length ? ['Căn cứ:', ...sources.map(source => `- ${source}`), ''] : [], 'Trân trọng.',
].join('\n')

/** About a minute of talk. */
const mostSpoken = 700

/** What is said on the phone or at the counter: the beginning, in whole sentences, and where the rest is. */
export function voiceText({ number, text }: Answered): string {
  const words = bodyOf(text).replace(/^[-•*]\s+/gm, '')
  const [first = ''] = split(words, mostSpoken)
  const whole = first.length >= words.trim().length - 2
  const said = first.split('\n').map(line => (/[.!?…:;]$/.test(line) ? line : `${line}.`)).join('\n')
  const rest = whole ? '' : 'Còn nội dung khác, chúng tôi gửi đầy đủ bằng tin nhắn hoặc giấy. '
  return `${said}\n${rest}Số câu hỏi của Ông/Bà là ${number}, nhắc số này khi cần hỏi thêm.`
}
