// Every setting: the variable it is read from, its default, and one sentence. The README lists them (test/settings.test.ts).
import { join } from 'node:path'
import { ldapOrders, ldapSettings, oidcSettings, secondFactorNeed } from './accounts/ways-in.ts'

export interface Setting { name: string; default: string; about: string }

/** `about` is what the README prints. */
export const settings = [
  { name: 'HOST', default: '127.0.0.1', about: 'Address to listen on; ignored while demo people exist: then it is 127.0.0.1 whatever stands here.' },
  { name: 'PORT', default: '3000', about: 'Port to listen on.' },
  { name: 'PUBLIC_ORIGIN', default: '', about: 'Address people type, such as https://cchc.example.gov.vn; with https cookies are Secure and __Host-, and HSTS is sent.' },
  { name: 'TRUSTED_PROXIES', default: '', about: 'Addresses of reverse proxies, separated by commas, whose X-Forwarded-For is believed.' },
  { name: 'DATA_DIR', default: 'data', about: 'Folder of the SQLite file, uploads, the saved search index and backups.' },
  { name: 'DATABASE_URL', default: '', about: 'postgres://… to keep the data in PostgreSQL; empty: SQLite at DATA_DIR/portal.db.' },
  { name: 'LOG_LEVEL', default: 'info', about: 'Least severe log line written to standard output: debug, info, warn, error, silent.' },
  { name: 'SESSION_HOURS', default: '12', about: 'Hours without use after which a person must sign in again.' },
  { name: 'SIGN_IN_TRIES', default: '5', about: 'Wrong passwords in a row for one account before it is locked.' },
  { name: 'SIGN_IN_LOCK_MINUTES', default: '15', about: 'Minutes for which an account stays locked after too many wrong passwords.' },
  { name: 'SECRET_KEY', default: '', about: 'At least 32 characters with which the portal encrypts secrets that it must read again; empty: a key of its own in DATA_DIR/secret.key, which no backup holds.' },
  { name: 'REQUIRE_SECOND_FACTOR', default: '', about: 'Who must sign in with a code of an authenticator app too: approvers (whoever may approve) or roles such as director, admin, separated by commas; empty: who wants to.' },
  { name: 'OIDC_ISSUER', default: '', about: 'Address of a provider of OpenID Connect by which people sign in, such as https://sso.example.gov.vn/realms/tinh; empty: none.' },
  { name: 'OIDC_CLIENT_ID', default: '', about: 'Name under which the provider knows the portal; it must send people back to PUBLIC_ORIGIN/sign-in/oidc/answer.' },
  { name: 'OIDC_CLIENT_SECRET', default: '', about: 'Secret that the provider gave the portal; empty where it gives none.' },
  { name: 'OIDC_LABEL', default: 'tài khoản dùng chung', about: 'What the office calls the accounts of the provider, on the button and in sentences.' },
  { name: 'OIDC_CLAIM', default: 'email', about: 'What the provider says of a person that is their e-mail or user name here, such as email or preferred_username.' },
  { name: 'OIDC_SCOPE', default: 'openid email profile', about: 'What the provider is asked for.' },
  { name: 'LDAP_URL', default: '', about: 'Directory whose passwords people sign in with, such as ldaps://dc1.example.gov.vn or ldap://dc1.example.gov.vn:389; empty: none.' },
  { name: 'LDAP_TLS', default: 'starttls', about: 'How a connection to ldap:// is encrypted: starttls, or none for a server on this machine.' },
  { name: 'LDAP_CA', default: '', about: 'PEM file of the authority that signed the certificate of the directory; empty: the well-known ones.' },
  { name: 'LDAP_BASE', default: '', about: 'Where the entries of people stand, such as ou=people,dc=example,dc=vn.' },
  { name: 'LDAP_FILTER', default: '(uid={name})', about: 'Which entry is meant by the name that was typed; Active Directory: (sAMAccountName={name}).' },
  { name: 'LDAP_ATTRIBUTE', default: 'mail', about: 'Attribute of the entry that is the e-mail or user name of the person here.' },
  { name: 'LDAP_BIND_DN', default: '', about: 'Account that looks for the entry, with LDAP_BIND_PASSWORD.' },
  { name: 'LDAP_BIND_PASSWORD', default: '', about: 'Password of that account.' },
  { name: 'LDAP_USER_DN', default: '', about: 'Instead of such an account: how the typed name signs in by itself, such as uid={name},ou=people,dc=example,dc=vn or {name}@example.vn.' },
  { name: 'LDAP_ORDER', default: 'after', about: 'When the directory is asked: after or before the local password; only: local passwords are taken from administrators alone.' },
  { name: 'INVITATION_HOURS', default: '72', about: 'Hours for which a one-time link to set a password can be used.' },
  { name: 'UPLOAD_MB', default: '40', about: 'Largest file that may be uploaded, in MiB.' },
  { name: 'EVIDENCE_MB', default: '25', about: 'Largest file that may be entered as evidence, in MiB.' },
  { name: 'CLAMD', default: '', about: 'Virus scanner that files of evidence go through: host:port or socket path of clamd; empty: none is asked.' },
  { name: 'CLAMD_AWAY', default: 'refuse', about: 'What happens to a file while the scanner does not answer: refuse, or keep it marked as unchecked.' },
  { name: 'QUESTION_DAYS', default: '365', about: 'Days after which the text of questions put to the assistant is erased; 0 keeps it for ever.' },
  { name: 'REVIEW_MONTHS', default: '6', about: 'Months after a review date is set for a published procedure, when nothing else is said.' },
  { name: 'PUBLISH_WORKING_DAYS', default: '5', about: 'Working days before it takes effect in which a change should be published (Nghị định 48/2013, unconfirmed since); only shown, never enforced.' },
  { name: 'RECEIPT_HOURS', default: '16', about: 'Working hours within which a unit is to accept a task before the assigner is told that it has not.' },
  { name: 'SILENT_DAYS', default: '30', about: 'Days without a report after which a task that has no reporting rhythm counts as silent.' },
  { name: 'ENQUIRY_DAYS', default: '5', about: 'Working days within which a question of a citizen is to be answered, counted from the hour it came in.' },
  { name: 'ENQUIRY_HOURS', default: '', about: 'Office hours within which questions of some channels are to be answered instead, such as phone 8, zalo 16; empty: none.' },
  { name: 'ENQUIRY_VERY_LATE_DAYS', default: '5', about: 'Working days after its deadline from which a question of a citizen counts as very late.' },
  { name: 'ENQUIRY_KEEP_DAYS', default: '90', about: 'Days after an enquiry is closed on which the name and contact of who asked are erased.' },
  { name: 'SMTP_URL', default: '', about: 'Mail server, such as smtps://user:password@mail.example.gov.vn; empty: no mail is sent, the inbox alone tells people.' },
  { name: 'MAIL_FROM', default: '', about: 'Sender of the portal\'s mail, such as "Cổng CCHC <cchc@example.gov.vn>"; needed with SMTP_URL.' },
  { name: 'DIGEST_TIME', default: '07:30', about: 'Time of day in Vietnam, HH:mm, from which the morning digest goes out, on working days within office hours.' },
  { name: 'REMIND_DAYS', default: '5,1,0', about: 'Working days before a deadline on which those who work on it are reminded, separated by commas; 0 is the day itself.' },
  { name: 'OVERDUE_DAYS', default: '5', about: 'Working days after which those who work on an overdue task are reminded again and again while nothing is reported; 0: never.' },
  { name: 'BACKUP_TIME', default: '01:30', about: 'Time of day in Vietnam, HH:mm, after which the nightly backup is made; off: none is made.' },
  { name: 'BACKUP_KEEP', default: '14', about: 'Backups that are kept; older ones are removed after a new one was made and checked.' },
  { name: 'PROVING_TIME', default: '02:30', about: 'Time of day in Vietnam, HH:mm, after which the tests of the assistant are asked every night, where there are any; off: never.' },
  { name: 'PROVING_FLOORS', default: 'right1 0.8, told 0.6, refused 0.85, handled 0.6', about: 'Shares that `npm run prove` must find; under one of them it ends with 1.' },
  { name: 'FONT', default: 'system', about: 'Typeface of the pages: system, or be-vietnam-pro (67 kB, cached).' },
  { name: 'OFFICE_NAME', default: 'Sở Lao động – Thương binh và Xã hội', about: 'Name of the office in the page head and on printouts.' },
  { name: 'OFFICE_PLACE', default: 'Đơn vị mẫu', about: 'Line under the name of the office: the province, or a note.' },
  { name: 'OFFICE_SIGN', default: 'SLĐTBXH', about: 'Sign of the office in the numbers of its documents, as in 05/BB-SLĐTBXH.' },
  { name: 'OFFICE_ADDRESS', default: '', about: 'Where citizens hand in papers, on slips for them; empty: not printed.' },
  { name: 'OFFICE_HOURS', default: 'Ngày làm việc, 7:30–11:30 và 13:30–17:00', about: 'When they are received, on slips for citizens.' },
  { name: 'OFFICE_PHONE', default: '', about: 'Number that citizens may call, on slips for them; empty: not printed.' },
  {
    name: 'PUBLIC_CONTACTS', default: '',
    about: 'More telephone numbers and mail addresses of the office and its units, separated by commas; these, OFFICE_PHONE, OFFICE_ADDRESS and MAIL_FROM are nobody\'s personal data.',
  },
  { name: 'NATIONAL_PORTAL_URL', default: 'https://dichvucong.gov.vn', about: 'Address in the QR code of a leaflet or card whose procedure names no page of its own on the national portal.' },
  { name: 'PROPAGANDA_CHANNELS', default: 'Loa truyền thanh, Zalo, Cổng thông tin, Hội nghị, Phát tận tay, Bảng tin, Trang mạng xã hội', about: 'Ways in which propaganda is distributed, separated by commas.' },
  { name: 'OFFICE_SUPERIOR', default: 'UBND tỉnh', about: 'Authority above the office, in the head of its documents.' },
] as const satisfies Setting[]

