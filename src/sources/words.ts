// What people read of places that quote what has changed: their kinds, what is to be done, how many.
import type { Handling } from './citing.ts'
import { isQuiet, placeKinds, type Place, type PlaceKind } from './places.ts'

export const kindNames: Record<PlaceKind, string> = {
  faq: 'Câu hỏi thường gặp', template: 'Mẫu trả lời', piece: 'Bài tuyên truyền', test: 'Câu kiểm chứng', enquiry: 'Câu hỏi công dân đang mở',
  given: 'Câu đã trả lời công dân', slip: 'Phiếu hướng dẫn', answer: 'Câu trợ lý đã trả lời',
}

const toDo: Record<PlaceKind, string> = {
  faq: 'Sửa câu theo bản mới', template: 'Sửa mẫu theo bản mới', piece: 'Thu hồi, hoặc soạn lại theo bản mới', test: 'Sửa câu kiểm chứng',
  enquiry: 'Trả lời theo bản mới', given: 'Báo lại công dân', slip: 'Báo lại, phát phiếu mới', answer: 'Báo lại người hỏi',
}

/** What is to be done with a place; where no part that it quotes is another one, looking at it will do. */
export const toDoOf = (place: Pick<Place, 'kind' | 'touched' | 'change'>): string =>
  (isQuiet(place) ? 'Xem qua rồi xác nhận'
    : place.change.ended && (place.kind === 'faq' || place.kind === 'template') ? 'Cất đi, hoặc soạn lại' : toDo[place.kind])

const counted: Record<PlaceKind, string> = {
  faq: 'câu hỏi thường gặp', template: 'mẫu trả lời', piece: 'bài tuyên truyền', test: 'câu kiểm chứng', enquiry: 'câu hỏi công dân đang mở',
  given: 'câu đã trả lời công dân', slip: 'phiếu hướng dẫn', answer: 'câu trợ lý đã trả lời',
}

/** '3 câu hỏi thường gặp, 2 bài tuyên truyền'; '' where there is none. */
export const countsInWords = (counts: ReadonlyMap<PlaceKind, number>): string =>
  placeKinds.flatMap(kind => (counts.get(kind) ? [`${counts.get(kind)!.toLocaleString('vi-VN')} ${counted[kind]}`] : [])).join(', ')

export const handlingNames: Record<Handling | 'open', string> = {
  open: 'Chưa xử lý', confirmed: 'Đã xem, vẫn đúng', given: 'Đã giao việc rà soát', told: 'Đã báo lại',
}
