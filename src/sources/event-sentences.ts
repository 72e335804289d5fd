// What the events of this folder say, for the audit log.
import type { Event } from '../events/tables.ts'

type Details = Event['details']

const count = (items: unknown) => (items as unknown[] | undefined ?? []).length.toLocaleString('vi-VN')

export const sourceSentences = {
  'citations confirmed': ({ items }) => `đã xem ${count(items)} chỗ trích nguồn đã thay đổi, vẫn đúng`,
  'citations given to review': ({ items }) => `đã giao việc rà soát ${count(items)} chỗ trích nguồn đã thay đổi`,
  'citations told': ({ items }) => `đã báo lại ${count(items)} người từng được trả lời theo bản cũ`,
} satisfies Record<string, string | ((details: Details) => string)>
