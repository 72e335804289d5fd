// Points for a talk: what to say in which order, and up to ten questions that the audience may ask, with their approved answers.
import { own } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

export function talk({ name, facts, faqs, more, office }: Material): Drafted[] {
  const asked = faqs.filter(({ question }) => question.text !== name.text)
  return [
    { heading: 'Giới thiệu', style: 'text', lines: [own(`${office} trao đổi với bà con về nội dung sau đây.`), name] },
    ...facts.map((fact): Drafted => ({ heading: fact.heading, style: 'list', lines: fact.lines })),
    { heading: 'Hỏi và đáp', style: 'text', lines: asked.flatMap(({ question, answer }) => [{ ...question, text: `Hỏi: ${question.text}` }, ...answer.map((one, at) => (at ? one : { ...one, text: `Đáp: ${one.text}` }))]) },
    { heading: 'Tìm hiểu thêm', style: 'text', lines: more },
  ]
}
