// What the department has for citizens: a question whose answer waits for its check, a leaflet in the plan, a slip.
import { newId } from '../../src/ids.ts'
import type { TestPortal } from '../portal.ts'

const last = (answer: Response) => answer.headers.get('location')!.split('#')[0]!.split('/').at(-1)!

/** `procedure` is kept by the unit of Hoa and Minh. */
export async function fillForCitizens({ as }: TestPortal, procedure: string): Promise<Record<'enquiry' | 'piece' | 'line' | 'slip', string>> {
  const [cua, hoa, minh] = [as('cua'), as('hoa'), as('minh')]
  const enquiry = newId()
  const question = 'Người cao tuổi sống một mình, không có lương hưu, không còn con cháu chăm sóc thì nộp hồ sơ ở đâu, cần giấy tờ gì? '
  const asker = { name: 'Nguyễn Văn Mẫu', contact: '0900 000 001' }
  await cua.post('/enquiries', { id: enquiry, channel: 'zalo', question: question.repeat(6).trim(), procedureId: procedure, ...asker })
  await cua.post('/enquiries', { id: newId(), channel: 'phone', question, unitId: 'none' })
  await minh.post(`/enquiries/${enquiry}/answer`, { text: 'Bác nộp hồ sơ tại Bộ phận Một cửa. '.repeat(20), revision: '0' })
  const line = last(await hoa.post('/propaganda/plan', {
    year: '2026', quarter: '4', unitId: 'merit', topic: 'Trợ giúp người cao tuổi không có lương hưu',
    'form.leaflet': 'on', wanted: '2', due: '2026-12-11',
  }))
  const piece = last(await minh.post('/propaganda', { form: 'leaflet', unitId: 'merit', procedureId: procedure }))
  await minh.post(`/propaganda/${piece}/line`, { lineId: line })
  await minh.post(`/propaganda/${piece}/submission`, { number: '1' })
  return { enquiry, piece, line, slip: last(await cua.post(`/procedures/${procedure}/slip`, { case: '', turn: '' })) }
}
