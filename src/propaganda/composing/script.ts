// The script for the loudspeaker: words only, opened and closed by the office, its key line said twice, short enough to be listened to.
import { syllablesOf } from '../../wording/reading-time.ts'
import { spoken } from '../../wording/spoken.ts'
import { inOrder, known, own, tellingOrder, type Fact, type FactKey, type Line } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'
import { said, within } from './saying.ts'

/** Two to three minutes aloud are 300 to 400 words; opening, closing and the line said twice take the rest. */
const room = 300
const roomForPapers = 130
const wordsIn = (lines: readonly Line[]): number => lines.reduce((sum, { text }) => sum + syllablesOf(spoken(text)), 0)

/** Points of which it is said aloud that nothing is published: what people ask for before they go. */
const askedAlways: FactKey[] = ['papers', 'where', 'limit', 'fee']
/** What is said again at the end: the first of these that is known. */
const saidTwice: FactKey[] = ['answer', 'where', 'limit', 'result']
/** 'Không có yêu cầu, điều kiện': nothing to be told aloud. */
const none = ({ key, lines }: Fact) => key === 'conditions' && lines.length === 1 && /^không(?: có| quy định|[.!]|$)/i.test(lines[0]!.text)

export function script({ name, facts, office }: Material): Drafted[] {
  const sayable = known(tellingOrder, facts).filter(fact => !none(fact) && (fact.lines[0]?.from || askedAlways.includes(fact.key)))
  const [key] = inOrder(saidTwice, sayable).filter(({ lines }) => lines[0]?.from)
  const about = name.from?.kind === 'procedure' ? { ...name, text: `Đó là thủ tục ${within(name.text)}` } : name
  const cutWords = own('Còn nội dung chưa đọc hết trong bản tin này. Mời bà con hỏi tại nơi nộp hồ sơ trước khi đi.')
  const body: Line[] = []
  let cut = false
  for (const fact of sayable) {
    const left = room - wordsIn([about, ...body])
    const most = fact.key === 'papers' ? Math.min(left, roomForPapers) : left
    const { told, whole } = said(fact, lines => wordsIn(lines) <= most)
    cut ||= !whole && fact.key !== 'steps'
    body.push(...told)
  }
  const repeated = key ? said({ ...key, lines: key.lines.slice(0, 1) }, lines => wordsIn(lines) <= 80).told : []
  return [
    { heading: 'Lời mở đầu', style: 'text', lines: [own('Kính thưa bà con và các bạn.'), own(`${office} xin hướng dẫn bà con nội dung sau đây.`), about] },
    { heading: 'Nội dung', style: 'text', lines: [...body, ...cut ? [cutWords] : []] },
    { heading: 'Nhắc lại', style: 'text', lines: repeated.length ? [own('Xin nhắc lại để bà con ghi nhớ.'), ...repeated] : [] },
    { heading: 'Lời kết', style: 'text', lines: [own(`Bà con cần biết thêm, mời liên hệ ${office}.`), own('Xin cảm ơn bà con và các bạn đã lắng nghe.')] },
  ]
}
