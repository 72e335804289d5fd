// A browser's own description as a person would say it: "Chrome trên Windows".

const browsers: [RegExp, string][] = [
  [/Edg(A|iOS)?\//, 'Edge'], [/coc_coc_browser\//, 'Cốc Cốc'], [/OPR\/|Opera/, 'Opera'], [/SamsungBrowser\//, 'Samsung Internet'], [/Zalo/, 'Zalo'], [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrom(e|ium)\/|CriOS\//, 'Chrome'], [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'máy Mac'], [/Linux|X11/, 'Linux']]

/** `agent` is the User-Agent header. */
export function deviceInWords(agent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1]
  return browser && system ? `${browser} trên ${system}` : browser ?? system ?? 'Thiết bị khác'
}
