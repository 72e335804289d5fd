// The sheet of questions and answers: the approved FAQ of the procedure, then what people ask of every procedure, answered by its fields.
import type { FactKey } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

const questions: { [key in FactKey]?: string } = {
  who: 'Ai được làm thủ tục này?', papers: 'Cần chuẩn bị giấy tờ gì?', where: 'Nộp hồ sơ ở đâu?', how: 'Nộp bằng cách nào?', limit: 'Bao lâu thì có kết quả?',
  fee: 'Phí, lệ phí bao nhiêu?', result: 'Làm xong thì nhận được gì?', conditions: 'Có yêu cầu, điều kiện gì không?',
}

export function faqSheet({ facts, faqs, more }: Material): Drafted[] {
  return [
    ...faqs.map(({ question, answer }): Drafted => ({ heading: question.text, style: 'text', lines: answer })),
    ...facts.flatMap((fact): Drafted[] => (questions[fact.key] ? [{ heading: questions[fact.key]!, style: fact.lines.length > 1 ? 'list' : 'text', lines: fact.lines }] : [])),
    { heading: 'Tìm hiểu thêm', style: 'text', lines: more },
  ]
}
