// Where each component of a record stands on its page: /procedures/:id#giay-to. The assistant cites these places.
import type { Component } from './content.ts'

export interface Section { anchor: string; heading: string }

const summary: Section = { anchor: 'tom-tat', heading: 'Tóm tắt' }

export const sections: Record<Component, Section> = {
  name: summary,
  code: summary,
  aliases: summary,
  field: summary,
  levels: summary,
  channels: { anchor: 'cach-thuc', heading: 'Cách thức thực hiện' },
  papers: { anchor: 'giay-to', heading: 'Thành phần hồ sơ' },
  steps: { anchor: 'trinh-tu', heading: 'Trình tự thực hiện' },
  conditions: { anchor: 'dieu-kien', heading: 'Yêu cầu, điều kiện' },
  audience: { anchor: 'doi-tuong', heading: 'Đối tượng thực hiện' },
  agencies: { anchor: 'co-quan', heading: 'Cơ quan thực hiện' },
  result: { anchor: 'ket-qua', heading: 'Kết quả thực hiện' },
  legalBases: { anchor: 'can-cu', heading: 'Căn cứ pháp lý' },
  reduction: { anchor: 'cat-giam', heading: 'Cắt giảm thời hạn' },
  onlineLevel: { anchor: 'cach-thuc', heading: 'Cách thức thực hiện' },
  postal: { anchor: 'cach-thuc', heading: 'Cách thức thực hiện' },
  decision: { anchor: 'cac-ban', heading: 'Các bản' },
  sourceUrl: { anchor: 'can-cu', heading: 'Căn cứ pháp lý' },
}
