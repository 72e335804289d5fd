// The script for the loudspeaker: words only, opened and closed by the office, its key line said twice, short enough to be listened to.
import { syllablesOf } from '../../wording/reading-time.ts'
import { known, named, own, tellingOrder, type Fact, type Line } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

/** Two to three minutes aloud are 300 to 400 words; opening, closing and the line said twice take the rest. */
const room = 270
const roomForPapers = 130
const wordsIn = (lines: readonly Line[]): number => lines.reduce((sum, { text }) => sum + syllablesOf(text), 0)

function told({ heading, key, lines }: Fact, words: number): Line[] {
  const said: Line[] = []
  for (const one of lines) if (wordsIn([...said, one]) <= words) said.push(one)
  if (!said.length || key === 'answer') return said
  // What is not all of it does not sound as if it were.
  if (said.length < lines.length) return [own(`${heading}, trong đó có:`), ...said]
  if (said.length > 1) return [own(`${heading} gồm có:`), ...said]
  return said.map(one => named(heading, one))
}

export function script({ name, facts, office }: Material): Drafted[] {
  const sayable = known(tellingOrder, facts)
  const published = sayable.filter(({ lines }) => lines[0]?.from)
  const key = sayable.find(fact => fact.key === 'answer') ?? published.find(fact => fact.key === 'where') ?? published[0]
  const cutWords = own('Còn nội dung chưa đọc hết trong bản tin này. Mời bà con hỏi tại nơi nộp hồ sơ trước khi đi.')
  const body: Line[] = []
  let cut = false
  for (const fact of sayable) {
    const left = room - wordsIn(body)
    const said = told(fact, fact.key === 'papers' ? Math.min(left, roomForPapers) : left)
    cut ||= said.filter(({ from }) => from).length < fact.lines.filter(({ from }) => from).length && fact.key !== 'steps' && fact.key !== 'conditions'
    body.push(...said)
  }
  const repeated = key?.lines[0] ? told({ ...key, lines: [key.lines[0]] }, 80) : []
  return [
    { heading: 'Lời mở đầu', style: 'text', lines: [own('Kính thưa bà con và các bạn.'), own(`${office} xin thông báo đến bà con nội dung sau đây.`), name] },
    { heading: 'Nội dung', style: 'text', lines: [...body, ...cut ? [cutWords] : []] },
    { heading: 'Nhắc lại', style: 'text', lines: repeated.length ? [own('Xin nhắc lại để bà con ghi nhớ.'), ...repeated] : [] },
    { heading: 'Lời kết', style: 'text', lines: [own(`Bà con cần biết thêm, mời liên hệ ${office}.`), own('Xin cảm ơn bà con và các bạn đã lắng nghe.')] },
  ]
}
