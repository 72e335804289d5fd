// What the events of reorganisations say, for the audit log.
import { written } from '../clock.ts'
import type { Event } from '../events/tables.ts'

type Details = Event['details']
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const count = (value: unknown) => Number(value ?? 0).toLocaleString('vi-VN')

export const reorganisingSentences = {
  'reorganisation drafted': ({ decision }) => `đã lập phương án sắp xếp theo ${text(decision)}`,
  'reorganisation changed': 'đã sửa phương án sắp xếp',
  'reorganisation dropped': ({ decision }) => `đã bỏ phương án sắp xếp theo ${text(decision)}`,
  'reorganisation decided': ({ decision, on }) => `đã chốt phương án sắp xếp theo ${text(decision)}, hiệu lực ${written(text(on))}`,
  'reorganisation carried out': ({ decision, moved, left }) => `đã chuyển ${count(moved)} việc và hồ sơ theo ${text(decision)}${left ? `, trong đó ${count(left)} việc còn chờ xem lại` : ''}`,
  'taken over': ({ fromName, toName, decision }) => `đã chuyển từ ${text(fromName)} sang ${text(toName)}, theo ${text(decision)}`,
} satisfies Record<string, string | ((details: Details) => string)>
