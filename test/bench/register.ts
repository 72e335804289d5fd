// What is measured of the register and the assistant: the pages that people open most.
import type { Ask, Measure } from './measuring.ts'
import type { BenchPortal } from './portal.ts'

/** They need a register in the portal. The list and the procedure page have the goals of the project. */
export async function registerMeasures({ origin, cookie }: BenchPortal): Promise<Measure[]> {
  const list = await (await fetch(`${origin}/procedures`, { headers: { cookie } })).text()
  const addresses = [...new Set(list.match(/\/procedures\/[0-9a-f-]{36}(?=")/g))]
  const turns: Ask[] = []
  for (const question of questions) {
    const body = new URLSearchParams({ question })
    // Each question in a conversation of its own: what was asked before would change its answer.
    const begun = await fetch(`${origin}/ask`, { method: 'POST', body, headers: { origin, cookie }, redirect: 'manual' })
    turns.push({
      path: `${begun.headers.get('location')!.replace(/#.*/, '')}/turns`, method: 'POST', body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'HX-Request': 'true', 'HX-Request-Type': 'partial' },
    })
  }
  return [
    { name: 'home', asks: [{ path: '/' }] },
    { name: 'procedure list, 50 and all facets', asks: [{ path: '/procedures' }], least: 0.3 },
    // Nothing that the portal remembers helps these.
    { name: 'procedure list, a new search each', asks: searches().map(path => ({ path })) },
    { name: 'procedure page', asks: addresses.map(path => ({ path })), least: 0.3 },
    { name: 'assistant turn', asks: turns },
  ]
}

/** More of them than the portal keeps answers for (src/procedures/catalogue.ts), so that each is looked for anew. */
function searches(): string[] {
  const first = ['cấp', 'giấy', 'phép', 'đăng ký', 'thay đổi', 'chứng', 'điều', 'kinh doanh', 'tổ chức', 'hoạt động', 'công',
    'thu', 'gia', 'xác nhận', 'quyết', 'thẩm', 'đối với', 'doanh', 'nhân', 'tỉnh']
  const second = ['lại', 'hạn', 'nhận', 'định', 'tại', 'trong', 'của', 'xây', 'nước', 'theo', 'khi', 'lần', 'thuộc', 'hộ', 'vốn']
  return first.flatMap(one => second.map(other => `/procedures?${new URLSearchParams({ q: `${one} ${other}` })}`))
}

const questions = [
  'Cấp lại giấy xác nhận khuyết tật cần giấy tờ gì?', 'Hưởng trợ cấp thất nghiệp nộp hồ sơ ở đâu?',
  'gia han giay phep lao dong mat bao lau', 'Lệ phí cấp giấy phép hoạt động dịch vụ việc làm là bao nhiêu?',
  'Điều kiện hưởng trợ cấp xã hội hằng tháng', 'Căn cứ pháp lý của thủ tục cấp giấy phép lao động',
  'mai táng phí người có công cần gì', 'Đăng ký nội quy lao động trong mấy ngày?',
  'Thành lập cơ sở trợ giúp xã hội nộp ở đâu', 'chào bạn',
]