export type SettingName = (typeof settings)[number]['name']
export type Config = ReturnType<typeof readConfig>

/**
 * The settings as the program uses them. Throws an Error naming the variable, its value and what it must be.
 * @param env variables to read; the process's own in the program, a test's own in tests.
 */
export function readConfig(env: Record<string, string | undefined> = process.env) {
  const text = (name: SettingName) => (env[name] ?? '').trim() || settings.find(setting => setting.name === name)!.default
  const whole = (name: SettingName, least: number, most: number) => {
    const value = Number(text(name))
    if (!Number.isInteger(value) || value < least || value > most) throw new Error(`${name}=${text(name)}: must be a whole number from ${least} to ${most}`)
    return value
  }
  const oneOf = <const T extends string>(name: SettingName, values: readonly T[]): T => {
    const value = text(name)
    const found = values.find(v => v === value)
    if (!found) throw new Error(`${name}=${value}: must be one of ${values.join(', ')}`)
    return found
  }
  const publicOrigin = text('PUBLIC_ORIGIN').replace(/\/$/, '')
  if (publicOrigin && !/^https?:\/\/[^/]+$/.test(publicOrigin)) throw new Error(`PUBLIC_ORIGIN=${publicOrigin}: must look like https://name, without a path`)
  const databaseUrl = text('DATABASE_URL')
  if (databaseUrl && !isPostgresUrl(databaseUrl)) throw new Error('DATABASE_URL: must begin with postgres:// or be empty')
  const dataDir = text('DATA_DIR')
  return {
    host: text('HOST'),
    port: whole('PORT', 0, 65535),
    publicOrigin,
    tls: publicOrigin.startsWith('https://'),
    trustedProxies: text('TRUSTED_PROXIES').split(',').map(address => address.trim()).filter(Boolean),
    dataDir,
    /** What openStore is given: a postgres:// address or the path of the SQLite file. */
    database: databaseUrl || join(dataDir, 'portal.db'),
    logLevel: oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent']),
    sessionHours: whole('SESSION_HOURS', 1, 24 * 31),
    signInTries: whole('SIGN_IN_TRIES', 2, 100),
    signInLockMinutes: whole('SIGN_IN_LOCK_MINUTES', 1, 24 * 60),
    secretKey: secretKey(text('SECRET_KEY')),
    secondFactor: secondFactorNeed(text('REQUIRE_SECOND_FACTOR')),
    /** Null where nobody signs in by a provider. */
    oidc: oidcSettings(text, publicOrigin),
    /** Null where no directory is asked. */
    ldap: ldapSettings(text, oneOf('LDAP_ORDER', ldapOrders), oneOf('LDAP_TLS', ['starttls', 'none'])),
    invitationHours: whole('INVITATION_HOURS', 1, 24 * 31),
    receiptHours: whole('RECEIPT_HOURS', 1, 400),
    silentDays: whole('SILENT_DAYS', 1, 1000),
    enquiryDays: whole('ENQUIRY_DAYS', 1, 60),
    /** By channel, where it has a term of its own. */
    enquiryHours: channelHours('ENQUIRY_HOURS', text('ENQUIRY_HOURS')),
    enquiryVeryLateDays: whole('ENQUIRY_VERY_LATE_DAYS', 1, 60),
    enquiryKeepDays: whole('ENQUIRY_KEEP_DAYS', 0, 3650),
    uploadBytes: whole('UPLOAD_MB', 1, 2048) * 1024 * 1024,
    evidenceBytes: whole('EVIDENCE_MB', 1, 1024) * 1024 * 1024,
    /** Null where no scanner is set up. */
    scanner: text('CLAMD') ? scannerAddress(text('CLAMD')) : null,
    scannerAway: oneOf('CLAMD_AWAY', ['refuse', 'keep']),
    questionDays: whole('QUESTION_DAYS', 0, 36500),
    reviewMonths: whole('REVIEW_MONTHS', 1, 120),
    publishWorkingDays: whole('PUBLISH_WORKING_DAYS', 0, 60),
    /** Null where no mail is sent. */
    mail: text('SMTP_URL') ? mailer(text('SMTP_URL'), text('MAIL_FROM'), publicOrigin) : null,
    digestTime: clockTime('DIGEST_TIME', text('DIGEST_TIME')),
    /** Working days before a deadline, the farthest first. */
    remindDays: dayCounts('REMIND_DAYS', text('REMIND_DAYS')),
    overdueDays: whole('OVERDUE_DAYS', 0, 90),
    /** 'HH:mm', or null when no nightly backup is wanted. */
    backupTime: text('BACKUP_TIME') === 'off' ? null : clockTime('BACKUP_TIME', text('BACKUP_TIME')),
    backupKeep: whole('BACKUP_KEEP', 1, 1000),
    /** 'HH:mm', or null when the tests are not asked by night. */
    provingTime: text('PROVING_TIME') === 'off' ? null : clockTime('PROVING_TIME', text('PROVING_TIME')),
    provingFloors: floors('PROVING_FLOORS', text('PROVING_FLOORS')),
    nationalPortal: webAddress('NATIONAL_PORTAL_URL', text('NATIONAL_PORTAL_URL')),
    channels: text('PROPAGANDA_CHANNELS').split(',').map(channel => channel.trim()).filter(Boolean),
    font: oneOf('FONT', ['system', 'be-vietnam-pro']),
    office: {
      name: text('OFFICE_NAME'), place: text('OFFICE_PLACE'), sign: text('OFFICE_SIGN'), superior: text('OFFICE_SUPERIOR'), address: text('OFFICE_ADDRESS'),
      hours: text('OFFICE_HOURS'), phone: text('OFFICE_PHONE'),
    },
    /** Texts whose telephone numbers and mail addresses are public. */
    publicContacts: [text('OFFICE_PHONE'), text('OFFICE_ADDRESS'), text('MAIL_FROM'), text('PUBLIC_CONTACTS')],
  }
}

