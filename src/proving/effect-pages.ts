// What a change would do to the answers, as the page of the change shows it: the sentence, and each test that would be answered differently.
import type { Ask } from '../web/context.ts'
import { number } from '../web/helpers.ts'
import { effectOf, type Change, type Different } from './effect.ts'
import { outcomeNames, testsPath } from './list.ts'
import type { Said } from './scoring.ts'
import { namesOfProcedures, type NamedProcedure } from './tests.ts'

/** One turn that would be answered differently. */
export interface EffectLine { href: string; question: string; before: string; after: string; verdict: 'better' | 'worse' | 'other' }

export interface EffectData {
  sentence: string
  /** How much of the tests was asked before the time was up; null: all. */
  partly: string | null
  lines: EffectLine[]
  more: number
}

const mostShown = 20

/** For the pages on which a change is looked at before it is made: publication, approval, preview. */
export async function effectOnTests(c: Ask, change: Change): Promise<EffectData> {
  const { asked, all, different } = await effectOf(c.var, change)
  const names = await namesOfProcedures(c.var.store.read, different.flatMap(({ before, after }) => [...before.procedureIds.slice(0, 1), ...after.procedureIds.slice(0, 1)]))
  if (change.of === 'procedure' && change.content) names.set(change.id, { id: change.id, ...change.content })
  const lines = different.map(one => lineOf(one, names))
  const order = { worse: 0, better: 1, other: 2 }
  const count = (verdict: EffectLine['verdict']) => lines.filter(line => line.verdict === verdict).length
  const turning = [['worse', 'đang đúng thành sai'] as const, ['better', 'đang sai thành đúng'] as const]
    .flatMap(([verdict, words]) => (count(verdict) ? [`${number(count(verdict))} lượt ${words}`] : []))
  return {
    sentence: all === 0 ? 'Chưa có câu kiểm chứng nào để biết trợ lý sẽ trả lời khác ở đâu.'
      : !lines.length ? `Không câu nào trong ${number(asked)} câu kiểm chứng trả lời khác.`
        : `${number(new Set(different.map(({ test }) => test.id)).size)} trong ${number(asked)} câu kiểm chứng sẽ trả lời khác${turning.length ? `: ${turning.join(', ')}` : ''}.`,
    partly: asked < all ? `Mới hỏi được ${number(asked)} trong ${number(all)} câu vì có nhiều câu; các câu về thủ tục này được hỏi trước.` : null,
    lines: lines.toSorted((a, b) => order[a.verdict] - order[b.verdict]).slice(0, mostShown), more: Math.max(0, lines.length - mostShown),
  }
}

function lineOf({ test, turn, before, after, was, is }: Different, names: ReadonlyMap<string, NamedProcedure>): EffectLine {
  const [old, made] = [inWords(before, names), inWords(after, names)]
  const [oldText, newText] = old === made ? around(before.text, after.text) : ['', '']
  return {
    href: `${testsPath}/${test.id}`, question: test.turns[turn]!.question, verdict: was === is ? 'other' : is ? 'better' : 'worse',
    before: oldText ? `${old}: “${oldText}”` : old, after: newText ? `“${newText}”` : made,
  }
}

const inWords = ({ outcome, procedureIds }: Said, names: ReadonlyMap<string, NamedProcedure>): string =>
  (outcome === 'answered' ? `${outcomeNames[outcome]} từ “${shortly(names.get(procedureIds[0] ?? '')?.name ?? 'thủ tục khác')}”` : outcomeNames[outcome])

const shortly = (text: string, most = 90) => (text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most))}…`)

/** The two texts from a little before the place where they part. */
function around(before: string, after: string): [string, string] {
  let at = 0
  while (at < before.length && before[at] === after[at]) at++
  const from = Math.max(0, before.lastIndexOf(' ', Math.max(0, at - 20)) + 1)
  const cut = (text: string) => `${from ? '…' : ''}${shortly(text.slice(from), 120)}`
  return [cut(before), cut(after)]
}
