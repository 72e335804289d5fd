// The folded leaflet: six panels, from the cover to where more is found.
import { known, named, own, type Fact, type FactKey } from './facts.ts'
import type { Drafted } from './composing.ts'
import type { Material } from './material.ts'

export function leaflet({ name, facts, more, office }: Material): Drafted[] {
  const panel = (heading: string, keys: readonly FactKey[]): Drafted => {
    const chosen = known(keys, facts)
    const told = ({ heading: of, lines }: Fact) => (chosen.length > 1 && lines.length === 1 && of !== heading ? [named(of, lines[0]!)] : lines)
    return { heading, style: 'list', lines: chosen.flatMap(told) }
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