function secretKey(value: string): string | null {
  if (value && value.length < 32) throw new Error('SECRET_KEY: must have at least 32 characters')
  return value || null
}

/** How a connection to clamd is opened: by host and port, or by the path of a socket. */
export type ScannerAddress = { host: string; port: number } | { path: string }

function scannerAddress(value: string): ScannerAddress {
  const [, host, port] = /^\[?([^/\\]+?)\]?:(\d{1,5})$/.exec(value) ?? []
  if (host) return { host, port: Number(port) }
  if (/[/\\]/.test(value)) return { path: value }
  throw new Error(`CLAMD=${value}: must be host:port or the path of a socket`)
}

function webAddress(name: SettingName, value: string): string {
  if (!/^https?:\/\/\S+$/.test(value)) throw new Error(`${name}=${value}: must begin with https:// or http://`)
  return value
}

/** The address of a mail server holds its password: no message repeats it. */
function mailer(url: string, from: string, origin: string) {
  if (!/^smtps?:\/\/[^\s]+$/.test(url)) throw new Error('SMTP_URL: must begin with smtp:// or smtps://')
  if (!from) throw new Error('MAIL_FROM: must be set when SMTP_URL is')
  if (!origin) throw new Error('PUBLIC_ORIGIN: must be set when SMTP_URL is, for the links in mail')
  return { url, from }
}

