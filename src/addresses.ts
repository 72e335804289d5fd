// Addresses of lists: the filter stands in them, so that what one sees can be sent to another.

/** The path with a query; what is empty is left out. */
export function withQuery(path: string, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value))
  return query.size ? `${path}?${query}` : path
}
