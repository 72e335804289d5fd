// The article for the web: the headline is the title, a lead of two sentences, the body under headings, and the source.
import { inOrder, named, own } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

export function article({ name, facts, more, office }: Material): Drafted[] {
  const lead = inOrder(['answer', 'result', 'limit'], facts).filter(({ lines }) => lines[0]?.from).slice(0, 2)
  return [
    {
      heading: 'Sapo', style: 'text',
      lines: [
        own(`${office} hướng dẫn người dân nội dung dưới đây.`),
        ...lead.map(({ key, heading, lines }) => (key === 'answer' ? lines[0]! : named(heading, lines[0]!))),
      ],
    },
    ...facts.map((fact): Drafted => ({ heading: fact.heading, style: fact.lines.length > 1 ? 'list' : 'text', lines: fact.lines })),
    { heading: 'Nguồn', style: 'text', lines: [name, ...more] },
  ]
}
