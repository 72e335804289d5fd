// The article for the web: the headline is the title, a lead of two sentences, the body under headings, and the source.
import { own } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

export function article({ name, facts, more, office }: Material): Drafted[] {
  const lead = ['answer', 'result', 'limit'].flatMap(key => facts.find(fact => fact.key === key && fact.lines[0]?.from) ?? [])
  return [
    { heading: 'Sapo', style: 'text', lines: [own(`${office} hướng dẫn người dân nội dung dưới đây.`), ...lead.slice(0, 2).map(fact => (fact.key === 'answer' ? fact.lines[0]! : { ...fact.lines[0]!, text: `${fact.heading}: ${fact.lines[0]!.text}` }))] },
    ...facts.map((fact): Drafted => ({ heading: fact.heading, style: fact.lines.length > 1 ? 'list' : 'text', lines: fact.lines })),
    { heading: 'Nguồn', style: 'text', lines: [name, ...more] },
  ]
}
