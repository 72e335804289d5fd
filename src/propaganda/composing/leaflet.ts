// The folded leaflet: six panels, from the cover to where more is found.
import { own, type FactKey } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

export function leaflet({ name, facts, more, office }: Material): Drafted[] {
  const panel = (heading: string, keys: readonly FactKey[]): Drafted => {
    const chosen = keys.flatMap(key => facts.find(fact => fact.key === key) ?? [])
    const labelled = chosen.length > 1
    return { heading, style: 'list', lines: chosen.flatMap(fact => fact.lines.map(one => (labelled && fact.lines.length === 1 && one.from ? { ...one, text: `${fact.heading}: ${one.text}` } : one))) }
  }
  return [
    { heading: 'Bìa', style: 'text', lines: [name, own(`${office} hướng dẫn.`)] },
    panel('Ai được thực hiện', ['answer', 'who', 'conditions']),
    panel('Giấy tờ cần mang', ['papers']),
    panel('Nộp ở đâu, bằng cách nào', ['where', 'how', 'steps']),
    panel('Thời hạn, phí, kết quả', ['limit', 'fee', 'result']),
    { heading: 'Tìm hiểu thêm', style: 'text', lines: [...more, own(`Cần hỏi thêm, mời liên hệ ${office}.`)] },
  ]
}