function dayCounts(name: SettingName, value: string): number[] {
  const counts = value.split(',').map(one => Number(one.trim()))
  if (counts.some(one => !Number.isInteger(one) || one < 0 || one > 60)) throw new Error(`${name}=${value}: must be whole numbers from 0 to 60 separated by commas`)
  return [...new Set(counts)].toSorted((a, b) => b - a)
}

const figures = ['right1', 'right5', 'told', 'aspect', 'refused', 'clarified', 'handled']

function floors(name: SettingName, value: string): Record<string, number> {
  return Object.fromEntries(value.split(',').map(one => {
    const [figure = '', share = ''] = one.trim().split(/\s+/)
    const floor = Number(share)
    if (!figures.includes(figure) || share === '' || !(floor >= 0 && floor <= 1)) {
      throw new Error(`${name}=${value}: must be figures (${figures.join(', ')}) with shares from 0 to 1, such as right1 0.8, separated by commas`)
    }
    return [figure, floor]
  }))
}

const channels = ['counter', 'phone', 'zalo', 'email', 'letter', 'dialogue']

function channelHours(name: SettingName, value: string): Record<string, number> {
  return Object.fromEntries(value.split(',').map(one => one.trim()).filter(Boolean).map(one => {
    const [channel = '', hours = ''] = one.split(/\s+/)
    const count = Number(hours)
    if (!channels.includes(channel) || !(count > 0 && count <= 400)) throw new Error(`${name}=${value}: must be channels (${channels.join(', ')}) with office hours, such as phone 8`)
    return [channel, count]
  }))
}

function clockTime(name: SettingName, value: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) throw new Error(`${name}=${value}: must be a time such as 01:30${name === 'BACKUP_TIME' || name === 'PROVING_TIME' ? ', or off' : ''}`)
  return value
}

/** `npm run dev`: views are read anew and static/vendor is made again when something changes. */
export const development = process.env.NODE_ENV === 'development'

export const isPostgresUrl = (url: string): boolean => /^postgres(ql)?:\/\//.test(url)
